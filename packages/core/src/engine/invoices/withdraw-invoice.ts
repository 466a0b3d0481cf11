import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { releaseInvoice } from '../bills/release-invoice.ts';
import { moveCredit } from '../credits/credit-movements.ts';
import { queueCopies } from '../ledgers/queue-export.ts';
import { fundsOfInvoice } from '../payments/money-of.ts';
import { unpayInvoice } from '../payments/move-money.ts';
import { withdraw } from '../payments/withdraw.ts';
import { uncreditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { invoiceRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';
import { saveInvoice } from './save-invoice.ts';

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
 * Makes an issued invoice a draft again, which keeps its number (R82).
 *
 * @throws BillingError `INVOICE_STATE` with what can be done instead.
 */
export async function reopenInvoice(unit: Unit, id: string): Promise<Invoice> {
  const invoice = await withdrawn(unit, id, 'reopen');
  unit.emit('invoice.reopened', { invoice });
  return invoice;
}

/** What the engine itself paid when it was issued goes back before; what the customer paid stands in the way. */
async function withdrawn(unit: Unit, id: string, type: 'void' | 'reopen'): Promise<Invoice> {
  const issued = await loadInvoice(unit, id);
  const { strict, reopen, autoExport } = await loadSettings(unit);
  await giveBack(unit, issued);
  const before = await unit.load(invoiceRecords, id);
  const after = transitionInvoice(before, { type }, { strict, reopen });
  const queued = type === 'void' ? await queueCopies(unit, after, autoExport) : after;
  return saveInvoice(unit, before, queued, type);
}

/** Gives customer's credit back to the credit, and what prepaid accounts paid back to them. */
async function giveBack(unit: Unit, { id: invoiceId, content }: Invoice): Promise<void> {
  const { customerId, currency } = content;
  for (const { fund, amount, isDirect } of await fundsOfInvoice(unit, invoiceId)) {
    if (isDirect) continue;
    if (fund.kind === 'prepaid') {
      await withdraw(unit, { fund, customerId, currency, amount: null, kind: 'reversal' });
    } else {
      await unpayInvoice(unit, { fund, invoiceId, amount, kind: 'returned' });
      await moveCredit(unit, { customerId, amount, kind: 'returned', fund, invoiceId });
    }
  }
}
