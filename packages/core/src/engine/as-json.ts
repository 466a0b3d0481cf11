import type { Json } from '../ports/storage.ts';

/** A value that is plain JSON, where the type of its interface can't say so. */
export function asJson(value: unknown): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Json;
}
