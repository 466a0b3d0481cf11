import { drawHistory } from '../../prepaid/draws.ts';
import { reverseDraws } from '../../prepaid/reverse.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { accountRecords } from '../records/billing.ts';
import { workRecordId } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { lockLedger } from './account-ledger.ts';

/**
 * Gives back what an entry has drawn that no bill has taken (R76): exactly what it took, to the lots that it took it of.
 * The caller holds the customer's lock.
 *
 * @returns the accounts from which it had drawn
 */
export async function returnDraws(
  unit: Unit,
  customerId: string,
  entryId: string,
  reason: string,
): Promise<readonly string[]> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  const drawn: string[] = [];
  for (const id of accounts.map((account) => account.id).toSorted()) {
    const { account, postings } = await lockLedger(unit, id);
    const reversals = reverseDraws(account, postings, entryId, { at: unit.at, reason });
    if (reversals.length === 0) continue;
    await appendPostings(unit, workRecordId('entry', entryId), reversals);
    drawn.push(id);
  }
  return drawn;
}

/** The accounts of a customer from which an entry has drawn. */
export async function drawnAccounts(
  unit: Unit,
  customerId: string,
  entryId: string,
): Promise<readonly string[]> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  const drawn: string[] = [];
  for (const { id } of accounts) {
    const { account, postings } = await lockLedger(unit, id);
    if (drawHistory(account, postings).active.some((draw) => draw.entryId === entryId)) drawn.push(id);
  }
  return drawn;
}
