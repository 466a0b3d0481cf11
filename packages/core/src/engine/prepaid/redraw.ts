import { isBillingError } from '../../errors/billing-error.ts';
import { appendPostings } from '../bills/append-postings.ts';
import type { EngineContext } from '../engine-context.ts';
import { workRecordId } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { lockLedger } from './account-ledger.ts';
import { drawsOfWork, type WorkDraws } from './draw-work.ts';
import { topUpAccount } from './top-up-account.ts';

/**
 * Draws anew for an entry that was edited, from the accounts that it had drawn from (R76). What can't be priced any more
 * draws nothing: the edit is worth more than the draw, and the next preview says what is wrong.
 */
export async function redraw(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  accountIds: readonly string[],
  entryId: string,
): Promise<void> {
  for (const accountId of accountIds) {
    const ledger = await lockLedger(unit, accountId);
    const { postings } = await ifPriced(drawsOfWork(unit, context, ledger, new Set([entryId])));
    await appendPostings(unit, workRecordId('entry', entryId), postings);
    await topUpAccount(unit, context, accountId);
  }
}

/** What can't be priced draws nothing. */
export async function ifPriced(draws: Promise<WorkDraws>): Promise<WorkDraws> {
  try {
    return await draws;
  } catch (error) {
    if (!isBillingError(error) || error.code.startsWith('STORAGE_')) throw error;
    return { postings: [], withoutPool: new Map() };
  }
}
