import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import type { Money } from '../../money/money.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';
import { saveInvoice } from './save-invoice.ts';

/** Gives up what is open on an invoice, or takes that back; `null`: all of it. */
export async function writeOff(
  unit: Unit,
  id: string,
  type: 'write-off' | 'reverse-write-off',
  amount: Money | null,
): Promise<Invoice> {
  const before = await loadInvoice(unit, id);
  const invoice = await saveInvoice(unit, before, transitionInvoice(before, { type, amount }), type);
  if (type === 'write-off') unit.emit('invoice.written-off', { invoice });
  return invoice;
}
