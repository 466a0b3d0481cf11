import type { Attachment, Invoice } from '../../invoice/invoice.ts';
import { type DraftChanges, redraft } from '../../invoice/redraft.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';
import { saveInvoice } from './save-invoice.ts';

/**
 * Changes a draft by hand; added lines can name the taxes of the settings.
 *
 * @throws BillingError `INVOICE_STATE` when it is no draft, `INVOICE_INVALID` with every fault and its path.
 */
export async function editDraft(unit: Unit, id: string, changes: DraftChanges): Promise<Invoice> {
  const before = await loadInvoice(unit, id);
  const { taxCodes } = await loadSettings(unit);
  const own = changes.addLines === undefined ? {} : { taxCodes: [...(changes.taxCodes ?? []), ...taxCodes] };
  return saveInvoice(unit, before, redraft(before, { ...changes, ...own }), 'edit');
}

/**
 * Adds a file to a draft, or replaces the one with its id.
 *
 * @throws BillingError `INVOICE_STATE` when it is no draft: what is issued is frozen (R82).
 */
export async function attachToDraft(unit: Unit, id: string, attachment: Attachment): Promise<Invoice> {
  const before = await loadInvoice(unit, id);
  const others = before.content.attachments.filter((one) => one.id !== attachment.id);
  return saveInvoice(unit, before, redraft(before, { attachments: [...others, attachment] }), 'attach');
}
