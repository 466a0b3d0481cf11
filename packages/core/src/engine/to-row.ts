import type { Row } from '../ports/storage.ts';
import { asJson } from './as-json.ts';
import type { Collection } from './collection.ts';

/** A value as it is stored. */
export function toRow<Value>({ id, order, keys }: Omit<Collection<Value>, 'name'>, value: Value): Row {
  const given: Readonly<Record<string, string | null | undefined>> = keys?.(value) ?? {};
  const present: Record<string, string> = {};
  for (const name of Object.keys(given)) {
    const key = given[name];
    if (key != null) present[name] = key;
  }
  const own = id(value);
  return {
    id: own,
    order: order?.(value) ?? own,
    keys: present,
    value: asJson(value),
  };
}
