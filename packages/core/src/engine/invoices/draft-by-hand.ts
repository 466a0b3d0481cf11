import { inputError } from '../../errors/parse-input.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { manualInvoice, type ManualInvoiceInput } from '../../invoice/manual-invoice.ts';
import { customerRecords } from '../records/master-data.ts';
import { invoiceRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { lockCustomers } from './lock-customers.ts';
import { saveInvoice } from './save-invoice.ts';

/** A draft that a person writes. What is left out comes from the customer, then from the settings. */
export type DraftByHand = Pick<ManualInvoiceInput, 'customerId'> &
  Partial<
    Pick<
      ManualInvoiceInput,
      'lines' | 'discounts' | 'currency' | 'terms' | 'note' | 'purchaseOrder' | 'attachments'
    >
  > & {
    /** Default: one of its own. */
    readonly id?: string | undefined;
  };

/**
 * Keeps a draft that a person wrote.
 *
 * @throws BillingError `NOT_FOUND` when there is no such customer, `INVOICE_INVALID` when an invoice has its id.
 */
export async function draftByHand(
  unit: Unit,
  { id, ...given }: DraftByHand & { readonly id: string },
): Promise<Invoice> {
  await lockCustomers(unit, [given.customerId]);
  const settings = await loadSettings(unit);
  const customer = await unit.load(customerRecords, given.customerId);
  const draft = manualInvoice({
    seller: settings.seller,
    bankAccounts: settings.bankAccounts,
    taxCodes: settings.taxCodes,
    taxRounding: settings.taxRounding,
    pricesIncludeTax: settings.pricesIncludeTax,
    cashRounding: settings.cashRounding,
    ...given,
    id,
    buyer: customer.party,
    language: customer.language ?? settings.language,
    currency: given.currency ?? customer.currency ?? settings.currency,
    terms: given.terms ?? customer.terms ?? settings.terms,
    purchaseOrder: given.purchaseOrder ?? customer.purchaseOrder,
  });
  return keepDraft(unit, draft);
}

/**
 * Keeps a new draft.
 *
 * @throws BillingError `INVOICE_INVALID` when an invoice has its id.
 */
export async function keepDraft(unit: Unit, draft: Invoice): Promise<Invoice> {
  if ((await unit.find(invoiceRecords, draft.id)) !== null)
    throw inputError('INVOICE_INVALID', [
      { path: ['id'], message: `"${draft.id}" is that of another invoice` },
    ]);
  await saveInvoice(unit, null, draft, 'draft');
  unit.emit('invoice.drafted', { invoice: draft });
  return draft;
}
