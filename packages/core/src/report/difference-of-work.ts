import type { Band } from '../calendar/band.ts';
import { compareText } from '../invoice/compare-text.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import type { Charge } from '../rating/charge.ts';
import type { TraceStep } from '../rating/trace-step.ts';
import { type Deciding, type DifferenceReason, type RateValue, reasonsBetween } from './difference-reason.ts';
import type { Story } from './difference-story.ts';

/**
 * Why an entry, expense or product charge differs, without what only concerns the rounding of its lines. What makes no
 * sense to compare is left out: the prices of work that is charged on one side only, the bands of work of which a part
 * waits.
 */
export function reasonsOfWork(before: Story, after: Story): readonly DifferenceReason[] {
  const [one, other] = [fateOf(before), fateOf(after)];
  const fate = reasonsBetween(one, other);
  if (one.presence !== other.presence) return fate;
  return [
    ...fate,
    ...(before.charges.length > 0 && after.charges.length > 0
      ? reasonsBetween(pricesOf(before.charges), pricesOf(after.charges))
      : []),
    ...reasonsOfTime(before, after),
  ];
}

/** What an entry is charged for, in one text: where it is the same, only rounding can differ. */
export function chargedParts({ charges }: Story): string {
  const parts = charges.map(({ band, unit, billedSeconds, pieces, unitPrice, currency }) =>
    [band, unit, unit === 'hour' ? billedSeconds : pieces, textOfScaled(toScaled(unitPrice)), currency].join(
      '\0',
    ),
  );
  return parts.toSorted().join('\n');
}

function fateOf({ charges, covered, blocked, excluded, notDue, isBilled, bills }: Story): Deciding {
  const isKnown = [charges, covered, blocked, excluded, notDue].some((list) => list.length > 0);
  if (!isKnown && !isBilled) return { presence: false };
  const paid = sumBy(
    covered.map(({ by, band, billedSeconds }) => ({ by, band, seconds: billedSeconds })),
    ({ by, band }) => `${by.kind}\0${by.componentId ?? ''}\0${by.accountId ?? ''}\0${band}`,
  );
  return {
    presence: true,
    'not-due':
      charges.length + covered.length > 0
        ? []
        : once(notDue.map(({ reason, contractId }) => ({ reason, contractId }))),
    blocked: sumBy(
      blocked.map(({ reason, seconds }) => ({ reason, seconds })),
      ({ reason }) => reason,
    ),
    ...(charges.length + covered.length === 0 ? {} : { bill: once(bills) }),
    excluded: once(excluded.map(({ reason, seconds }) => ({ reason, seconds }))),
    covered: paid,
    ...(charges.length === 0 ? {} : { currency: once(charges.map(({ currency }) => currency)) }),
  };
}

function pricesOf(charges: readonly Charge[]): Deciding {
  const steps = charges.flatMap(({ trace }) => trace);
  return {
    'rate-card': once(
      charges.flatMap(({ rateCardId, rateCardVersion: version }) =>
        rateCardId === null ? [] : [{ rateCardId, version }],
      ),
    ),
    rule: once(charges.flatMap(({ ruleId }) => ruleId ?? [])),
    overage: once(steps.flatMap(overageOf)),
    rate: once(charges.map(baseRateOf)),
    tier: sumBy(
      charges.flatMap(({ trace, billedSeconds: seconds }) =>
        trace.flatMap((step) => (step.code === 'tier' ? [{ step: step.step, seconds }] : [])),
      ),
      ({ step }) => String(step).padStart(6, '0'),
    ),
    modifiers: once(
      steps.flatMap((step) =>
        step.code === 'modifiers'
          ? [{ band: step.band, combine: step.combine, modifiers: step.modifiers }]
          : [],
      ),
    ),
    pieces: charges.reduce((sum, { pieces }) => sum + pieces, 0),
  };
}

function overageOf(step: TraceStep): NonNullable<Deciding['overage']> {
  if (step.code === 'overage-rate') return [{ componentId: step.componentId, factor: null }];
  return step.code === 'overage-factor' ? [{ componentId: step.componentId, factor: step.factor }] : [];
}

/** The price before modifiers, from the last step that set one. */
function baseRateOf({ unit, unitPrice, currency, trace }: Charge): RateValue {
  let price = unitPrice;
  for (const step of trace) {
    if (step.code === 'rate-from-rule') price = step.price;
    if (step.code === 'rate-from-person' || step.code === 'tier' || step.code === 'overage-rate')
      price = step.rate;
  }
  return { unit, price: textOfScaled(toScaled(price)), currency };
}

function reasonsOfTime(before: Story, after: Story): readonly DifferenceReason[] {
  const [one, other] = [worked(before), worked(after)];
  const isWhole = total(one) > 0 && total(one) === total(other);
  if (!isWhole) return [];
  const bands = reasonsBetween({ band: one }, { band: other });
  const [billedBefore, billedAfter] = [billed(before), billed(after)];
  if (bands.length === 0) {
    return reasonsBetween({ 'billed-time': billedBefore }, { 'billed-time': billedAfter });
  }
  // In other bands, only the time of all of them can be compared.
  return [
    ...bands,
    ...reasonsBetween(
      { 'billed-time': [{ band: null, seconds: total(billedBefore) }] },
      { 'billed-time': [{ band: null, seconds: total(billedAfter) }] },
    ),
  ];
}

interface TimeInBand {
  readonly band: Band;
  readonly seconds: number;
}

const partsOf = ({ charges, covered }: Story) => [...charges, ...covered];

const worked = (story: Story): readonly TimeInBand[] =>
  sumBy(
    partsOf(story).map(({ band, measuredSeconds: seconds }) => ({ band, seconds })),
    ({ band }) => band,
  );

const billed = (story: Story): readonly TimeInBand[] =>
  sumBy(
    partsOf(story).map(({ band, billedSeconds: seconds }) => ({ band, seconds })),
    ({ band }) => band,
  );

const total = (times: readonly { readonly seconds: number }[]): number =>
  times.reduce((sum, { seconds }) => sum + seconds, 0);

/** Seconds summed by a key, in its order. */
function sumBy<Item extends { readonly seconds: number }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const sums = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    sums.set(key, { ...item, seconds: item.seconds + (sums.get(key)?.seconds ?? 0) });
  }
  return [...sums].toSorted(([one], [two]) => compareText(one, two)).map(([, item]) => item);
}

/** Each value once, in a fixed order. */
function once<Value>(values: readonly Value[]): readonly Value[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].toSorted(([one], [two]) => compareText(one, two)).map(([, value]) => value);
}
