import type { PrepaidPosting } from './posting.ts';

/** Postings by something that they have in common, in the order in which it first occurs. */
export function groupPostings<Key>(
  postings: Iterable<PrepaidPosting>,
  keyOf: (posting: PrepaidPosting) => Key,
): ReadonlyMap<Key, PrepaidPosting[]> {
  const groups = new Map<Key, PrepaidPosting[]>();
  for (const posting of postings) {
    const key = keyOf(posting);
    const its = groups.get(key);
    if (its === undefined) groups.set(key, [posting]);
    else its.push(posting);
  }
  return groups;
}
