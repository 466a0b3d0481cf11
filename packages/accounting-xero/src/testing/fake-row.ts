/** A row of the fake's books. */
export type FakeRow = Readonly<Record<string, unknown>>;

/** Something that was sent as a row; one without fields when it is none. */
export const asRow = (value: unknown): FakeRow =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Something that was sent as rows. */
export const asRows = (value: unknown): readonly FakeRow[] => (Array.isArray(value) ? value.map(asRow) : []);

/** A field of a row as text; empty when it has none. */
export const textOf = (row: FakeRow, field: string): string => {
  const value = row[field];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
};

/** Units of the second place after the point. */
export const cents = (amount: unknown): number =>
  Math.round(Number(amount ?? 0) * 100 + Math.sign(Number(amount ?? 0)) * 1e-7);
