import { openAmount } from '../../invoice/life/open-amount.ts';
import { isZero } from '../../money/money.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import type { AccountLedger } from './account-ledger.ts';
import { unitsToCome } from './lot-use.ts';

/** What of an account is invoiced and can still be paid, in whole steps: what was given up will never come (R74). */
export async function unitsInFlight(unit: Unit, { account, lots, postings }: AccountLedger): Promise<bigint> {
  let sum = 0n;
  for (const lot of lots.filter(({ usableAt }) => usableAt === null)) {
    const invoice = await unit.find(invoiceRecords, lot.sourceInvoiceId ?? '');
    if (invoice === null) continue;
    if (invoice.settlement !== 'draft' && isZero(openAmount(invoice))) continue;
    sum += unitsToCome(account, lot, postings);
  }
  return sum;
}
