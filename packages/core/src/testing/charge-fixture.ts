import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import type { Charge } from '../rating/charge.ts';

/**
 * A charge as the rater makes it, without a trace: an hour of business time at 120.00 EUR, but for what is given. The
 * amount follows from the rest, and the measured seconds are the billed ones unless they are given.
 */
export function exampleCharge(given: Partial<Charge> = {}): Charge {
  const entryId = given.entryId ?? 'te_1';
  const unit = given.unit ?? 'hour';
  const billedSeconds = given.billedSeconds ?? 3600;
  const pieces = given.pieces ?? (unit === 'piece' ? 1 : 0);
  const unitPrice = given.unitPrice ?? '120';
  const hours = decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600);
  return {
    key: `${entryId}#0`,
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
    entryId,
    unit,
    billedSeconds,
    pieces,
    unitPrice,
  };
}

/** Charges with the keys that a rating of all of them would give: those of one entry are numbered. */
export function asOneRating(charges: readonly Charge[]): readonly Charge[] {
  const counts = new Map<string, number>();
  return charges.map((charge) => {
    const place = counts.get(charge.entryId) ?? 0;
    counts.set(charge.entryId, place + 1);
    return { ...charge, key: `${charge.entryId}#${place}` };
  });
}
