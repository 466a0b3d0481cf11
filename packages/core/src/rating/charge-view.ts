import { decimal, formatDecimal, toPlaces } from '../money/decimal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import { secondsToInstant } from '../time/instant.ts';
import type { ChargedWork } from './charge-work.ts';
import { traceOf } from './charge-trace.ts';
import type { Charge } from './charge.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import type { PriceRow, PriceTable } from './price-table.ts';
import { customerOf, type WorkTable } from './work-table.ts';

/** Where a charge comes from: the columns, and the entry's position in them. */
export interface ChargeSource {
  readonly work: WorkTable;
  readonly policy: CompiledPolicy;
  readonly prices: PriceTable;
  readonly charged: ChargedWork;
  readonly position: number;
}

/** Makes the object that people read of a charge in the columns. */
export function viewCharge(of: Omit<ChargeSource, 'position'>, index: number): Charge {
  const { work, policy, prices, charged } = of;
  const { charges } = charged;
  const position = charges.entry[index] as number;
  const row = prices.rows[charges.price[index] as number] as PriceRow;
  const entry = work.entries[position] as WorkTable['entries'][number];
  const { source } = row.selection;
  const rule = source.by === 'rule' ? source : null;
  const billedSeconds = charges.billed[index] as number;
  const pieces = charges.pieces[index] as number;
  const charge = {
    entryId: entry.id,
    customerId: customerOf(entry) as string,
    agentId: entry.agentId,
    teamId: entry.teamId ?? null,
    serviceTypeId: entry.serviceTypeId,
    workItem: entry.workItem ?? null,
    date: civilDateOf(work.day[position] as number),
    start: entry.start == null ? null : secondsToInstant(work.start[position] as number),
    band: policy.bands[charges.band[index] as number] as string,
    unit: row.unit,
    measuredSeconds: charges.measured[index] as number,
    billedSeconds,
    pieces,
    currency: row.selection.currency,
    unitPrice: row.unitPrice,
    amount:
      row.unit === 'hour'
        ? hoursAmount(row, billedSeconds)
        : formatDecimal(decimal(row.unitPrice).times(pieces)),
    rateCardId: rule?.card.id ?? null,
    rateCardVersion: rule?.version.effectiveFrom ?? null,
    ruleId: rule?.rule.id ?? null,
  };
  return { ...charge, trace: traceOf({ ...of, position, index, row, charge }) };
}

/** Ten decimals are enough to see an amount; sums are made from seconds and prices. */
function hoursAmount(row: PriceRow, seconds: number): string {
  return formatDecimal(toPlaces(decimal(row.unitPrice).times(seconds).dividedBy(3600), 10, 'half-up'));
}
