import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { Settings } from '../../master-data/settings.ts';
import { subtract } from '../../money/arithmetic.ts';
import { isZero } from '../../money/money.ts';
import { applyCredit } from '../credits/apply-credit.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { followLedgers } from '../payments/credit-findings.ts';
import { payInvoice } from '../payments/move-money.ts';
import { creditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Fund } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { creditInvoice, upToOpen } from './credited-by.ts';
import { saveInvoice } from './save-invoice.ts';

/** Everything that money does by itself when a document is issued; the document is saved before and after. */
export async function settleAtIssue(unit: Unit, issued: Invoice, settings: Settings): Promise<Invoice> {
  const { id, kind } = issued;
  if (kind === 'credit-note') return settleCreditNote(unit, issued);
  await creditLotsOfInvoice(unit, id, 'issued');
  if (isZero(issued.content.totals.total)) await creditLotsOfInvoice(unit, id, 'paid');
  await payFromPrepaid(unit, issued);
  const open = await unit.load(invoiceRecords, id);
  const { customerId, currency } = open.content;
  if (settings.applyCredit !== 'on-issue') return open;
  const uses = await applyCredit(unit, customerId, currency, [open], { rest: 'oldest-due' });
  return uses.length === 0 ? open : unit.load(invoiceRecords, id);
}

/** What a prepaid account pays of an invoice: by invoice and account. */
export const prepaidFund = (invoiceId: string, accountId: string): Fund => ({
  kind: 'prepaid',
  id: [invoiceId, accountId].map(encodeURIComponent).join(':'),
});

/** Accounts whose tax is due with the work pay what they drew (R78); what nothing is open for is the customer's credit. */
async function payFromPrepaid(unit: Unit, { id, content }: Invoice): Promise<void> {
  for (const { accountId, amount } of content.prepaidPayments) {
    const fund = prepaidFund(id, accountId);
    const paid = upToOpen(await unit.load(invoiceRecords, id), amount);
    if (!isZero(paid)) await payInvoice(unit, { fund, invoiceId: id, amount: paid, kind: 'prepaid' });
    const rest = subtract(amount, paid);
    await moveCredit(unit, { customerId: content.customerId, amount: rest, kind: 'overpaid', fund });
  }
}

/** Nothing is open on a credit note: it lowers what is to be paid, or is the customer's credit. */
async function settleCreditNote(unit: Unit, note: Invoice): Promise<Invoice> {
  const { id, credits, content } = note;
  const amount = openAmount(note);
  if (isZero(amount)) return note;
  const settled = transitionInvoice(note, { type: 'pay', amount });
  await saveInvoice(unit, note, settled, 'settle');
  if (credits !== null) {
    await creditInvoice(unit, settled);
  } else {
    const fund: Fund = { kind: 'credit-note', id };
    await moveCredit(unit, { customerId: content.customerId, amount, kind: 'credited', fund });
  }
  await followLedgers(unit, content.customerId);
  return settled;
}
