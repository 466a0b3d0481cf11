import { inputError } from '../../errors/parse-input.ts';
import { drawHistory } from '../../prepaid/draws.ts';
import type { PrepaidHistory } from '../bill-facts.ts';

/**
 * Refuses work that a prepaid account has paid for already, because a person chose it (R72): an allowance would take it
 * once more, and nobody would notice.
 *
 * @throws BillingError `BILL_INVALID` with the entry and the account.
 */
export function requireUndrawn(entryIds: Iterable<string>, prepaid: PrepaidHistory): void {
  const drawn = new Map<string, string>();
  for (const account of prepaid.accounts) {
    for (const { entryId } of drawHistory(account, prepaid.postings).active) {
      if (entryId !== null) drawn.set(entryId, account.id);
    }
  }
  for (const entryId of entryIds) {
    const accountId = drawn.get(entryId);
    if (accountId === undefined) continue;
    const message = `hold a draw of the entry "${entryId}" from "${accountId}": leave the entry out, or reverse its draws`;
    throw inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'postings'], message }]);
  }
}
