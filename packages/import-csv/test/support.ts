import { readFileSync } from 'node:fs';
import type { AcceptedRow, CsvMapping, CsvSource, ImportedRow, RejectedRow } from '../src/index.ts';
import { importTimeEntries } from '../src/index.ts';

/** Every row of an import. */
export async function importAll(source: CsvSource, mapping: CsvMapping): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = [];
  for await (const row of importTimeEntries(source, mapping)) rows.push(row);
  return rows;
}

/** The rows that became entries, and those that did not. */
export function split(rows: readonly ImportedRow[]): { accepted: AcceptedRow[]; rejected: RejectedRow[] } {
  return {
    accepted: rows.filter((row) => row.status === 'entry'),
    rejected: rows.filter((row) => row.status === 'rejected'),
  };
}

/** A file of test/fixtures. */
export const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** A mapping as small as can be: `Id,Who,Day,Hours`. */
export const smallMapping = {
  id: 'Id',
  agentId: 'Who',
  serviceTypeId: { constant: 'support' },
  time: {
    kind: 'untimed',
    date: { columns: 'Day', format: 'YYYY-MM-DD' },
    duration: { column: 'Hours', format: 'decimal-hours' },
  },
} as const satisfies CsvMapping;

/** `Id,Who,Customer,Start,End`, without a zone. */
export const timedMapping = {
  id: 'Id',
  agentId: 'Who',
  customerId: 'Customer',
  serviceTypeId: { constant: 'support' },
  time: {
    kind: 'timed',
    start: { columns: 'Start', format: 'YYYY-MM-DD HH:mm' },
    end: { columns: 'End', format: 'YYYY-MM-DD HH:mm' },
  },
} as const satisfies CsvMapping;
