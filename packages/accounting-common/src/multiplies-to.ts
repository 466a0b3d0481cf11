/** Whether quantity times price is exactly the amount: else QuickBooks refuses the line (6070). */
export function multipliesTo(quantity: string, unitPrice: string, amount: string): boolean {
  const [a, b, c] = [quantity, unitPrice, amount].map(asUnits);
  if (a === undefined || b === undefined || c === undefined) return false;
  const product = { units: a.units * b.units, places: a.places + b.places };
  const places = Math.max(product.places, c.places);
  return (
    product.units * 10n ** BigInt(places - product.places) === c.units * 10n ** BigInt(places - c.places)
  );
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
