import fc from 'fast-check';

/** What laws change in work before they look again: by how much, in which order. */
export interface Change {
  readonly seconds: number;
  /** Numbers to sort by. */
  readonly order: readonly number[];
}

/** Shrinks to a quarter of an hour, and a swap of two. */
export function anyChange(): fc.Arbitrary<Change> {
  return fc.record({
    seconds: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.integer({ min: 1, max: 4 }).map((quarters) => quarters * 900), weight: 3 },
      { arbitrary: fc.integer({ min: 1, max: 32 }).map((quarters) => quarters * 900), weight: 1 },
      { arbitrary: fc.integer({ min: 1, max: 7200 }), weight: 1 },
    ),
    order: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 12, size: 'max' }),
  });
}

/** The items in another order. */
export function inOrderOf<Item>(items: readonly Item[], order: readonly number[]): readonly Item[] {
  const keyed = items.map((item, place) => ({ item, key: order[place % order.length] ?? 0 }));
  return keyed
    .toReversed()
    .toSorted((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
