import { BillingError } from '../../errors/billing-error.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { invoiceActions } from '../../invoice/life/invoice-actions.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { releaseInvoice } from '../bills/release-invoice.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { queueCopies } from '../ledgers/queue-export.ts';
import { fundsOfInvoice } from '../payments/money-of.ts';
import { unpayInvoice } from '../payments/move-money.ts';
import { uncreditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { invoiceRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';
import { saveInvoice } from './save-invoice.ts';
import { takePrepaidBack } from './take-prepaid-back.ts';

/**
 * Voids an invoice: it keeps its number, and all that it bills is open again (R84).
 *
 * @throws BillingError `INVOICE_STATE` with what can be done instead.
 */
export async function voidInvoice(unit: Unit, id: string): Promise<Invoice> {
  const invoice = await withdrawn(unit, id, 'void');
  await releaseInvoice(unit, id);
  await uncreditLotsOfInvoice(unit, id, 'voided');
  unit.emit('invoice.voided', { invoice });
  return invoice;
}

/**
 * Makes an issued invoice a draft again, which keeps its number (R82). What was bought with it waits for its next issue.
 *
 * @throws BillingError `INVOICE_STATE` with what can be done instead.
 */
export async function reopenInvoice(unit: Unit, id: string): Promise<Invoice> {
  const invoice = await withdrawn(unit, id, 'reopen');
  await uncreditLotsOfInvoice(unit, id, 'reopened');
  unit.emit('invoice.reopened', { invoice });
  return invoice;
}

/** What the engine itself paid when it was issued goes back before; what the customer paid stands in the way. */
async function withdrawn(unit: Unit, id: string, type: 'void' | 'reopen'): Promise<Invoice> {
  const issued = await loadInvoice(unit, id);
  const { strict, reopen, autoExport } = await loadSettings(unit);
  const short = await giveBack(unit, issued);
  const before = await unit.load(invoiceRecords, id);
  const policy = { strict, reopen };
  const after = transitionInvoice(before, { type }, policy);
  if (short !== undefined) throw paidOut(issued, type, short, invoiceActions(issued, policy));
  const queued = type === 'void' ? await queueCopies(unit, after, autoExport) : after;
  return saveInvoice(unit, before, queued, type);
}

/**
 * Gives what prepaid accounts paid back to them, and customer's credit back to the credit; tells of an account of whose
 * money the customer has got some.
 */
async function giveBack(unit: Unit, invoice: Invoice): Promise<string | undefined> {
  const { id: invoiceId, content } = invoice;
  const [short] = await takePrepaidBack(unit, invoice, content.prepaidPayments);
  for (const { fund, amount, isDirect } of await fundsOfInvoice(unit, invoiceId)) {
    if (isDirect) continue;
    const { customerId } = content;
    await unpayInvoice(unit, { fund, invoiceId, amount, kind: 'returned' });
    await moveCredit(unit, { customerId, amount, kind: 'returned', fund, invoiceId });
  }
  return short;
}

const paidOut = (
  { id: invoiceId, settlement: state }: Invoice,
  action: string,
  accountId: string,
  actions: readonly string[],
): BillingError<'INVOICE_STATE'> =>
  new BillingError('INVOICE_STATE', {
    invoiceId,
    state,
    action,
    allowed: actions.filter((one) => one !== 'void' && one !== 'reopen'),
    reason: `what the prepaid account "${accountId}" paid was paid out to the customer`,
  });
