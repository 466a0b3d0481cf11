import { compileRater } from '../../rating/compile-rater.ts';
import type { UnbilledWork } from '../../report/unbilled-book.ts';
import { unbilledWork } from '../../report/unbilled-work.ts';
import { type Instant, instant } from '../../time/instant.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { sumMoney } from '../batches/figures.ts';
import { loadTenantPolicy, type TenantPolicy } from '../bills/tenant-policy.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { readAll } from '../page.ts';
import { billRecords } from '../records/billing.ts';
import { unknownCustomersIn } from '../records/unknown-customers.ts';
import { nobodysWork, workRecords } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { customersToReport } from './customers-to-report.ts';
import { dueBillsOf } from './due-bills.ts';

/** Whose work that is not billed, and when. */
export interface UnbilledQuery {
  /** Default: that of all customers. */
  readonly customerId?: string | undefined;
  /** A past instant, ISO 8601 with `Z` or an offset. Default: now. */
  readonly at?: string | undefined;
}

const all = { customer: () => true, work: () => true };

/** Work in progress, customer by customer, so that no more than one is in memory. */
export async function reportUnbilled(
  scope: TenantScope,
  { customerId, at }: UnbilledQuery,
): Promise<UnbilledWork> {
  const then = at === undefined ? null : instant(at);
  const { plugins } = scope.context;
  const ids = customerId === undefined ? undefined : [customerId];
  const tenant = await scope.read((unit) => loadTenantPolicy(unit, plugins, ids));
  const parts: UnbilledWork[] = [];
  if (customerId === undefined) {
    // Work of nobody, and of customers of whom there is no record, is on no bill, and is not to be forgotten.
    const unknown = await scope.read((unit) => unknownCustomersIn(unit, all));
    const strangers = [nobodysWork, ...unknown.map((one) => one.customerId)];
    for (const id of strangers) parts.push(await unbilledAt(scope, tenant, id, then));
  }
  for await (const customer of customersToReport(scope, customerId)) {
    if (then !== null) {
      parts.push(await unbilledAt(scope, tenant, customer.id, then));
      continue;
    }
    const today = civilDateAt(scope.context.clock.now(), customer.zone ?? tenant.settings.zone);
    const due = await dueBillsOf(scope, tenant, customer, today);
    parts.push(unbilledWork(due.map(({ bill }) => bill)));
  }
  return together(parts);
}

/** What was recorded by a past instant and on no bill that stood then. */
async function unbilledAt(
  scope: TenantScope,
  { policy, settings }: TenantPolicy,
  customerId: string,
  at: Instant | null,
): Promise<UnbilledWork> {
  const entries: TimeEntry[] = [];
  for await (const record of readAll(scope, { from: workRecords, index: ['customer', customerId] }))
    if (record.kind === 'entry') entries.push(record.work);
  const rated = compileRater(policy.rating).rate(entries);
  if (at === null) return unbilledWork([rated]);
  const billed: { entryId: string; at: Instant }[] = [];
  for await (const { bill, madeAt, releasedAt } of readAll(scope, {
    from: billRecords,
    index: ['customer', customerId],
  })) {
    // A bill that was released since stood until then.
    if (madeAt > at || (releasedAt !== null && releasedAt <= at)) continue;
    const taken = bill.claims.filter(({ kind }) => kind === 'entry');
    for (const { id: entryId } of taken) billed.push({ entryId, at: madeAt });
  }
  return unbilledWork([rated], { at, zone: settings.zone, billed });
}

function together(parts: readonly UnbilledWork[]): UnbilledWork {
  const dates = parts.flatMap(({ oldest }) => oldest ?? []).toSorted();
  return {
    groups: parts.flatMap(({ groups }) => groups),
    value: sumMoney(parts.flatMap((part) => part.value)),
    oldest: dates[0] ?? null,
  };
}
