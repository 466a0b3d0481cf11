/** What a value is, for messages about one that does not belong there: `undefined`, `a number`, `an array`. */
export function nameOfValue(value: unknown): string {
  if (value == null) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
