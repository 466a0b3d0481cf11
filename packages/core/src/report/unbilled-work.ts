import { z } from 'zod';
import type { Bill } from '../bill/bill.ts';
import type { RatedWork } from '../rating/view/rated-work.ts';
import { billFrame, ratedFrame, requireReportable } from './read-report.ts';
import { allIsOpen, type AsOf, asOfSchema, BilledUntil } from './unbilled-as-of.ts';
import { UnbilledBook, type UnbilledWork } from './unbilled-book.ts';

const sourceSchema = z.union([billFrame, ratedFrame]);

/**
 * What is not billed yet (WIP): its time and value per customer and contract, since when, and what waits for a decision.
 *
 * Hand in previews of bills: their work, expenses and products count with their net, after discounts, and fees and
 * true-ups do not, because they are no work. Or hand in the rating of unbilled work: the exact charges of each currency
 * are summed, the sum is rounded half-up once, and the groups are told so that they sum to it (R4).
 *
 * To look back at a past instant, rate all work and say with `asOf` what was billed when. Work that began after the
 * instant, untimed work of later days, and what was billed by then is left out. Blocked work carries no date, so it
 * counts whenever it is from.
 *
 * @throws BillingError `REPORT_INVALID` when a source is neither a bill nor a rating.
 * @throws BillingError `ZONE_UNKNOWN` when the zone of `asOf` is not an IANA time zone.
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, unbilledWork } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR',
 *     rules: [{ id: 'any', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '100.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', minutes: 20 };
 * const rated = rater.rate([
 *   { ...work, id: 'te_1', date: '2026-03-02' },
 *   { ...work, id: 'te_2', date: '2026-03-09' },
 *   { ...work, id: 'te_3', date: '2026-03-09', serviceTypeId: 'travel' },
 * ]);
 * const { groups, value } = unbilledWork([rated]);
 * console.log(value[0]?.amount, groups[0]?.oldest, groups[0]?.billedSeconds, groups[0]?.blocked[0]?.reason);
 * // => 66.67 2026-03-02 2400 no-rate
 * ```
 */
export function unbilledWork(sources: readonly (Bill | RatedWork)[], asOf?: AsOf): UnbilledWork {
  requireReportable(z.array(sourceSchema), sources, ['sources']);
  if (asOf !== undefined) requireReportable(asOfSchema, asOf, ['asOf']);
  const book = new UnbilledBook(asOf === undefined ? allIsOpen : new BilledUntil(asOf));
  for (const source of sources) {
    if ('lines' in source) book.addBill(source);
    else book.addRated(source);
  }
  return book.tell();
}
