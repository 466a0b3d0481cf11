import { decimal, formatDecimal, toPlaces } from '../../money/decimal.ts';
import { civilDateOf } from '../../time/civil-date.ts';
import { secondsToInstant } from '../../time/instant.ts';
import type { ChargeSource } from './charge-source.ts';
import { traceOf } from './charge-trace.ts';
import type { Charge } from '../charge.ts';
import type { PriceRow } from '../select/price-table.ts';
import { customerOf } from '../read/work-table.ts';

/** Makes the object that people read of a charge in the columns. */
export function viewCharge(of: ChargeSource, index: number): Charge {
  const { work, policy, prices, charged } = of;
  const { charges } = charged;
  const position = charges.entry[index]!;
  const row = prices.rows[charges.price[index]!]!;
  const entry = work.entries[position]!;
  const { source } = row.selection;
  const rule = source.by === 'rule' ? source : null;
  const billedSeconds = charges.billed[index]!;
  const pieces = charges.pieces[index]!;
  const charge = {
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
