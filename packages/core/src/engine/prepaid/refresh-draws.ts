import { drawHistory } from '../../prepaid/draws.ts';
import { sumUnits } from '../../prepaid/balance.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { EngineContext } from '../engine-context.ts';
import { accountRecords } from '../records/billing.ts';
import { workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { type AccountLedger, lockLedger } from './account-ledger.ts';
import { ifPriced, redraw } from './redraw.ts';
import { drawsOfWork } from './draw-work.ts';
import { returnDraws } from './return-draws.ts';

/** More hours, or money, than any work needs. */
const boundless = '1000000000';

/**
 * Work that is rounded or priced together changes what its neighbours need: draws that have become more than their work
 * needs are given back and drawn anew, since no bill takes up more than that (R76). Draws that are less stay as they were
 * chosen. The caller holds the customer's lock.
 */
export async function refreshDraws(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  customerId: string,
): Promise<void> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  for (const id of accounts.map((account) => account.id).toSorted()) {
    const ledger = await lockLedger(unit, id);
    const chosen = await chosenDraws(unit, ledger);
    if (chosen.length === 0) continue;
    for (const entryId of await drawnTooMuch(unit, context, ledger, chosen)) {
      await returnDraws(unit, customerId, entryId, 'work that counts together has changed');
      await redraw(unit, context, [id], entryId);
    }
  }
}

/** The draws that stand of work that no bill has taken. */
async function chosenDraws(
  unit: Unit,
  { account, postings }: AccountLedger,
): Promise<readonly PrepaidPosting[]> {
  const chosen: PrepaidPosting[] = [];
  const open = new Map<string, boolean>();
  for (const draw of drawHistory(account, postings).active) {
    const { entryId } = draw;
    if (entryId === null) continue;
    if (!open.has(entryId)) {
      const record = await unit.find(workRecords, workRecordId('entry', entryId));
      open.set(entryId, record !== null && record.billId === null);
    }
    if (open.get(entryId) === true) chosen.push(draw);
  }
  return chosen;
}

async function drawnTooMuch(
  unit: Unit,
  context: Pick<EngineContext, 'plugins'>,
  { account, stored }: AccountLedger,
  chosen: readonly PrepaidPosting[],
): Promise<ReadonlySet<string>> {
  const entryIds = new Set(chosen.flatMap(({ entryId }) => entryId ?? []));
  const endless = { account: { ...account, overdraft: boundless }, lots: [], postings: [], stored };
  const needs = await ifPriced(drawsOfWork(unit, context, endless, entryIds));
  const tooMuch = chosen.filter((draw) => {
    const isSame = (one: PrepaidPosting): boolean => one.entryId === draw.entryId && one.part === draw.part;
    const drawn = sumUnits(account, chosen.filter(isSame));
    return -drawn > -sumUnits(account, needs.postings.filter(isSame));
  });
  return new Set(tooMuch.flatMap(({ entryId }) => entryId ?? []));
}
