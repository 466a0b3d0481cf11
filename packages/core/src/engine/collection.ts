import type { CollectionName, IndexName } from '../ports/collections.ts';

/** How the values of one type are kept: in which collection, under which id, and how lists find them. */
export interface Collection<Value, Name extends CollectionName = CollectionName> {
  readonly name: Name;
  readonly id: (value: Value) => string;
  /** What lists are ordered by. Default: the id. */
  readonly order?: (value: Value) => string;
  /** Under which key each index has it; `null`: the index does not have it. */
  readonly keys?: (value: Value) => Partial<Readonly<Record<IndexName<Name>, string | null>>>;
}

/** Declares a collection. */
export const collection = <Value, Name extends CollectionName>(
  declared: Collection<Value, Name>,
): Collection<Value, Name> => declared;
