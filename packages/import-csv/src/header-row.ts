import { BillingError, type InputIssue } from '@billwright/core';

/** The header row of a file: where the columns are. */
export interface HeaderRow {
  readonly width: number;
  /** The place of a column. One that is missing or there twice is remembered as a fault of the mapping's `path`. */
  indexOf(column: string, path: string): number;
  /** A row as it was read, by column name, without losing a cell. */
  toRecord(cells: readonly string[]): Readonly<Record<string, string>>;
  /** @throws BillingError `CSV_MAPPING_INVALID` with every column that was asked for and not found. */
  check(): void;
}

// A file that is no CSV can have a header of any length; a message has not.
const longestList = 300;

/** Reads the header row. Names are compared exactly, but for blanks around them. */
export function headerRow(cells: readonly string[]): HeaderRow {
  const faults: InputIssue[] = [];
  const names = uniqueNames(cells);
  return {
    width: cells.length,
    indexOf(column, path) {
      const at = cells.indexOf(column);
      if (at < 0) {
        faults.push({ path: [path], message: `the file has no column "${column}"; it has ${listOf(cells)}` });
      } else if (cells.includes(column, at + 1)) {
        faults.push({ path: [path], message: `the file has more than one column "${column}"` });
      }
      return at;
    },
    // Unlike an assignment, fromEntries makes a plain property even of "__proto__".
    toRecord: (row) => Object.fromEntries(row.map((cell, at) => [names[at] ?? `(column ${at + 1})`, cell])),
    check() {
      if (faults.length > 0) throw new BillingError('CSV_MAPPING_INVALID', { issues: faults });
    },
  };
}

/** A name for each column that no other has: the second "Tags" is "Tags (column 7)". */
function uniqueNames(cells: readonly string[]): string[] {
  return cells.map((cell, at) =>
    cell !== '' && cells.indexOf(cell) === at ? cell : `${cell}(column ${at + 1})`,
  );
}

function listOf(cells: readonly string[]): string {
  const list = cells.map((cell) => `"${cell}"`).join(', ');
  return list.length > longestList ? `${list.slice(0, longestList)}…` : list;
}
