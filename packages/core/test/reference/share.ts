import { Exact } from './exact.ts';

/**
 * R4: splits whole seconds by weights. Shares are floored, what is left over goes one by one to the largest
 * fractions, and of equal fractions to the earliest part.
 */
export function share(whole: number, weights: readonly number[]): readonly number[] {
  const sum = Exact.sum(0, ...weights);
  const parts = weights.map((weight, index) => {
    const exact = new Exact(whole).times(weight);
    return { index, seconds: exact.dividedToIntegerBy(sum).toNumber(), fraction: exact.modulo(sum) };
  });
  const left = whole - parts.reduce((all, { seconds }) => all + seconds, 0);
  const luckiest = parts
    .toSorted((a, b) => b.fraction.comparedTo(a.fraction) || a.index - b.index)
    .slice(0, left);
  for (const part of luckiest) part.seconds += 1;
  return parts.map(({ seconds }) => seconds);
}
