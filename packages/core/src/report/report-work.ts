import { z } from 'zod';
import type { Bill } from '../bill/bill.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import { customerOf } from '../rating/read/work-table.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { instantToSeconds } from '../time/instant.ts';
import { parseTimestampSeconds } from '../time/parse-timestamp.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { type ZoneId, type ZoneTable, zoneTable } from '../time/zone.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { BilledEntries } from './billed-entries.ts';
import { billFrame, chargesIn, ratedFrame, requireReportable } from './read-report.ts';
import { intoGroups } from './report-group.ts';
import { inOrderOfDays, type ReportedWork } from './reported-work.ts';
import { unknownCostOf } from './unknown-cost.ts';

/** What {@link reportWork} reads. */
export interface ReportWorkFacts {
  /** The entries, and no others, that were rated. */
  readonly work: readonly TimeEntry[];
  readonly rated: RatedWork;
  /** The bills on which some of it is. Default: none. */
  readonly bills?: readonly Bill[] | undefined;
  /** In whose days the report counts. */
  readonly zone: ZoneId;
}

const factsSchema = z.strictObject({
  work: z.array(z.unknown()),
  rated: ratedFrame,
  bills: z.array(billFrame).optional(),
  zone: z.string(),
});

/**
 * Puts together what is known of each time entry: its rating, its cost, and the bill that it is on. The other reports
 * are folds over this list, so they agree with each other. By date, then id.
 *
 * Entries that can't be read at all are left out: they have no agent and no date. They stand in the rating's `blocked`.
 *
 * @throws BillingError `REPORT_INVALID` when the facts are not what a rating and bills gave, or the entries are
 * others than those that were rated.
 * @throws BillingError `ZONE_UNKNOWN` when the zone is not an IANA time zone.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, reportWork } from '@billwright/core';
 *
 * const card = (id: string, rate: string) =>
 *   defineRateCard({ id, currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate } }] });
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: card('standard', '120.00'),
 *   costBook: card('cost', '45.00'),
 * });
 * const work = [
 *   { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 90 },
 * ];
 * const [one] = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * console.log(one?.date, one?.workedSeconds, one?.charges[0]?.amount, one?.costs[0]?.amount, one?.billed);
 * // => 2026-03-02 5400 180 67.5 null
 * ```
 */
export function reportWork(facts: ReportWorkFacts): readonly ReportedWork[] {
  requireReportable(factsSchema, facts);
  const { work, rated, bills = [], zone } = facts;
  const table = zoneTable(zone);
  const charges = byEntry(chargesIn(rated));
  requireSameWork(work, rated, charges.keys());
  const costs = byEntry(rated.cost === null ? [] : chargesIn(rated.cost));
  const whyUnknown = unknownCostOf(rated.cost);
  const blocked = new Map(rated.blocked.map((one) => [one.index, one]));
  const excluded = new Map(rated.excluded.map((one) => [one.index, one]));
  const onBills = new BilledEntries(bills);
  const rows = work.flatMap((entry, index): readonly ReportedWork[] => {
    const waits = blocked.get(index);
    if (waits?.reason === 'invalid') return [];
    const out = excluded.get(index);
    const { id: entryId, agentId, teamId, serviceTypeId, workItem } = entry;
    const own = charges.get(entryId) ?? [];
    const billed = onBills.of(entryId);
    const itsCosts = costs.get(entryId) ?? [];
    const measured = own.reduce((seconds, { measuredSeconds }) => seconds + measuredSeconds, 0);
    const workedSeconds = waits?.seconds ?? out?.seconds ?? measured;
    const customerId = customerOf(entry);
    return [
      {
        entryId,
        customerId,
        contractId: onBills.contractOf(entryId),
        agentId,
        teamId: teamId ?? null,
        serviceTypeId,
        workItem: workItem ?? null,
        date: dateOf(entry, own[0]?.start ?? null, table),
        workedSeconds,
        charges: own,
        blocked: onBills.heldBackBy(entryId) ?? (billed === null ? (waits?.reason ?? null) : null),
        excluded: out?.reason ?? null,
        costs: itsCosts,
        missingCost: workedSeconds === 0 || itsCosts.length > 0 ? null : whyUnknown(entryId, customerId),
        billed,
      },
    ];
  });
  return inOrderOfDays(rows);
}

function requireSameWork(
  work: readonly TimeEntry[],
  { entryCount }: RatedWork,
  charged: Iterable<string>,
): void {
  const ids = new Set(work.map((entry: TimeEntry | null | undefined) => entry?.id));
  const stranger = [...charged].find((entryId) => !ids.has(entryId));
  if (stranger === undefined && work.length === entryCount) return;
  const message =
    stranger === undefined
      ? `has ${work.length} entries, of which ${entryCount} were rated`
      : `lacks the entry "${stranger}", which was rated`;
  throw inputError('REPORT_INVALID', [{ path: ['work'], message }]);
}

const byEntry = (charges: readonly Charge[]): ReadonlyMap<string, readonly Charge[]> =>
  new Map(intoGroups(charges, ({ entryId }) => entryId));

function dateOf(entry: TimeEntry, start: string | null, table: ZoneTable): CivilDate {
  if (entry.date != null) return entry.date;
  const seconds = start === null ? parseTimestampSeconds(entry.start ?? '') : instantToSeconds(start);
  // Wall-clock time that nobody priced: the day is the one that was written down.
  if (Number.isNaN(seconds)) return (entry.start ?? '').slice(0, 10);
  return civilDateOf(localDayOf(seconds, table));
}
