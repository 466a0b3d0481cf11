import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import type { Json } from '../../ports/storage.ts';
import { asJson } from '../as-json.ts';
import { invoiceRecords } from '../records/billing.ts';
import { ledgerDocuments } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/** What became of an invoice, for the audit log. */
interface Change {
  /** For example `issue`: what follows "invoice." in the log. */
  readonly action: string;
  readonly before: Invoice | null;
  readonly after: Invoice | null;
  /** What else the log is to know of the invoice as it is. */
  readonly details?: Readonly<Record<string, Json>> | undefined;
}

/** Writes an invoice as it is now, with what the audit log tells of the change. */
export async function saveInvoice(
  unit: Unit,
  before: Invoice | null,
  after: Invoice,
  action: string,
  details?: Change['details'],
): Promise<Invoice> {
  await unit.save(invoiceRecords, after);
  for (const [connectorId, { externalId }] of Object.entries(after.ledgers)) {
    if (externalId === null || externalId === before?.ledgers[connectorId]?.externalId) continue;
    await unit.save(ledgerDocuments, { connectorId, externalId, invoiceId: after.id });
  }
  noteInvoice(unit, { action, before, after, details });
  return after;
}

/** Notes for the audit log what became of an invoice. */
export function noteInvoice(unit: Unit, { action, before, after, details = {} }: Change): void {
  const id = (after ?? before)?.id ?? '';
  unit.note({
    action: `invoice.${action}`,
    subject: { kind: 'invoice', id },
    before: before === null ? null : stateOf(before),
    after: after === null ? null : asJson({ ...stateObject(after), ...details }),
  });
}

/** What changes on an invoice, and what tells whether its content did. */
const stateObject = (invoice: Invoice): Readonly<Record<string, unknown>> => ({
  kind: invoice.kind,
  revision: invoice.revision,
  customerId: invoice.content.customerId,
  number: invoice.issued?.number ?? null,
  settlement: invoice.settlement,
  delivery: invoice.delivery,
  ledgers: invoice.ledgers,
  total: invoice.content.totals.total,
  lines: invoice.content.lines.length,
  paid: invoice.paid,
  refunded: invoice.refunded,
  credited: invoice.credited,
  writtenOff: invoice.writtenOff,
  open: openAmount(invoice),
});

const stateOf = (invoice: Invoice): Json => asJson(stateObject(invoice));
