import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import { accountRecords, lotRecords, postingRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/**
 * A customer's prepaid accounts with all their lots and postings, read under the locks of the accounts: nobody else
 * draws from them before this call has ended (R75).
 */
export async function lockPrepaidOf(unit: Unit, customerId: string): Promise<PrepaidHistory> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  for (const id of accounts.map((account) => account.id).toSorted()) await unit.lock(`account:${id}`);
  // Of nothing that is locked nothing has to be read anew.
  if (accounts.length === 0) return { accounts, lots: [], postings: [] };
  return readPrepaidOf(unit, customerId);
}

/** A customer's prepaid accounts with all their lots and postings, for those who only look. */
export async function readPrepaidOf(unit: Unit, customerId: string): Promise<PrepaidHistory> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  const lots: PrepaidHistory['lots'][number][] = [];
  const postings: PrepaidHistory['postings'][number][] = [];
  for (const { id } of accounts) {
    lots.push(...(await unit.all(lotRecords, { index: ['account', id] })));
    const ledger = await unit.all(postingRecords, { index: ['account', id] });
    postings.push(...ledger.map(({ posting }) => posting));
  }
  return { accounts, lots, postings };
}
