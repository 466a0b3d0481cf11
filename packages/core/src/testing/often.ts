import fc from 'fast-check';

/** The first three times of four, else the second. */
export function often<A, B>(first: fc.Arbitrary<A>, second: fc.Arbitrary<B>): fc.Arbitrary<A | B> {
  return fc.oneof({ arbitrary: first, weight: 3 }, { arbitrary: second, weight: 1 });
}
