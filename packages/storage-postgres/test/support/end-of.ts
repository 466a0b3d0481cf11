import { createHash } from 'node:crypto';
import type { Storage } from '@billwright/core';
import { rowsOf } from '../../../core/test/engine/support/desk.ts';

/** What two ends of the same desk may differ in. */
export interface Leeway {
  /** Whether who was issued first may have got another number. */
  readonly anyNumber?: boolean;
}

/** Ids that are given as it comes: of a source that counts, and random ones. */
const givenId = /\b[a-z][a-z-]*_(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{4,})/g;

const number = /\b[A-Z]+(?:-\d+)+\b/g;

/** Digests are over ids, and so are those of questions. */
const digests: ReadonlySet<string> = new Set(['digest', 'previous', 'question']);

/**
 * All that a tenant has, as sorted texts: two desks have the same when they differ in ids only, and in the places in the
 * audit log, which those who write at the same time get as it comes. An id is named after all that is said of it.
 */
export async function endOf(
  storage: Storage,
  tenantId: string,
  leeway: Leeway = {},
): Promise<readonly string[]> {
  const texts = Object.entries(await rowsOf(storage, tenantId)).flatMap(([collection, rows]) =>
    rows.map((row) => `${collection} ${textOf(collection, row, leeway)}`),
  );
  let names = new Map(texts.flatMap((text) => text.match(givenId) ?? []).map((id) => [id, kindOf(id)]));
  for (let round = 0; round < 3; round += 1) names = renamed(texts, names);
  return texts.map((text) => text.replaceAll(givenId, (id) => names.get(id) ?? id)).toSorted();
}

const kindOf = (id: string): string => id.slice(0, id.indexOf('_'));

/** Names each id after the texts in which it is, as they read with the names of before. */
function renamed(texts: readonly string[], names: ReadonlyMap<string, string>): Map<string, string> {
  const about = new Map<string, string[]>();
  for (const text of texts) {
    for (const own of new Set(text.match(givenId))) {
      const read = text.replaceAll(givenId, (id) => (id === own ? 'itself' : (names.get(id) ?? id)));
      about.set(own, [...(about.get(own) ?? []), read]);
    }
  }
  const named = (id: string, read: readonly string[]): string =>
    `${kindOf(id)}:${createHash('sha256').update(read.toSorted().join('\n')).digest('hex').slice(0, 12)}`;
  return new Map([...about].map(([id, read]) => [id, named(id, read)]));
}

function textOf(collection: string, row: object, { anyNumber = false }: Leeway): string {
  const place = collection === 'audit' ? { id: '', order: '' } : {};
  const isLeft = (key: string): boolean =>
    digests.has(key) || (key === 'sequence' && (anyNumber || collection === 'audit'));
  const text = JSON.stringify({ ...row, ...place }, (key, value: unknown) => (isLeft(key) ? null : value));
  return anyNumber ? text.replaceAll(number, (found) => found.replaceAll(/\d/g, '0')) : text;
}

/** What one end has and the other has not, the first of it: a reader is told what differs, not all there is. */
export function differences(one: readonly string[], other: readonly string[]): readonly string[] {
  return [
    ...without(one, other).map((text) => `only the one has ${text}`),
    ...without(other, one).map((text) => `only the other has ${text}`),
  ];
}

function without(some: readonly string[], taken: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of taken) counts.set(text, (counts.get(text) ?? 0) + 1);
  const left = some.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
  return left.slice(0, 3);
}
