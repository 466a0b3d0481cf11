import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { accountRecords, lotRecords, postingRecords, type StoredPosting } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/** A prepaid account with all its lots and postings. */
export interface AccountLedger {
  readonly account: PrepaidAccount;
  readonly lots: readonly PrepaidLot[];
  readonly postings: readonly PrepaidPosting[];
  /** The postings with what they were made for. */
  readonly stored: readonly StoredPosting[];
}

/**
 * A prepaid account with all its lots and postings, as they are stored.
 *
 * @throws BillingError `NOT_FOUND` when there is no such account.
 */
export async function readLedger(unit: Unit, accountId: string): Promise<AccountLedger> {
  const account = await unit.load(accountRecords, accountId);
  const lots = await unit.all(lotRecords, { index: ['account', accountId] });
  const stored = await unit.all(postingRecords, { index: ['account', accountId] });
  return { account, lots, stored, postings: stored.map(({ posting }) => posting) };
}

/** The same, read under the account's lock: nobody else changes it before the call has ended (R75). */
export async function lockLedger(unit: Unit, accountId: string): Promise<AccountLedger> {
  await unit.lock(`account:${accountId}`);
  return readLedger(unit, accountId);
}
