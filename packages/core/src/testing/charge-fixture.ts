import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import type { Charge } from '../rating/charge.ts';

/**
 * A charge as the rater makes it, without a trace: an hour of business time at 120.00 EUR, but for what is given. The
 * amount follows from the rest, and the measured seconds are the billed ones unless they are given.
 */
export function exampleCharge(given: Partial<Charge> = {}): Charge {
  const unit = given.unit ?? 'hour';
  const billedSeconds = given.billedSeconds ?? 3600;
  const pieces = given.pieces ?? (unit === 'piece' ? 1 : 0);
  const unitPrice = given.unitPrice ?? '120';
  const hours = decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600);
  return {
    entryId: 'te_1',
    customerId: 'acme',
    agentId: 'ana',
    teamId: null,
    serviceTypeId: 'support',
    workItem: null,
    date: '2026-03-02',
    start: null,
    band: 'business',
    measuredSeconds: billedSeconds,
    currency: 'EUR',
    amount: formatDecimal(toPlaces(hours.dividedBy(3600), 10, 'half-up')),
    rateCardId: 'standard',
    rateCardVersion: '1970-01-01',
    ruleId: 'support',
    trace: [],
    ...given,
    unit,
    billedSeconds,
    pieces,
    unitPrice,
  };
}
