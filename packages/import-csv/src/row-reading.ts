import type { ImportWarning, RejectionReason, RowFault } from './imported-row.ts';

/** One row while it is read: its cells, and what was found to say about it. */
export interface RowReading {
  readonly cells: readonly string[];
  readonly faults: RowFault[];
  readonly warnings: ImportWarning[];
}

/** Reads some fields of an entry from a row. */
export type ReadFields = (row: RowReading) => Readonly<Record<string, unknown>>;

/** Remembers a fault of a field. */
export function addFault(row: RowReading, reason: RejectionReason, field: string, message: string): void {
  row.faults.push({ reason, issue: { path: [field], message } });
}
