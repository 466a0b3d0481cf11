import type { Row } from '../ports/storage.ts';
import { asJson } from './as-json.ts';
import type { Collection } from './collection.ts';

/** A value as it is stored. */
export function toRow<Value>({ id, order, keys }: Omit<Collection<Value>, 'name'>, value: Value): Row {
  const given: Readonly<Record<string, string | null | undefined>> = keys?.(value) ?? {};
  const present = Object.entries(given).filter((entry): entry is [string, string] => entry[1] != null);
  return {
    id: id(value),
    order: order?.(value) ?? id(value),
    keys: Object.fromEntries(present),
    value: asJson(value),
  };
}
