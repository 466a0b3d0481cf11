import type { CollectionName, IndexName } from '../ports/collections.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Collection } from './collection.ts';
import type { TenantScope } from './tenant-scope.ts';

/** Part of a list that can be long. */
export interface Page<Value> {
  readonly items: readonly Value[];
  /** Hand it in to get the next part; `null`: there is none. */
  readonly next: string | null;
}

/** Which part of a list. */
export interface PageRequest {
  /** `next` of the part before. Default: the beginning. */
  readonly after?: string | null | undefined;
  /** At most so many, 1 to 1,000. Default: 100. */
  readonly limit?: number | undefined;
  /** Default: false, the earliest first. */
  readonly descending?: boolean | undefined;
}

/** Which rows of a collection. */
export interface PageSource<Value, Name extends CollectionName> {
  readonly from: Collection<Value, Name>;
  readonly index?: readonly [name: IndexName<Name>, key: string] | undefined;
  /** The first and the first no longer wanted `order`. */
  readonly range?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
}

/** Reads one part of a list. */
export async function readPage<Value, Name extends CollectionName>(
  scope: TenantScope,
  { from, index, range }: PageSource<Value, Name>,
  { after, limit = 100, descending }: PageRequest = {},
): Promise<Page<Value>> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw inputError('QUERY_INVALID', [
      { path: ['limit'], message: 'must be a whole number from 1 to 1,000' },
    ]);
  const items = await scope.read((unit) =>
    unit.some(from, {
      index,
      ...range,
      descending,
      after: after == null ? undefined : readCursor(after),
      limit,
    }),
  );
  const last = items.length < limit ? undefined : items.at(-1);
  return { items, next: last === undefined ? null : cursorOf(from, last) };
}

/** Reads all of a list, part by part, each in a transaction of its own. */
export async function* readAll<Value, Name extends CollectionName>(
  scope: TenantScope,
  source: PageSource<Value, Name>,
): AsyncGenerator<Value, void, undefined> {
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page<Value> = await readPage(scope, source, { after, limit: 500 });
    yield* page.items;
    after = page.next;
  }
}

const cursorOf = <Value>({ order, id }: Collection<Value>, value: Value): string =>
  [order?.(value) ?? id(value), id(value)].map(encodeURIComponent).join('/');

function readCursor(cursor: string): { order: string; id: string } {
  const [order, id, ...rest] = cursor.split('/');
  if (order === undefined || id === undefined || rest.length > 0)
    throw inputError('QUERY_INVALID', [{ path: ['after'], message: 'is no `next` of a list' }]);
  return { order: decodeURIComponent(order), id: decodeURIComponent(id) };
}
