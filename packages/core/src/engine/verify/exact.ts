/** Decimal places that are counted: more than twice those of any price or quantity. */
const places = 24;
const one = 10n ** BigInt(places);
const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A decimal number as a whole one, or `null` for what is none. Checkers count with these alone, and not with the code
 * that made the amounts, so a fault of that code can't hide itself. What is `null` is told by the checker of numbers.
 */
export function exact(text: string): bigint | null {
  const [, sign, whole = '', fraction = ''] = decimalText.exec(text) ?? [];
  if (sign === undefined || fraction.length > places) return null;
  const digits = BigInt(whole + fraction.padEnd(places, '0'));
  return sign === '-' ? -digits : digits;
}

/** The sum, or `null` when one of them is no number. */
export function sumOf(texts: Iterable<string>): bigint | null {
  let sum = 0n;
  for (const text of texts) {
    const value = exact(text);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** The product of two numbers that have no more than half of the places. */
export const product = (first: bigint, second: bigint): bigint => (first * second) / one;

/** Whether both are known and are not the same. */
export const differ = (first: bigint | null, second: bigint | null): boolean =>
  first !== null && second !== null && first !== second;

/** The number as people write it. */
export function textOf(value: bigint | null): string | null {
  if (value === null) return null;
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const text = digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
  return value < 0n ? `-${text}` : text;
}
