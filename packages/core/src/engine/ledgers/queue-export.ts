import type { Invoice, LedgerState } from '../../invoice/invoice.ts';
import { ledgerActions } from '../../invoice/life/invoice-actions.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { sendAnew } from '../outbox/outbox.ts';
import type { Unit } from '../unit.ts';

/** What a message of the kind `export` carries. */
export interface ExportPayload {
  readonly connectorId: string;
  readonly invoiceId: string;
  /** The revision that it is about: of others it keeps its hands off. */
  readonly revision: number;
}

/**
 * Queues the copy of an invoice in a ledger: the invoice as it is then, with the message noted. The caller saves it.
 *
 * @throws BillingError `INVOICE_STATE` when the copy is on its way already, or is as the invoice is.
 */
export async function queueExport(unit: Unit, invoice: Invoice, connectorId: string): Promise<Invoice> {
  const queued = transitionInvoice(invoice, { type: 'queue-export', connectorId });
  await sendAnew(unit, {
    id: ['export', connectorId, invoice.id, String(invoice.revision)].map(encodeURIComponent).join(':'),
    kind: 'export',
    subject: { kind: 'invoice', id: invoice.id },
    payload: { connectorId, invoiceId: invoice.id, revision: invoice.revision } satisfies ExportPayload,
  });
  return queued;
}

/**
 * Queues the copies that follow from what was just done to an invoice: issued, it goes to the ledgers of `autoExport`
 * (R93), and to those that were asked to copy it and had not when it was reopened; voided, ledgers that have a copy are
 * told. The caller saves the invoice. A copy that is on its way follows when it is known what it met.
 */
export async function queueCopies(
  unit: Unit,
  invoice: Invoice,
  autoExport: readonly string[],
): Promise<Invoice> {
  const wanted =
    invoice.settlement === 'void'
      ? copiesThatAre('stale', invoice)
      : new Set([...autoExport, ...copiesThatAre('none', invoice)]);
  let queued = invoice;
  for (const connectorId of wanted)
    if (ledgerActions(queued, connectorId).includes('queue-export'))
      queued = await queueExport(unit, queued, connectorId);
  return queued;
}

const copiesThatAre = (state: LedgerState, invoice: Invoice): readonly string[] =>
  Object.keys(invoice.ledgers).filter((connectorId) => copyOf(invoice, connectorId).state === state);
