import {
  type CoverageReport,
  explainBlocked,
  explainExcluded,
  formatPath,
  type ReasonedTally,
  type ReportedWork,
  type Tally,
} from '@billwright/core';
import type { ReadWork } from './read-work.ts';

/** A row that is on no invoice, and why. */
export interface UnbilledRow {
  readonly line: number;
  readonly status: 'rejected' | 'blocked' | 'excluded' | 'late';
  readonly reason: string;
  readonly message: string;
}

/** What became of each row of the file: billed + covered + excluded + blocked + late + rejected = rows. */
export interface FileCoverage {
  readonly rows: number;
  readonly billed: number;
  /** What an allowance or a prepaid account paid for. */
  readonly covered: number;
  readonly excluded: number;
  readonly blocked: number;
  /** Work of a month that was billed before: it is on the next invoice. */
  readonly late: number;
  readonly rejected: number;
  /** The same for the entries, with the seconds worked. */
  readonly entries: Omit<CoverageReport, 'addsUp'> & { readonly late: Tally };
  /** By line of the file. */
  readonly unbilled: readonly UnbilledRow[];
  /** Times that a clock showed twice or never, and what was made of them. */
  readonly warnings: readonly { readonly line: number; readonly message: string }[];
}

type Fate = Exclude<UnbilledRow['status'], 'rejected'> | 'billed' | 'covered' | 'lost';

/** Accounts for each row of the file (R6), by what the books say of it. */
export function accountFor(work: ReadWork, known: ReadonlyMap<string, ReportedWork>): FileCoverage {
  const fates = work.entries.map(({ id }, at) => fateOf(known.get(id), work.lines[at] ?? 0));
  const of = (wanted: Fate): readonly EntryFate[] => fates.filter(({ fate }) => fate === wanted);
  const rejected = work.rejected.map(({ line, reason, issues }) => ({
    line,
    status: 'rejected' as const,
    reason,
    message: issues.map(({ path, message }) => `${formatPath(path)}: ${message}`).join('; '),
  }));
  const unbilled = [...rejected, ...fates.flatMap(({ unbilled: row }) => row ?? [])];
  const coverage: FileCoverage = {
    rows: work.rowCount,
    billed: of('billed').length,
    covered: of('covered').length,
    excluded: of('excluded').length,
    blocked: of('blocked').length,
    late: of('late').length,
    rejected: rejected.length,
    entries: {
      inputs: tallyOf(fates),
      billed: tallyOf(of('billed')),
      covered: tallyOf(of('covered')),
      excluded: byReason(of('excluded')),
      blocked: byReason(of('blocked')),
      late: tallyOf(of('late')),
    },
    unbilled: unbilled.toSorted((one, other) => one.line - other.line),
    warnings: work.warnings.map(({ line, message }) => ({ line, message })),
  };
  const { billed, covered, excluded, blocked, late } = coverage;
  const found = billed + covered + excluded + blocked + late + rejected.length;
  if (found !== coverage.rows)
    throw new Error(`${coverage.rows} rows came in and ${found} are accounted for.`);
  return coverage;
}

interface EntryFate {
  readonly fate: Fate;
  readonly seconds: number;
  readonly unbilled: UnbilledRow | null;
}

function fateOf(work: ReportedWork | undefined, line: number): EntryFate {
  if (work === undefined) return { fate: 'lost', seconds: 0, unbilled: null };
  const { entryId, customerId, workedSeconds: seconds, billed, blocked, excluded } = work;
  const told = { index: 0, entryId, customerId, seconds };
  if (blocked !== null) {
    const message = explainBlocked({ ...told, reason: blocked, error: null });
    return { fate: 'blocked', seconds, unbilled: { line, status: 'blocked', reason: blocked, message } };
  }
  if (excluded !== null) {
    const message = explainExcluded({ ...told, customerId: customerId ?? '', reason: excluded });
    return { fate: 'excluded', seconds, unbilled: { line, status: 'excluded', reason: excluded, message } };
  }
  if (billed === null) {
    const message = `Entry “${entryId}” is on the next invoice: its month was billed before.`;
    return { fate: 'late', seconds, unbilled: { line, status: 'late', reason: 'month-billed', message } };
  }
  const isCovered = billed.coveredSeconds > 0 && billed.chargedSeconds === 0;
  return { fate: isCovered ? 'covered' : 'billed', seconds, unbilled: null };
}

const tallyOf = (fates: readonly EntryFate[]): Tally => ({
  count: fates.length,
  seconds: fates.reduce((sum, { seconds }) => sum + seconds, 0),
});

function byReason(fates: readonly EntryFate[]): ReasonedTally<never> {
  const reasons = [...new Set(fates.flatMap(({ unbilled }) => unbilled?.reason ?? []))].toSorted();
  const parts = reasons.map((reason) => [
    reason,
    tallyOf(fates.filter((one) => one.unbilled?.reason === reason)),
  ]);
  return { ...tallyOf(fates), reasons: Object.fromEntries(parts) };
}
