import { adjustLot } from '../../prepaid/adjust.ts';
import { remainingUnits } from '../../prepaid/balance.ts';
import { creditLot, type PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { reversePosting } from '../../prepaid/reverse.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { lotRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';
import { type AccountLedger, lockLedger } from './account-ledger.ts';
import { requireUnused, takingBackId, takingsBack } from './lot-use.ts';
import { settleAccount } from './settle-account.ts';
import { forgetFailures, noteFailure } from './top-up-failures.ts';

/** What became of the invoice of a purchase. */
export type PurchaseOccasion = 'issued' | 'paid';

/** Why a purchase is taken back. */
export type PurchaseEnd = 'deleted' | 'voided' | 'reopened' | 'bounced';

/**
 * Makes the lots usable that were bought with an invoice: those of accounts that count from its issue when it is issued,
 * all others when it is paid (R73). Lots that are usable already stay as they are, so calling again is harmless. The
 * caller holds the customer's lock.
 */
export async function creditLotsOfInvoice(
  unit: Unit,
  invoiceId: string,
  occasion: PurchaseOccasion,
): Promise<void> {
  for (const [accountId, lots] of await lotsByAccount(unit, invoiceId)) {
    const ledger = await lockLedger(unit, accountId);
    const { usableFrom } = ledger.account;
    if (occasion === 'paid') await forgetFailures(unit, accountId);
    if (occasion === 'issued' && usableFrom !== 'issue') continue;
    const waiting = lots.filter(({ usableAt }) => usableAt === null);
    for (const lot of waiting) await credit(unit, ledger, lot, invoiceId);
    if (waiting.length > 0) await settleAccount(unit, accountId);
  }
}

/** Credits a lot whose account is locked; what was taken from it when its payment failed comes back. */
export async function credit(
  unit: Unit,
  { account, postings }: AccountLedger,
  lot: PrepaidLot,
  owner: string,
): Promise<void> {
  const { lot: usable, posting } = creditLot(account, lot, unit.at);
  const { standing } = takingsBack(account, lot, postings);
  const isKnown = postings.some(({ key }) => key === posting.key);
  const made = isKnown
    ? standing.flatMap(({ key }) => reversePosting(account, postings, key, { at: unit.at }))
    : [posting];
  await appendPostings(unit, owner, made);
  await unit.save(lotRecords, usable);
  unit.emit('prepaid.topped-up', { accountId: account.id, lotId: lot.id });
}

/**
 * Takes back what an invoice has brought into prepaid accounts. A draft that is deleted, and an invoice that is voided,
 * leave no lot; a payment that bounced leaves the lot waiting for another one, and one that is reopened for its next
 * issue. What work has drawn of it then stays drawn: it is owed by the invoice. The caller holds the customer's lock.
 *
 * @throws BillingError `PREPAID_SHORT` when an invoice is to be voided of whose lot something was drawn, refunded or
 * transferred: release that first, or credit the invoice.
 */
export async function uncreditLotsOfInvoice(unit: Unit, invoiceId: string, why: PurchaseEnd): Promise<void> {
  for (const [accountId, lots] of await lotsByAccount(unit, invoiceId)) {
    const ledger = await lockLedger(unit, accountId);
    const { account, postings } = ledger;
    for (const lot of lots) {
      const isNew = !postings.some(({ lotId }) => lotId === lot.id);
      if (why === 'bounced' || why === 'reopened') {
        // From its issue on the lot is good whether or not it was paid.
        const isGood = why === 'bounced' && account.usableFrom === 'issue';
        if (isGood || lot.usableAt === null) continue;
        await takeBack(unit, ledger, lot, `${invoiceId} ${why}`);
        await unit.save(lotRecords, { ...lot, usableAt: null });
      } else if (isNew) {
        await unit.drop(lotRecords, lot.id);
      } else {
        requireUnused(account, lot, postings);
        await takeBack(unit, ledger, lot, `${invoiceId} ${why}`);
        // Nothing is left of it, and nothing will come: it waits no more.
        await unit.save(lotRecords, { ...lot, usableAt: lot.usableAt ?? unit.at });
      }
    }
    if (why === 'bounced') await noteFailure(unit, accountId, `the payment of "${invoiceId}" bounced`);
  }
}

/** Takes all that is left out of a lot, by an adjustment. */
async function takeBack(
  unit: Unit,
  { account, postings }: AccountLedger,
  lot: PrepaidLot,
  reason: string,
): Promise<void> {
  if (remainingUnits(account, lot.id, postings) <= 0n) return;
  const { turn } = takingsBack(account, lot, postings);
  const adjustment = { id: takingBackId(lot.id, turn), quantity: null, at: unit.at, reason };
  await appendPostings(unit, lot.sourceInvoiceId ?? lot.id, [adjustLot(account, lot, postings, adjustment)]);
}

/** The lots of an invoice by account, in the order in which accounts are locked. */
async function lotsByAccount(
  unit: Unit,
  invoiceId: string,
): Promise<readonly (readonly [accountId: string, lots: readonly PrepaidLot[]])[]> {
  const lots = await unit.all(lotRecords, { index: ['invoice', invoiceId] });
  const accountIds = [...new Set(lots.map(({ accountId }) => accountId))].toSorted();
  return accountIds.map((id) => [id, lots.filter(({ accountId }) => accountId === id)]);
}
