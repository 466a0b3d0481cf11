import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import type { Invoice, SettlementState } from '../invoice.ts';

/** What an invoice comes to and what became of it, in minor units. None is ever below 0. */
export interface SettlementAmounts {
  readonly total: bigint;
  readonly paid: bigint;
  readonly refunded: bigint;
  readonly credited: bigint;
  readonly writtenOff: bigint;
}

/** The amounts of an invoice that change after it is issued. */
export type ChangingAmounts = Pick<Invoice, 'paid' | 'refunded' | 'credited' | 'writtenOff'>;

/** The amounts of an invoice, in minor units. */
export const amountsOf = ({ content, paid, refunded, credited, writtenOff }: Invoice): SettlementAmounts => ({
  total: toMinorUnits(content.totals.total),
  paid: toMinorUnits(paid),
  refunded: toMinorUnits(refunded),
  credited: toMinorUnits(credited),
  writtenOff: toMinorUnits(writtenOff),
});

/** The amounts as an invoice has them. */
export function asMoney(amounts: SettlementAmounts, currency: string): ChangingAmounts {
  const of = (units: bigint): Money => fromMinorUnits(units, currency);
  const { paid, refunded, credited, writtenOff } = amounts;
  return {
    paid: of(paid),
    refunded: of(refunded),
    credited: of(credited),
    writtenOff: of(writtenOff),
  };
}

/** What was paid and did not go back. */
export const keptOf = ({ paid, refunded }: SettlementAmounts): bigint => paid - refunded;

/** What is still to be paid. */
export const openOf = (amounts: SettlementAmounts): bigint =>
  amounts.total - keptOf(amounts) - amounts.credited - amounts.writtenOff;

/** What nobody ever paid. Unlike what is open, it does not grow when money is given back. */
const unpaidOf = ({ total, paid, credited, writtenOff }: SettlementAmounts): bigint =>
  total - paid - credited - writtenOff;

/** The settlement state of an issued invoice. */
export function settlementOf(amounts: SettlementAmounts): SettlementState {
  const kept = keptOf(amounts);
  if (unpaidOf(amounts) > 0n) return kept > 0n ? 'partially-paid' : 'issued';
  if (openOf(amounts) === 0n && amounts.writtenOff > 0n) return 'written-off';
  // What went back and was paid again leaves an invoice that is paid.
  if (amounts.refunded === 0n || kept === amounts.total) return 'paid';
  return kept === 0n ? 'refunded' : 'partially-refunded';
}
