import type { DecimalString } from '../../money/decimal-string.ts';
import { divideRounded } from '../../money/divide-rounded.ts';
import { tenTo, textOfScaled, toScaled } from '../../money/scaled.ts';
import { civilDateOf } from '../../time/civil-date.ts';
import { secondsToInstant } from '../../time/instant.ts';
import type { ChargeSource } from './charge-source.ts';
import { type TraceFacts, traceOf } from './charge-trace.ts';
import type { Charge } from '../charge.ts';
import type { ChargeColumns } from '../price/charge-columns.ts';
import type { TraceStep } from '../trace-step.ts';
import type { PriceRow } from '../select/price-table.ts';
import { customerOf } from '../read/work-table.ts';

/** Makes the object that people read of a charge in the columns. */
export function viewCharge(of: ChargeSource, index: number): Charge {
  const { work, policy, prices, charged } = of;
  const { charges } = charged;
  const position = charges.entry[index]!;
  const row = prices.rows[charges.price[index]!]!;
  const entry = work.entries[position]!;
  const { source: chosenBy } = row.selection;
  const rule = chosenBy.by === 'rule' ? chosenBy : null;
  const billedSeconds = charges.billed[index]!;
  const pieces = charges.pieces[index]!;
  const charge = {
    key: `${entry.id}#${placeInEntry(charges, index)}`,
    entryId: entry.id,
    customerId: customerOf(entry)!,
    agentId: entry.agentId,
    teamId: entry.teamId ?? null,
    serviceTypeId: entry.serviceTypeId,
    workItem: entry.workItem ?? null,
    date: civilDateOf(work.day[position]!),
    start: entry.start == null ? null : secondsToInstant(work.start[position]!),
    band: policy.bands[charges.band[index]!]!,
    unit: row.unit,
    measuredSeconds: charges.measured[index]!,
    billedSeconds,
    pieces,
    currency: row.selection.currency,
    unitPrice: row.unitPrice,
    amount: row.unit === 'hour' ? amountOf(row, billedSeconds, 3600n) : amountOf(row, pieces, 1n),
    rateCardId: rule?.card.id ?? null,
    rateCardVersion: rule?.version.effectiveFrom ?? null,
    ruleId: rule?.rule.id ?? null,
  };
  Object.defineProperty(charge, source, { value: { of, position, index, row, charge, trace: null } });
  Object.defineProperty(charge, 'trace', toldWhenAsked);
  // It has its trace now, which the compiler can't see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return charge as Charge;
}

/** What a trace is told from, and the trace once somebody has asked. */
interface TraceSource extends TraceFacts {
  trace: readonly TraceStep[] | null;
}

const source = Symbol('source');

/**
 * Told when somebody asks: most charges are only added up. All charges share one getter, so that they are of one shape:
 * with a getter each, every charge would be a table of its own, and slow to read and to write as JSON.
 */
const toldWhenAsked: PropertyDescriptor & ThisType<{ readonly [source]: TraceSource }> = {
  enumerable: true,
  configurable: true,
  get() {
    const told = this[source];
    told.trace ??= traceOf(told);
    return told.trace;
  },
};

/** How many charges of the same entry come before. They lie side by side. */
function placeInEntry({ entry }: ChargeColumns, index: number): number {
  let first = index;
  while (first > 0 && entry[first - 1] === entry[index]) first -= 1;
  return index - first;
}

/** Ten decimals are enough to see an amount; sums are made from seconds and prices. */
const places = 10;

function amountOf({ unitPrice }: PriceRow, count: number, perUnit: bigint): DecimalString {
  const price = toScaled(unitPrice);
  const exact = price.units * BigInt(count) * tenTo(places);
  return textOfScaled({
    units: divideRounded(exact, perUnit * tenTo(price.scale), 'half-up'),
    scale: places,
  });
}
