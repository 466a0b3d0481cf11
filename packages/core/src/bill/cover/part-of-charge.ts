import { decimal, formatDecimal } from '../../money/decimal.ts';
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
  return changed(charge, change, (amount) => [
    ...charge.trace.filter(({ code }) => code !== 'amount'),
    ...why,
    amount,
  ]);
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
  const unitPrice = textOfScaled(toScaled(rate));
  const ownPrice = { unit: 'hour', pieces: 0, unitPrice } as const;
  const noCard = { rateCardId: null, rateCardVersion: null, ruleId: null };
  return changed(charge, { ...ownPrice, ...noCard }, (amount) => [
    ...charge.trace.filter(({ code }) => !pricing.has(code) && code !== 'amount'),
    { code: 'overage-rate', componentId, rate: unitPrice },
    amount,
  ]);
}

/** A charge at its usual price times a factor, above an allowance that has run out. */
export function atOverageFactor(
  charge: Charge,
  { componentId, policy, factor }: { componentId: string; policy: string; factor: DecimalString },
): Charge {
  const unitPrice = formatDecimal(decimal(charge.unitPrice).times(factor));
  const step: TraceStep = { code: 'overage-factor', componentId, policy, factor, to: unitPrice };
  return partOfCharge(charge, { unitPrice }, [step]);
}

/** A charge with other facts. Like the trace of the charge itself, its own is told when somebody asks. */
function changed(
  charge: Charge,
  change: Change & Partial<Pick<Charge, 'rateCardId' | 'rateCardVersion' | 'ruleId'>>,
  traceOf: (amount: TraceStep) => readonly TraceStep[],
): Charge {
  const facts = { ...factsOf(charge), ...change };
  const { unit, billedSeconds, unitPrice, currency } = facts;
  const amount = amountOf(facts);
  let trace: readonly TraceStep[] | null = null;
  return {
    ...facts,
    amount,
    get trace() {
      trace ??= traceOf({ code: 'amount', unit, billedSeconds, unitPrice, amount, currency });
      return trace;
    },
  };
}

/** Everything but the trace, which a spread would read. */
function factsOf(charge: Charge): Omit<Charge, 'trace'> {
  const { key, entryId, customerId, agentId, teamId, serviceTypeId, workItem, date, start, band } = charge;
  const { unit, measuredSeconds, billedSeconds, pieces, currency, unitPrice, amount } = charge;
  const { rateCardId, rateCardVersion, ruleId } = charge;
  return {
    key,
    entryId,
    customerId,
    agentId,
    teamId,
    serviceTypeId,
    workItem,
    date,
    start,
    band,
    unit,
    measuredSeconds,
    billedSeconds,
    pieces,
    currency,
    unitPrice,
    amount,
    rateCardId,
    rateCardVersion,
    ruleId,
  };
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
