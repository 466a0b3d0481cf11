/**
 * Rounds exact shares (`numerators` / `denominator`) to whole numbers that sum to `total`, by the largest remainder:
 * shares are floored, the units left over go to the largest fractions, among equal ones to the earliest part. When the
 * shares sum to less than 0, the parts are the mirror image of those of the positive total.
 *
 * The total may differ from the sum of the exact shares by less than 1; each part then is within 1 of its own share.
 */
export function apportion(total: bigint, numerators: readonly bigint[], denominator: bigint): bigint[] {
  if (numerators.reduce((sum, numerator) => sum + numerator, 0n) < 0n) {
    const mirrored = numerators.map((numerator) => -numerator);
    return apportion(-total, mirrored, denominator).map((share) => -share);
  }
  const floors = numerators.map((numerator) => floorQuotient(numerator, denominator));
  const remainders = numerators.map((numerator, index) => numerator - at(floors, index) * denominator);
  const left = total - floors.reduce((sum, share) => sum + share, 0n);
  const raised = new Set(largestFirst(remainders).slice(0, Number(left)));
  return floors.map((share, index) => (raised.has(index) ? share + 1n : share));
}

/** The places of the values, largest value first, equal values in their order. */
export function largestFirst(values: readonly (number | bigint)[]): number[] {
  return [...values.entries()]
    .toSorted(([one, left], [other, right]) => (left === right ? one - other : left > right ? -1 : 1))
    .map(([index]) => index);
}

const at = (values: readonly bigint[], index: number): bigint => values[index] ?? 0n;

function floorQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1n : quotient;
}
