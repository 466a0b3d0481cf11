import { BillingError, type InputIssue, isBillingError, type TimeEntry, timeEntry } from '@billwright/core';
import { type CsvMapping, defineCsvMapping } from './csv-mapping.ts';
import { csvRecords } from './csv-records.ts';
import { type CsvSource, requireSource } from './csv-text.ts';
import { entryIds, type MakeId } from './entry-id.ts';
import { type HeaderRow, headerRow } from './header-row.ts';
import type { ImportedRow, RowFault } from './imported-row.ts';
import { compileEntry } from './read-entry.ts';
import type { ReadFields, RowReading } from './row-reading.ts';

/**
 * Reads time entries from a CSV file with a header row, one by one: a row is an entry, or it is rejected with the
 * reason, its line and its cells. None is dropped: there are as many results as rows below the header; only blank
 * lines do not count. Rows are read as they come, so a file may be larger than the memory; without an id column some
 * 100 bytes are kept for each row.
 *
 * Entries have passed the checks of `timeEntry`. That ids of an id column differ from each other is checked by rating.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` when the mapping does not hold together, or names a column that the
 * header row does not have.
 * @throws BillingError `CSV_UNREADABLE` when the source is none, or the file is not CSV in UTF-8, or empty. Rows before that place may have
 * been given already.
 * @example
 * ```ts
 * import { harvestMapping, importTimeEntries } from '@billwright/import-csv';
 *
 * const file = [
 *   'Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name',
 *   '2026-03-02,Acme,Website,Design,"Sketches, two",1.25,Yes,Ana,Silva',
 *   '2026-02-30,Acme,Website,Design,,0.5,Yes,Ana,Silva',
 * ].join('\n');
 * for await (const row of importTimeEntries(file, harvestMapping())) {
 *   if (row.status === 'entry') console.log(row.line, row.entry.date, row.entry.minutes);
 *   // => 2 2026-03-02 75
 *   else console.log(row.line, row.reason, row.issues[0]?.message);
 *   // => 3 unreadable-date column "Date" has "2026-02-30", which is no time written YYYY-MM-DD
 * }
 * ```
 */
export function importTimeEntries(
  source: CsvSource,
  mapping: CsvMapping,
): AsyncGenerator<ImportedRow, void, undefined> {
  requireSource(source);
  return readRows(source, defineCsvMapping(mapping));
}

async function* readRows(
  source: CsvSource,
  mapping: CsvMapping,
): AsyncGenerator<ImportedRow, void, undefined> {
  const makeId = entryIds();
  let table: Table | null = null;
  for await (const { line, cells: raw } of csvRecords(source, mapping.delimiter ?? ',')) {
    const cells = raw.map((cell) => cell.trim());
    if (table === null) {
      const header = headerRow(cells);
      table = { header, readFields: compileEntry(mapping, header) };
      continue;
    }
    const row: RowReading = { cells, faults: [], warnings: [] };
    const entry = readRow(row, table, makeId);
    if (entry !== null) yield { status: 'entry', line, entry, warnings: row.warnings };
    else yield rejection(line, row.faults, table.header.toRecord(raw));
  }
  if (table === null) throw new BillingError('CSV_UNREADABLE', { line: 1, reason: 'there is no header row' });
}

/** What is known once the header row was read. */
interface Table {
  readonly header: HeaderRow;
  readonly readFields: ReadFields;
}

/** The entry of a row, or null when the row has faults. */
function readRow(row: RowReading, { header, readFields }: Table, makeId: MakeId): TimeEntry | null {
  if (row.cells.length !== header.width) {
    const message = `the row has ${row.cells.length} cells, the header row ${header.width}`;
    row.faults.push({ reason: 'column-count', issue: { path: [], message } });
    return null;
  }
  const fields = readFields(row);
  if (row.faults.length > 0) return null;
  try {
    return timeEntry(fields['id'] === undefined ? { id: makeId(fields), ...fields } : fields);
  } catch (error) {
    if (!isBillingError(error, 'TIME_ENTRY_INVALID')) throw error;
    for (const issue of error.details.issues) row.faults.push({ reason: 'invalid-entry', issue });
    return null;
  }
}

function rejection(
  line: number,
  faults: readonly RowFault[],
  row: Readonly<Record<string, string>>,
): ImportedRow {
  const issues: readonly InputIssue[] = faults.map(({ issue }) => issue);
  return { status: 'rejected', line, reason: faults[0]?.reason ?? 'invalid-entry', issues, row };
}
