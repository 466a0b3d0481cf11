import type { Invoice } from '../../invoice/invoice.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { isZero } from '../../money/money.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { refundLot } from '../../prepaid/refund.ts';
import type { EngineContext } from '../engine-context.ts';
import { creditByNote } from '../invoices/credit-invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { byHand, lockLot, postChange } from './change-lot.ts';

/** What of a lot is to be given back. */
export interface RefundOrder {
  readonly lotId: string;
  /** In hours or in the account's currency; `null` for all that is left. */
  readonly quantity: DecimalString | null;
  readonly reason: string;
}

/** What was taken out of an account, and the credit note over its price. */
export interface PrepaidRefund {
  /** Its `amount` is the price before tax of what is given back; `null` when it had none. */
  readonly posting: PrepaidPosting;
  /** `null` when no issued invoice stands behind the lot, or there is nothing to pay back. */
  readonly creditNote: Invoice | null;
}

/**
 * Gives back a part of a lot. The tax was due with the top-up, so a credit note over the line of the purchase follows:
 * it lowers what is open, and what was paid becomes the customer's credit, which can be paid out.
 */
export async function refundOfLot(
  unit: Unit,
  { ids }: Pick<EngineContext, 'ids'>,
  { lotId, quantity, reason }: RefundOrder,
): Promise<PrepaidRefund> {
  const { lot, ledger } = await lockLot(unit, lotId);
  const change = { id: ids.next('refund'), quantity, at: unit.at, reason };
  const posting = refundLot(ledger.account, lot, ledger.postings, change);
  await postChange(unit, ledger, [posting], byHand);
  const { amount } = posting;
  const invoice = await unit.find(invoiceRecords, lot.sourceInvoiceId ?? '');
  if (amount === null || isZero(amount) || invoice === null || invoice.issued === null)
    return { posting, creditNote: null };
  const lines = [{ lineKey: `top-up:${encodeURIComponent(lot.id)}`, amount }];
  const request = { id: ids.next('invoice'), reason, lines };
  return { posting, creditNote: await creditByNote(unit, invoice.id, request) };
}
