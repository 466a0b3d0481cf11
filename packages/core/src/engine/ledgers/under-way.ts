import type { Invoice, LedgerState } from '../../invoice/invoice.ts';
import { copyOf } from '../../invoice/life/ledger-copy.ts';
import { isOpen, outbox } from '../outbox/outbox.ts';
import type { Unit } from '../unit.ts';

const moving: readonly LedgerState[] = ['queued', 'sending', 'unknown', 'reconciling'];

/** Whether the copy of an invoice is on its way to a ledger, with a message that is still worked on. */
export async function isUnderWay(unit: Unit, invoice: Invoice, connectorId: string): Promise<boolean> {
  if (!moving.includes(copyOf(invoice, connectorId).state)) return false;
  const messages = await unit.all(outbox, { index: ['subject', `invoice:${invoice.id}`] });
  const prefix = ['export', connectorId].map(encodeURIComponent).join(':');
  return messages.some(({ id, state }) => isOpen(state) && id.startsWith(`${prefix}:`));
}
