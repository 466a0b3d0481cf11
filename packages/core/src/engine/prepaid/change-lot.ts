import { inputError } from '../../errors/parse-input.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { asJson } from '../as-json.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { accountRecords, lotRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { type AccountLedger, lockLedger } from './account-ledger.ts';
import { settleAccount } from './settle-account.ts';

/** The owner of what people change by hand. */
export const byHand = 'by-hand';

/** A lot, and the ledger that it is in. */
export interface LotToChange {
  readonly lot: PrepaidLot;
  readonly ledger: AccountLedger;
}

/**
 * Reads a lot under the locks of its customer and its account.
 *
 * @throws BillingError `NOT_FOUND`
 */
export async function lockLot(unit: Unit, lotId: string): Promise<LotToChange> {
  const { accountId } = await unit.load(lotRecords, lotId);
  const { customerId } = await unit.load(accountRecords, accountId);
  await unit.lock(`customer:${customerId}`);
  const ledger = await lockLedger(unit, accountId);
  return { lot: await unit.load(lotRecords, lotId), ledger };
}

/**
 * Refuses to reverse a draw by its key: a bill, or the choice of a person, stands behind it.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID`
 */
export function requireNoDraw(postings: readonly PrepaidPosting[], key: string): void {
  if (postings.find((posting) => posting.key === key)?.kind !== 'draw') return;
  const message = `"${key}" is a draw: give back the entry, or release the bill that has it`;
  throw inputError('PREPAID_POSTING_INVALID', [{ path: ['key'], message }]);
}

/** Writes what a person has changed by hand: once, however often the change comes in. */
export async function postChange(
  unit: Unit,
  { account, postings }: Pick<AccountLedger, 'account' | 'postings'>,
  made: readonly PrepaidPosting[],
  owner: string,
): Promise<void> {
  const known = new Set(postings.map(({ key }) => key));
  const news = made.filter(({ key }) => !known.has(key));
  if (news.length === 0) return;
  await appendPostings(unit, owner, news);
  await settleAccount(unit, account.id);
  const subject = { kind: 'prepaid-account', id: account.id };
  unit.note({ action: `prepaid.${news[0]?.kind ?? ''}`, subject, before: null, after: asJson(news) });
}
