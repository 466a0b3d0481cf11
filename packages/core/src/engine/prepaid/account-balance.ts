import { balanceAt } from '../../prepaid/balance.ts';
import { fromLedgerQuantity, type LedgerQuantity, textOfUnits } from '../../prepaid/ledger-quantity.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { type Instant, instant } from '../../time/instant.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';
import { unitsInFlight } from './units-in-flight.ts';

/** What an account has at an instant. */
export interface AccountBalance {
  readonly accountId: string;
  readonly at: Instant;
  /** The sum of its postings: seconds, or money. */
  readonly balance: LedgerQuantity;
  /** The same in hours, or in money. */
  readonly written: DecimalString;
  /** What is invoiced and not usable yet, as of now. */
  readonly inFlight: LedgerQuantity;
  /** What was drawn beyond what the lots had: 0, or below it. */
  readonly overdrawn: LedgerQuantity;
  /** In the order of their ids, with what is left of each. */
  readonly lots: readonly { readonly lot: PrepaidLot; readonly left: LedgerQuantity }[];
}

/** What an account has, by its ledger (R77). */
export async function balanceOfAccount(
  unit: Unit,
  accountId: string,
  when: Instant,
): Promise<AccountBalance> {
  const at = instant(when);
  const ledger = await readLedger(unit, accountId);
  const { account, lots, postings } = ledger;
  const balance = balanceAt(account, postings, at);
  return {
    accountId,
    at,
    balance,
    written: fromLedgerQuantity(account, balance),
    inFlight: textOfUnits(account, await unitsInFlight(unit, ledger)),
    overdrawn: balanceAt(account, postings, at, { lotId: null }),
    lots: lots.map((lot) => ({ lot, left: balanceAt(account, postings, at, { lotId: lot.id }) })),
  };
}
