import { inputError } from '../../errors/parse-input.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { asJson } from '../as-json.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { accountRecords, lotRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { type AccountLedger, lockLedger } from './account-ledger.ts';
import { isTakingBack } from './lot-use.ts';
import { settleAccount } from './settle-account.ts';

/** The owner of what people change by hand. */
export const byHand = 'by-hand';

/** A lot, and the ledger that it is in. */
export interface LotToChange {
  readonly lot: PrepaidLot;
  readonly ledger: AccountLedger;
}

/**
 * Reads a lot that can be used, under the locks of its customer and its account.
 *
 * @throws BillingError `NOT_FOUND`, or `PREPAID_POSTING_INVALID` while it waits for its invoice.
 */
export async function lockLot(unit: Unit, lotId: string): Promise<LotToChange> {
  const { accountId } = await unit.load(lotRecords, lotId);
  const { customerId } = await unit.load(accountRecords, accountId);
  await unit.lock(`customer:${customerId}`);
  const ledger = await lockLedger(unit, accountId);
  const lot = await unit.load(lotRecords, lotId);
  requireUsable(lot, ['lotId']);
  return { lot, ledger };
}

function requireUsable({ id, usableAt }: PrepaidLot, path: readonly string[]): void {
  if (usableAt !== null) return;
  const message = `is the lot "${id}", which waits for its invoice: there is nothing in it`;
  throw inputError('PREPAID_POSTING_INVALID', [{ path: [...path], message }]);
}

/**
 * Refuses to reverse by its key what something else stands behind: a draw is of a bill or of the choice of a person, and
 * what an invoice has taken back comes with the invoice.
 *
 * @throws BillingError `PREPAID_POSTING_INVALID`
 */
export function requireByHand({ postings, lots }: AccountLedger, key: string): void {
  const posting = postings.find((one) => one.key === key);
  const refuse = (message: string): never => {
    throw inputError('PREPAID_POSTING_INVALID', [{ path: ['key'], message: `"${key}" ${message}` }]);
  };
  if (posting?.kind === 'draw') refuse('is a draw: give back the entry, or release the bill that has it');
  if (isTakingBack(key)) refuse('was made by an invoice that is void or not paid any more');
  const lot = lots.find(({ id }) => id === posting?.lotId);
  if (lot !== undefined) requireUsable(lot, ['key']);
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
