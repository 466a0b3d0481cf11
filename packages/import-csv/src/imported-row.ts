import type { InputIssue, TimeEntry, WallClockWarning } from '@billwright/core';

/** Why a row gave no entry. */
export type RejectionReason =
  /** It has more or fewer cells than the header row. */
  | 'column-count'
  /** A cell that the entry can't do without is empty. */
  | 'missing-value'
  /** A date or time is not written as the mapping says, or names a day or time that does not exist. */
  | 'unreadable-date'
  /** A duration or a break is not written as the mapping says. */
  | 'unreadable-duration'
  /** The word for billable is neither one of those for yes nor one of those for no. */
  | 'unreadable-billable'
  /** The mapping has no time zone for this row. */
  | 'unknown-zone'
  /** The net time is longer than the time from start to end. */
  | 'duration-mismatch'
  /** All could be read, and it is no time entry: an end before its start, an id that is too long. */
  | 'invalid-entry';

/** What the reader of an entry should know about it. Warnings don't keep it from being billed. */
export interface ImportWarning {
  readonly code: WallClockWarning;
  readonly path: readonly ['start' | 'end'];
  readonly message: string;
}

/** A row that became a time entry. */
export interface AcceptedRow {
  readonly status: 'entry';
  /** The line of the file on which the row begins; the header row is on line 1. */
  readonly line: number;
  readonly entry: TimeEntry;
  readonly warnings: readonly ImportWarning[];
}

/** A row that did not, with everything that is needed to mend it. */
export interface RejectedRow {
  readonly status: 'rejected';
  readonly line: number;
  /** The first fault found; `issues` has all of them. */
  readonly reason: RejectionReason;
  /** What is wrong, by the field of the entry that it would have become. */
  readonly issues: readonly InputIssue[];
  /** The row as it stands in the file, by column name. */
  readonly row: Readonly<Record<string, string>>;
}

/** What became of one row. */
export type ImportedRow = AcceptedRow | RejectedRow;

/** What is wrong with a row, found while it is read. */
export interface RowFault {
  readonly reason: RejectionReason;
  readonly issue: InputIssue;
}
