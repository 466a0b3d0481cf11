import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import { accountRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';

/** A customer's prepaid accounts with all their lots and postings, for looking only: nothing is locked. */
export async function readPrepaidOf(unit: Unit, customerId: string): Promise<PrepaidHistory> {
  const ledgers = [];
  for (const { id } of await unit.all(accountRecords, { index: ['customer', customerId] }))
    ledgers.push(await readLedger(unit, id));
  return {
    accounts: ledgers.map(({ account }) => account),
    lots: ledgers.flatMap(({ lots }) => lots),
    postings: ledgers.flatMap(({ postings }) => postings),
  };
}
