import {
  type CoverageReport,
  coverageReport,
  explainBlocked,
  explainExcluded,
  formatPath,
  type RatedWork,
} from '@billwright/core';
import type { ReadWork } from './read-work.ts';

/** A row that is on no invoice, and why. */
export interface UnbilledRow {
  readonly line: number;
  readonly status: 'rejected' | 'blocked' | 'excluded';
  readonly reason: string;
  readonly message: string;
}

/** What became of each row of the file: billed + excluded + blocked + rejected = rows. */
export interface FileCoverage {
  readonly rows: number;
  readonly billed: number;
  readonly excluded: number;
  readonly blocked: number;
  readonly rejected: number;
  /** The same for the entries, with the seconds worked, checked by the core. */
  readonly entries: CoverageReport;
  /** By line of the file. */
  readonly unbilled: readonly UnbilledRow[];
  /** Times that a clock showed twice or never, and what was made of them. */
  readonly warnings: readonly { readonly line: number; readonly message: string }[];
}

/** Accounts for each row of the file (R6). */
export function accountFor(work: ReadWork, rated: RatedWork): FileCoverage {
  const { blocked, excluded } = rated;
  const entries = coverageReport(rated);
  const lineOf = (index: number): number => work.lines[index] ?? 0;
  const unbilled: UnbilledRow[] = [
    ...work.rejected.map(({ line, reason, issues }) => ({
      line,
      status: 'rejected' as const,
      reason,
      message: issues.map(({ path, message }) => `${formatPath(path)}: ${message}`).join('; '),
    })),
    ...blocked.map((entry) => ({
      line: lineOf(entry.index),
      status: 'blocked' as const,
      reason: entry.reason,
      message: explainBlocked(entry),
    })),
    ...excluded.map((entry) => ({
      line: lineOf(entry.index),
      status: 'excluded' as const,
      reason: entry.reason,
      message: explainExcluded(entry),
    })),
  ];
  const coverage: FileCoverage = {
    rows: work.rowCount,
    billed: entries.billed.count,
    excluded: entries.excluded.count,
    blocked: entries.blocked.count,
    rejected: work.rejected.length,
    entries,
    unbilled: unbilled.toSorted((one, other) => one.line - other.line),
    warnings: work.warnings.map(({ line, message }) => ({ line, message })),
  };
  const found = coverage.billed + coverage.excluded + coverage.blocked + coverage.rejected;
  if (found !== coverage.rows)
    throw new Error(`${coverage.rows} rows came in and ${found} are accounted for.`);
  return coverage;
}
