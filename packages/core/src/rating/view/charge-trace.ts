import { secondsToInstant } from '../../time/instant.ts';
import { localSecondsAt } from '../../time/wall-clock.ts';
import { writeDateTime } from '../../time/written-time.ts';
import type { Charge } from '../charge.ts';
import type { QuantityGroup } from '../measure/quantity-groups.ts';
import type { ChargeSource, TakenPart } from './charge-source.ts';
import type { PriceRow } from '../select/price-table.ts';
import type { TraceStep } from '../trace-step.ts';

/** What the trace of a charge is told from: nothing is recorded for it beyond what billing needs. */
export interface TraceFacts {
  readonly of: ChargeSource;
  /** The entry's place in the list that was handed in. */
  readonly position: number;
  readonly index: number;
  readonly row: PriceRow;
  readonly charge: Omit<Charge, 'trace'>;
}

/** Why a charge costs what it costs, in the order in which it was decided (R45). */
export function traceOf(facts: TraceFacts): readonly TraceStep[] {
  const steps: TraceStep[] = [];
  addTime(steps, facts);
  addBand(steps, facts);
  addQuantity(steps, facts);
  addPrice(steps, facts);
  steps.push(amountStep(facts));
  return steps;
}

function addTime(steps: TraceStep[], { of: { work, policy }, position, charge }: TraceFacts): void {
  const entry = work.entries[position];
  const workedSeconds = work.worked[position]!;
  const terms = policy.terms[work.terms[position]!];
  if (entry === undefined || terms === undefined) return;
  if (entry.start == null) {
    steps.push({ code: 'untimed', date: charge.date, workedSeconds });
  } else {
    const start = work.start[position]!;
    const elapsed = work.elapsed[position]!;
    steps.push({
      code: 'timed',
      start: secondsToInstant(start),
      end: secondsToInstant(start + elapsed),
      zone: terms.calendar.zone,
      localStart: writeDateTime(localSecondsAt(start, terms.timeline.table)),
      localEnd: writeDateTime(localSecondsAt(start + elapsed, terms.timeline.table)),
      breakSeconds: elapsed - workedSeconds,
      workedSeconds,
    });
    for (const { field, resolution, seconds } of work.oddWallClocks.get(position) ?? []) {
      steps.push({ code: `wall-clock-${resolution}`, field, instant: secondsToInstant(seconds) });
    }
  }
  if (entry.customerId == null) steps.push({ code: 'requester-customer', customerId: charge.customerId });
}

function addBand(steps: TraceStep[], facts: TraceFacts): void {
  const { of, position, row, charge } = facts;
  if (row.unit === 'piece') return;
  const entry = of.work.entries[position];
  const from = entry?.start == null ? 'date' : 'calendar';
  const code = entry?.timeBand == null ? (`band-from-${from}` as const) : 'band-from-person';
  steps.push({ code, band: charge.band, seconds: charge.measuredSeconds + takenOf(facts).measured });
}

function addQuantity(steps: TraceStep[], facts: TraceFacts): void {
  const { of, position, row, charge } = facts;
  const { quantity, quantitySource } = row.selection;
  if (row.unit === 'piece' || quantity === null || quantitySource === null) return;
  const { fromSeconds, toSeconds } =
    of.charged.groups.get(position) ?? roundedTogether(facts, quantity.scope === 'segment');
  steps.push({
    code: 'quantity',
    source: quantitySource,
    policy: quantity,
    fromSeconds,
    toSeconds,
    shareSeconds: charge.billedSeconds + takenOf(facts).billed,
  });
}

/** What was taken of the charge's part of the entry. Where tiers cut what is left, it is told with the first tier. */
function takenOf({ of: { charged, taken }, position, index }: TraceFacts): Omit<TakenPart, 'band'> {
  const { entry, band } = charged.charges;
  const isFirst = index === 0 || entry[index - 1] !== entry[index] || band[index - 1] !== band[index];
  const own = isFirst ? taken?.get(position)?.find((part) => part.band === band[index]) : undefined;
  return own ?? nothing;
}

const nothing = { measured: 0, billed: 0 };

/** Seconds before and after rounding of the entry, or of the one part of it that the charge is of. */
function roundedTogether(
  { of: { charged, taken }, position, index }: TraceFacts,
  onePart: boolean,
): QuantityGroup {
  const { charges } = charged;
  const belongs = (at: number): boolean =>
    at >= 0 &&
    at < charges.count &&
    charges.entry[at] === charges.entry[index] &&
    (!onePart || charges.band[at] === charges.band[index]);
  // The charges of an entry lie side by side, and so do those of a part that tiers cut.
  let at = index;
  while (belongs(at - 1)) at -= 1;
  let fromSeconds = 0;
  let toSeconds = 0;
  for (; belongs(at); at += 1) {
    fromSeconds += charges.measured[at]!;
    toSeconds += charges.billed[at]!;
  }
  for (const part of taken?.get(position) ?? []) {
    if (onePart && part.band !== charges.band[index]) continue;
    fromSeconds += part.measured;
    toSeconds += part.billed;
  }
  return { fromSeconds, toSeconds };
}

function addPrice(
  steps: TraceStep[],
  { of: { charged, work }, index, position, row, charge }: TraceFacts,
): void {
  const { source, basis, combine } = row.selection;
  if (source.by === 'person') {
    steps.push({ code: 'rate-from-person', rate: row.unitPrice });
    return;
  }
  steps.push({
    code: 'rate-from-rule',
    rateCardId: source.card.id,
    version: source.version.effectiveFrom,
    ruleId: source.rule.id,
    priceKind: source.rule.price.kind,
    price: row.base,
  });
  if (row.step !== null) {
    steps.push({
      code: 'tier',
      step: row.step,
      beforeSeconds: charged.before.get(index) ?? 0,
      rate: row.base,
    });
  }
  if (row.modifiers.length > 0) {
    steps.push({
      code: 'modifiers',
      band: charge.band,
      modifiers: row.modifiers,
      combine,
      from: row.base,
      to: row.unitPrice,
    });
  }
  if (basis.basis !== 'piece') return;
  steps.push({ code: 'piece', once: basis.once, price: row.unitPrice });
  const carrier = charged.carriers.get(position);
  if (carrier !== undefined && basis.once !== 'entry') {
    steps.push({
      code: 'piece-already-charged',
      once: basis.once,
      chargedOn: String(work.entries[carrier]?.id),
    });
  }
}

function amountStep({ row, charge }: TraceFacts): TraceStep {
  const { billedSeconds, unitPrice, amount, currency } = charge;
  return { code: 'amount', unit: row.unit, billedSeconds, unitPrice, amount, currency };
}
