import type { Bill } from '../../bill/bill.ts';
import { billRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { loadInvoice } from './load-invoice.ts';

/** The bills that an invoice was made of, in its order, whether they still stand or not. */
export async function billsOfInvoice(unit: Unit, invoiceId: string): Promise<readonly Bill[]> {
  const { content } = await loadInvoice(unit, invoiceId);
  // The latest first: whoever deletes a draft and saves anew may give the next one its id.
  const stored = await unit.all(billRecords, { index: ['invoice', invoiceId], descending: true });
  return content.bills.flatMap(({ contractId, period }) => {
    const found = stored.find(
      ({ bill }) => bill.contractId === contractId && bill.period.from === period.from,
    );
    return found === undefined ? [] : [found.bill];
  });
}
