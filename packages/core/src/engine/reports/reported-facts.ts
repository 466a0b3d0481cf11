import type { Bill } from '../../bill/bill.ts';
import { compileRater } from '../../rating/compile-rater.ts';
import type { ReportedWork } from '../../report/reported-work.ts';
import { reportWork } from '../../report/report-work.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { loadTenantPolicy } from '../bills/tenant-policy.ts';
import { readAll } from '../page.ts';
import { billCounterRecords, billRecords } from '../records/billing.ts';
import { type RecordedWork, workRecords } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WorkReportQuery } from './report-query.ts';

/** What reports read: work, and the bills that stand of its customers. */
export interface ReportedFacts {
  readonly work: readonly ReportedWork[];
  /** Bills of periods that begin within the days, in the order of customers. */
  readonly bills: readonly Bill[];
}

/** Work of these days as reports look at it: what it is worth by the cards as they are, what it cost, what is billed. */
export async function readReportedFacts(scope: TenantScope, query: WorkReportQuery): Promise<ReportedFacts> {
  const { plugins } = scope.context;
  const { customerId, from = '', to = '9999-12-31' } = query;
  const entries = await readEntries(scope, query);
  const ids = customerId === undefined ? undefined : [customerId];
  const { policy, settings } = await scope.read((unit) => loadTenantPolicy(unit, plugins, ids));
  const entryIds = new Set(entries.map(({ id }) => id));
  const about: Bill[] = [];
  const within: Bill[] = [];
  for (const id of await customersOf(scope, query, entries)) {
    for await (const { bill } of readAll(scope, { from: billRecords, index: ['standing', id] })) {
      if (bill.period.from >= from && bill.period.from < to) within.push(bill);
      if (isAbout(bill, entryIds)) about.push(bill);
    }
  }
  const rated = compileRater(policy.rating).rate(entries);
  return { work: reportWork({ work: entries, rated, bills: about, zone: settings.zone }), bills: within };
}

const isAbout = ({ charges, covered, blocked }: Bill, entryIds: ReadonlySet<string>): boolean =>
  [charges, covered, blocked].some((list) =>
    list.some(({ entryId }) => entryId !== null && entryIds.has(entryId)),
  );

async function readEntries(
  scope: TenantScope,
  { customerId, from, to }: WorkReportQuery,
): Promise<readonly TimeEntry[]> {
  const index = customerId === undefined ? undefined : (['customer', customerId] as const);
  const entries: TimeEntry[] = [];
  for await (const record of readAll<RecordedWork, 'work'>(scope, {
    from: workRecords,
    index,
    range: { from, to },
  }))
    if (record.kind === 'entry') entries.push(record.work);
  return entries;
}

/** The customers whose bills count: the one that is asked for, or all that have any. */
async function customersOf(
  scope: TenantScope,
  { customerId }: WorkReportQuery,
  entries: readonly TimeEntry[],
): Promise<readonly string[]> {
  if (customerId !== undefined) return [customerId];
  const ids = new Set(
    entries.flatMap((entry) => entry.customerId ?? entry.workItem?.requesterCustomerId ?? []),
  );
  const billed = { from: billCounterRecords, range: { from: 'bills:', to: 'bills;' } };
  for await (const one of readAll(scope, billed)) ids.add(one.customerId);
  return [...ids].toSorted();
}
