import { QuickBooksFault } from './fake-fault.ts';
import { fieldAt, type FakeRow } from './fake-query.ts';

/** Those that share their names. */
export const people = ['Customer', 'Vendor', 'Employee'];

/**
 * Refuses a name that somebody has: names are unique over customers, vendors and employees, and over items; active or
 * not (recorded: 6240), whatever their case.
 */
export function requireFreeName(
  entity: string,
  row: FakeRow,
  rows: (entity: string) => readonly FakeRow[],
): void {
  const field = entity === 'Item' ? 'Name' : 'DisplayName';
  const name = fieldAt(row, field) ?? '';
  if (name === '') throw new QuickBooksFault('2020', `Required param missing: ${field}`);
  // Documented: names hold no colon, tab or line break.
  if (/[:\t\n\r]/.test(name)) throw new QuickBooksFault('2040', 'Invalid character in a name');
  const others = (entity === 'Item' ? ['Item'] : people).flatMap(rows);
  const isTaken = others.some(
    (one) => one['Id'] !== row['Id'] && String(one[field]).toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) throw new QuickBooksFault('6240', 'Duplicate Name Exists Error');
}
