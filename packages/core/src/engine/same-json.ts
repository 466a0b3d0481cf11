import { asJson } from './as-json.ts';
import { canonicalJson } from './canonical-json.ts';

/** Whether two plain values say the same, whatever the order of their fields. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  canonicalJson(asJson(one)) === canonicalJson(asJson(other));
