import { z } from 'zod';
import { idSchema } from '../errors/text-schema.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { type WorkItem, workItemKinds } from '../work/work-item.ts';
import { requireReportable, workFrame } from './read-report.ts';
import type { ReportedWork } from './reported-work.ts';

/** Which work a report is about. What is left out does not matter; everything that is named must fit. */
export interface ReportFilter {
  /** The first day. */
  readonly from?: CivilDate | undefined;
  /** The first day that is no longer in it. */
  readonly to?: CivilDate | undefined;
  /** A calendar month, `YYYY-MM`. */
  readonly month?: string | undefined;
  readonly customerId?: string | undefined;
  readonly contractId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly serviceTypeId?: string | undefined;
  readonly workItem?: Pick<WorkItem, 'kind' | 'id'> | undefined;
  /** Whether it is on a bill. */
  readonly billed?: boolean | undefined;
}

const id = idSchema.optional();

/** A {@link ReportFilter} from outside. */
const reportFilterSchema: z.ZodType = z.strictObject({
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'is no month, written YYYY-MM')
    .optional(),
  customerId: id,
  contractId: id,
  agentId: id,
  teamId: id,
  serviceTypeId: id,
  workItem: z.object({ kind: z.enum(workItemKinds), id: idSchema }).optional(),
  billed: z.boolean().optional(),
});

/** Work from outside. */
export const reportedWorkSchema: z.ZodType = z.array(workFrame);

const ids = ['customerId', 'contractId', 'agentId', 'teamId', 'serviceTypeId'] as const;

/**
 * Chooses work by its days, its customer, contract, agent, team, service type and work item, and by whether it is
 * billed.
 *
 * @throws BillingError `REPORT_INVALID` when the filter has a date that is none, or an unknown key.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, filterWork, reportWork } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const entry = { customerId: 'acme', serviceTypeId: 'support', minutes: 60 };
 * const work = [
 *   { ...entry, id: 'te_1', agentId: 'ana', date: '2026-03-31' },
 *   { ...entry, id: 'te_2', agentId: 'ana', date: '2026-04-01' },
 *   { ...entry, id: 'te_3', agentId: 'ben', date: '2026-04-01' },
 * ];
 * const all = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * const found = filterWork(all, { month: '2026-04', agentId: 'ana', billed: false });
 * console.log(found.map(({ entryId }) => entryId).join());
 * // => te_2
 * ```
 */
export function filterWork(work: readonly ReportedWork[], filter: ReportFilter): readonly ReportedWork[] {
  requireReportable(reportedWorkSchema, work, ['work']);
  requireReportable(reportFilterSchema, filter, ['filter']);
  const { from, to, month, workItem, billed } = filter;
  return work.filter(
    (one) =>
      (from === undefined || one.date >= from) &&
      (to === undefined || one.date < to) &&
      (month === undefined || one.date.startsWith(`${month}-`)) &&
      ids.every((name) => filter[name] === undefined || filter[name] === one[name]) &&
      (workItem === undefined || (one.workItem?.kind === workItem.kind && one.workItem.id === workItem.id)) &&
      (billed === undefined || billed === (one.billed !== null)),
  );
}
