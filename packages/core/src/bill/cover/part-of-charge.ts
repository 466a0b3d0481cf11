import type { DecimalString } from '../../money/decimal-string.ts';
import { divideRounded } from '../../money/divide-rounded.ts';
import { tenTo, textOfScaled, toScaled } from '../../money/scaled.ts';
import type { Charge } from '../../rating/charge.ts';
import type { TraceCode, TraceStep } from '../../rating/trace-step.ts';

type Change = Partial<
  Pick<Charge, 'measuredSeconds' | 'billedSeconds' | 'unitPrice' | 'unit' | 'pieces' | 'key'>
>;

/** A charge with other numbers. Its amount follows, and its trace says why. */
export function partOfCharge(charge: Charge, change: Change, why: readonly TraceStep[] = []): Charge {
  const changed = { ...charge, ...change };
  const amount = amountOf(changed);
  const { unit, billedSeconds, unitPrice, currency } = changed;
  const trace: readonly TraceStep[] = [
    ...charge.trace.filter(({ code }) => code !== 'amount'),
    ...why,
    { code: 'amount', unit, billedSeconds, unitPrice, amount, currency },
  ];
  return { ...changed, amount, trace };
}

const pricing: ReadonlySet<TraceCode> = new Set<TraceCode>([
  'rate-from-person',
  'rate-from-rule',
  'tier',
  'modifiers',
  'piece',
  'piece-already-charged',
]);

/** A charge per hour at the rate of an allowance that has run out, which no card and no modifier changes. */
export function atOverageRate(charge: Charge, componentId: string, rate: DecimalString): Charge {
  const unpriced = {
    ...charge,
    trace: charge.trace.filter(({ code }) => !pricing.has(code)),
    rateCardId: null,
    rateCardVersion: null,
    ruleId: null,
  };
  const unitPrice = textOfScaled(toScaled(rate));
  return partOfCharge(unpriced, { unit: 'hour', pieces: 0, unitPrice }, [
    { code: 'overage-rate', componentId, rate: unitPrice },
  ]);
}

/** Like the amounts of all charges: ten decimals show it, sums use the exact fraction. */
const places = 10;

function amountOf({
  unit,
  billedSeconds,
  pieces,
  unitPrice,
}: Pick<Charge, 'unit' | 'billedSeconds' | 'pieces' | 'unitPrice'>): DecimalString {
  const price = toScaled(unitPrice);
  const count = BigInt(unit === 'hour' ? billedSeconds : pieces);
  const perUnit = unit === 'hour' ? 3600n : 1n;
  const exact = divideRounded(price.units * count * tenTo(places), perUnit * tenTo(price.scale), 'half-up');
  return textOfScaled({ units: exact, scale: places });
}
