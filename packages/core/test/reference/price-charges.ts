import type { HourlyBasis, PieceBasis, ScheduleBasis } from '../../src/rating/price-kind.ts';
import type { BilledWork } from './bill-quantity.ts';
import { Exact } from './exact.ts';
import { modifyRate } from './modify-rate.ts';
import type { ReferenceCharge } from './reference-result.ts';
import { share } from './share.ts';

/** The charges of work, which comes in its order with its billed seconds. */
export function priceCharges(works: readonly BilledWork[]): readonly ReferenceCharge[] {
  const scheduled = new Map<string, { total: number; before: number }>();
  for (const each of works) {
    const counter = scheduled.get(scheduleKey(each)) ?? { total: 0, before: 0 };
    for (const seconds of each.billed) counter.total += seconds;
    scheduled.set(scheduleKey(each), counter);
  }
  const charged = new Set<string>();
  return works.flatMap((each) => {
    const { basis } = each.price;
    switch (basis.basis) {
      case 'hourly':
        return hourly(each, basis);
      case 'piece':
        return [piece(each, basis, charged)];
      case 'schedule':
        return schedule(each, basis, scheduled.get(scheduleKey(each)) ?? { total: 0, before: 0 });
      case 'unbilled':
        return [];
    }
  });
}

function hourly(each: BilledWork, { rate }: HourlyBasis): readonly ReferenceCharge[] {
  return each.work.time.parts.map(({ band, seconds }, part) =>
    hourCharge(each, band, seconds, each.billed[part] ?? 0, rate),
  );
}

/** D11 of the decisions: tiers count billed seconds in the order of the work, part by part. */
function schedule(
  each: BilledWork,
  { runs }: ScheduleBasis,
  counter: { readonly total: number; before: number },
): readonly ReferenceCharge[] {
  return each.work.time.parts.flatMap(({ band, seconds }, part) => {
    const billed = each.billed[part] ?? 0;
    const cut = runs(counter.before, billed, counter.total);
    counter.before += billed;
    const measured =
      billed === 0
        ? cut.map((_, at) => (at === 0 ? seconds : 0))
        : share(
            seconds,
            cut.map((run) => run.seconds),
          );
    return cut.map((run, at) => hourCharge(each, band, measured[at] ?? 0, run.seconds, run.rate));
  });
}

function hourCharge(
  each: BilledWork,
  band: string,
  measuredSeconds: number,
  billedSeconds: number,
  rate: string,
): ReferenceCharge {
  const { modifiers, combine } = each.price;
  const unitPrice = modifyRate(
    rate,
    modifiers.filter((modifier) => modifier.band === band),
    combine,
  );
  return {
    ...snapshot(each),
    band,
    unit: 'hour',
    pieces: 0,
    measuredSeconds,
    billedSeconds,
    unitPrice,
    amountTimes3600: unitPrice.times(billedSeconds),
  };
}

/** One charge for the entry; what costs once for a day or a work item is carried by its first entry. */
function piece(each: BilledWork, { price, once }: PieceBasis, charged: Set<string>): ReferenceCharge {
  const { time } = each.work;
  const key = pieceKey(each, once);
  const pieces = charged.has(key) ? 0 : 1;
  charged.add(key);
  const unitPrice = new Exact(price);
  return {
    ...snapshot(each),
    band: time.parts[0]?.band ?? '',
    unit: 'piece',
    pieces,
    measuredSeconds: time.workedSeconds,
    billedSeconds: time.workedSeconds,
    unitPrice,
    amountTimes3600: unitPrice.times(pieces).times(3600),
  };
}

function snapshot({
  work,
  price,
}: BilledWork): Pick<
  ReferenceCharge,
  'entryId' | 'customerId' | 'date' | 'currency' | 'rateCardId' | 'rateCardVersion' | 'ruleId'
> {
  const { currency, rateCardId, rateCardVersion, ruleId } = price;
  const { entry, customerId, time } = work;
  return { entryId: entry.id, customerId, date: time.date, currency, rateCardId, rateCardVersion, ruleId };
}

function scheduleKey({ work, price }: BilledWork): string {
  return JSON.stringify([work.customerId, price.rateCardId, price.rateCardVersion, price.ruleId]);
}

function pieceKey({ work, price }: BilledWork, once: PieceBasis['once']): string {
  const { entry, customerId, index, time } = work;
  switch (once) {
    case 'entry':
      return JSON.stringify([once, index]);
    case 'agent-day':
      return JSON.stringify([
        once,
        customerId,
        entry.agentId,
        price.rateCardId,
        price.rateCardVersion,
        price.ruleId,
        time.date,
      ]);
    case 'work-item':
      return JSON.stringify([once, customerId, entry.workItem?.kind, entry.workItem?.id]);
  }
}
