import { sumUnits } from '../../prepaid/balance.ts';
import { fromLedgerQuantity, textOfUnits } from '../../prepaid/ledger-quantity.ts';
import { topUpDue } from '../../prepaid/top-up.ts';
import type { EngineContext } from '../engine-context.ts';
import { issueInvoices } from '../invoices/issue-invoices.ts';
import { accountRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { lockLedger } from './account-ledger.ts';
import { buyLot } from './buy-lot.ts';
import { topUpFailures } from './top-up-failures.ts';
import { unitsInFlight } from './units-in-flight.ts';

/**
 * Invoices a top-up when an account is below its threshold (R74). What is invoiced and not paid counts, and the account is
 * locked: of two calls at once one makes an invoice. The caller holds the customer's lock.
 *
 * @returns the id of the invoice, or `null` when none was due
 */
export async function topUpAccount(
  unit: Unit,
  context: Pick<EngineContext, 'ids'>,
  accountId: string,
): Promise<string | null> {
  const ledger = await lockLedger(unit, accountId);
  const { account, postings } = ledger;
  const balance = textOfUnits(account, sumUnits(account, postings));
  const decision = topUpDue(account, {
    balance,
    inFlight: textOfUnits(account, await unitsInFlight(unit, ledger)),
    now: unit.at,
    failures: await topUpFailures(unit, accountId),
  });
  if (decision.status !== 'due' || account.topUp === null) return null;
  const { quantity, price } = decision;
  const { invoice } = await buyLot(unit, context, ledger, { accountId, quantity, price });
  if (invoice === null) return null;
  const written = fromLedgerQuantity(account, balance);
  unit.emit('prepaid.low', { accountId, invoiceId: invoice.id, amount: price, balance: written });
  // One that is refused, for example since a plugin wants to see it first, waits as a draft.
  if (account.topUp.invoice === 'issue') await issueInvoices(unit, [invoice.id]);
  return invoice.id;
}

/** Looks at all accounts of a customer after something was drawn from them (R74). The caller holds the customer's lock. */
export async function topUpAccountsOf(
  unit: Unit,
  context: Pick<EngineContext, 'ids'>,
  customerId: string,
): Promise<void> {
  const accounts = await unit.all(accountRecords, { index: ['customer', customerId] });
  const filled = accounts.filter(({ topUp }) => topUp !== null).map(({ id }) => id);
  for (const id of filled.toSorted()) await topUpAccount(unit, context, id);
}
