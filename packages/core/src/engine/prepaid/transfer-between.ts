import type { DecimalString } from '../../money/decimal-string.ts';
import type { IdSource } from '../../ports/ids.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { transferLot } from '../../prepaid/transfer.ts';
import { accountRecords, lotRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { lockLedger } from './account-ledger.ts';
import { byHand, postChange } from './change-lot.ts';

/** What of a lot is to be moved to another account. */
export interface TransferOrder {
  readonly lotId: string;
  readonly toAccountId: string;
  /** In hours or in the account's currency; `null` for all that is left. */
  readonly quantity: DecimalString | null;
  readonly reason?: string | null | undefined;
}

/** What a transfer has made. */
export interface PrepaidTransferred {
  /** The lot in the other account. Its invoice stays with the lot that it came from. */
  readonly lot: PrepaidLot;
  readonly postings: readonly PrepaidPosting[];
}

/** Moves a part of a lot to another account. Both are locked, in the order of their ids. */
export async function transferBetween(
  unit: Unit,
  ids: IdSource,
  { lotId, toAccountId, quantity, reason = null }: TransferOrder,
): Promise<PrepaidTransferred> {
  const { accountId } = await unit.load(lotRecords, lotId);
  const { customerId } = await unit.load(accountRecords, accountId);
  await unit.load(accountRecords, toAccountId);
  await unit.lock(`customer:${customerId}`);
  for (const id of [accountId, toAccountId].toSorted()) await unit.lock(`account:${id}`);
  const [from, to] = [await lockLedger(unit, accountId), await lockLedger(unit, toAccountId)];
  const lot = await unit.load(lotRecords, lotId);
  const route = { from: from.account, to: to.account, newLotId: ids.next('lot') };
  const change = { id: ids.next('transfer'), quantity, at: unit.at, reason };
  const made = transferLot(route, lot, from.postings, change);
  // What becomes of the invoice is a matter of the lot that was bought with it.
  const moved = { ...made.lot, sourceInvoiceId: null };
  await unit.add(lotRecords, moved);
  const [out, into] = made.postings;
  await postChange(unit, from, [out], byHand);
  await postChange(unit, to, [into], byHand);
  return { lot: moved, postings: made.postings };
}
