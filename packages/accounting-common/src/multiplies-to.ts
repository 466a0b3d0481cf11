/** Whether quantity times price is exactly the amount. */
export function multipliesTo(quantity: string, unitPrice: string, amount: string): boolean {
  const [a, b, c] = [quantity, unitPrice, amount].map(asUnits);
  if (a === undefined || b === undefined || c === undefined) return false;
  const product = { units: a.units * b.units, places: a.places + b.places };
  const places = Math.max(product.places, c.places);
  return (
    product.units * 10n ** BigInt(places - product.places) === c.units * 10n ** BigInt(places - c.places)
  );
}

/**
 * Whether quantity times price comes to the amount when it is rounded to the places of the amount. Exactly between two
 * amounts it comes to neither: who knows how others round.
 */
export function roundsTo(quantity: string, unitPrice: string, amount: string): boolean {
  const [a, b, c] = [quantity, unitPrice, amount].map(asUnits);
  if (a === undefined || b === undefined || c === undefined) return false;
  const product = { units: a.units * b.units, places: a.places + b.places };
  if (product.places <= c.places) return multipliesTo(quantity, unitPrice, amount);
  const step = 10n ** BigInt(product.places - c.places);
  const difference = product.units - c.units * step;
  return (difference < 0n ? -difference : difference) * 2n < step;
}

/** Whether two decimals, of whatever places, differ by more than a third. */
export function differsBy(one: string, other: string, most: string): boolean {
  const [a, b, c] = [one, other, most].map(asUnits);
  if (a === undefined || b === undefined || c === undefined) return false;
  const places = Math.max(a.places, b.places, c.places);
  const [x, y, z] = [a, b, c].map((part) => part.units * 10n ** BigInt(places - part.places));
  if (x === undefined || y === undefined || z === undefined) return false;
  return (x < y ? y - x : x - y) > z;
}

/** Whether a decimal stays what it is as a number of JSON. */
export const isExactNumber = (decimal: string): boolean => {
  const plain = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return String(Number(decimal)) === (plain === '-0' ? '0' : plain);
};

function asUnits(decimal: string): { readonly units: bigint; readonly places: number } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { units: BigInt(whole + fraction), places: fraction.length };
}
