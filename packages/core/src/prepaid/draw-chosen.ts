import { parseInput } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import { type Charges, chargesOf, requireCharge } from '../rating/charges-of.ts';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { instantToSeconds } from '../time/instant.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { type ZoneId, zoneSchema, zoneTable } from '../time/zone.ts';
import { coverCharge } from './cover-charge.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidPool } from './prepaid-pool.ts';

/** How {@link drawChosen} reads the work. */
export interface DrawChosenOptions {
  /** The zone of the contract: the date of the work in it decides which lots are still good (R12, R70). */
  readonly zone: ZoneId;
}

/**
 * Draws work that a person has chosen from a pool, before it is billed (R72). Save the postings; the bill then takes the
 * work as paid for exactly what was drawn, and only the rest goes its usual way. The postings are those that a bill would
 * have made by itself of the same work from the same lots.
 *
 * Work is what a rating gave: charges in the order of work. A pool of hours draws the hours of each band; prices per piece
 * it does not pay. A pool of money draws each charge. When the pool runs out, the rest of the work is not drawn. When the
 * work is edited, reverse its draws with {@link reverseDraws} and draw anew (R76).
 *
 * @throws BillingError `PREPAID_POSTING_INVALID` when draws of the same work stand, or the zone is none.
 * @throws BillingError `CURRENCY_MISMATCH` when a charge is in another currency than the pool of money.
 * @throws BillingError `CHARGE_INVALID` when something is no charge.
 * @example
 * ```ts
 * import {
 *   compileRater, creditLot, defineCalendar, definePrepaidAccount, defineRateCard, drawChosen, openPool, prepaidLot,
 * } from '@billwright/core';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * });
 * const work = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-06-10' };
 * const rated = rater.rate([{ ...work, id: 'te_1', minutes: 90 }, { ...work, id: 'te_2', minutes: 30 }]);
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const pool = openPool(account, [lot], [posting], '2026-06-30T00:00:00.000Z');
 * const chosen = [...rated.charges()].filter(({ entryId }) => entryId === 'te_1');
 * for (const { key, quantity } of drawChosen(pool, chosen, { zone: 'Europe/Berlin' })) console.log(key, quantity);
 * // => draw:=te_1:=business:=lot_1:=0 -5400
 * ```
 */
export function drawChosen(
  pool: PrepaidPool,
  charges: Charges,
  options: DrawChosenOptions,
): readonly PrepaidPosting[] {
  const { zone }: Partial<DrawChosenOptions> = Object(options);
  const table = zoneTable(parseInput('PREPAID_POSTING_INVALID', zoneSchema, zone, ['zone']));
  const isHours = pool.account.currency === null;
  const dateOf = ({ start, date }: Charge): CivilDate =>
    start === null ? date : civilDateOf(localDayOf(instantToSeconds(start), table));
  return wholeParts(charges, isHours).flatMap(({ charge, part }) => {
    const own: PrepaidPool = { ...pool, draw: (need, work) => pool.draw(need, { ...work, part }) };
    return coverCharge(own, { ...charge, date: dateOf(charge) }).postings;
  });
}

interface NamedCharge {
  readonly charge: Charge;
  /** The name under which it draws: its band, and a number where tiers make several charges of one band. */
  readonly part: string;
}

/** Hours are drawn before anything is priced, so their tiers are one part. */
function wholeParts(charges: Charges, isHours: boolean): readonly NamedCharge[] {
  const parts: NamedCharge[] = [];
  const counts = new Map<string, number>();
  for (const charge of chargesOf(charges)) {
    requireCharge(charge);
    const { entryId, band, billedSeconds } = charge;
    // No id holds U+0000, so names can't run together.
    const name = `${entryId}\0${band}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const before = parts.at(-1);
    if (isHours && count > 1 && before !== undefined) {
      const together = before.charge.billedSeconds + billedSeconds;
      parts[parts.length - 1] = { ...before, charge: { ...charge, billedSeconds: together } };
    } else parts.push({ charge, part: count === 1 ? band : `${band} ${count}` });
  }
  return parts;
}
