import type { Invoice } from '../../invoice/invoice.ts';
import { applyCredits } from '../../invoice/payment/apply-credits.ts';
import { add, negate, subtract } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money, zero } from '../../money/money.ts';
import { creditsOf, type FundCredit, moveCredit } from '../credits/credit-movements.ts';
import { invoiceRecords } from '../records/billing.ts';
import { type LedgerCredit, ledgerCredits, markOf } from '../records/ledger-credits.ts';
import { creditRecords, type Fund, fundKey, paymentRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { CreditsOnInvoices } from './credits-on-invoices.ts';
import { fundsOfInvoice } from './money-of.ts';
import { payInvoice, unpayInvoice } from './move-money.ts';
import { smaller } from './smaller.ts';

/**
 * Pays invoices from the customer's credit as ledgers take our credit notes off them, and takes back what they put back.
 * The caller holds the customer's lock.
 */
export async function seatCredits(unit: Unit, customerId: string): Promise<void> {
  const standing = await unit.all(ledgerCredits, { index: ['customer', customerId] });
  const onInvoices = new CreditsOnInvoices(unit);
  for (const credit of standing) {
    const missing = await onInvoices.missingOf(credit);
    if (isNegative(missing)) await putBack(unit, credit, { amount: negate(missing) });
    else if (!isZero(missing)) await follow(unit, credit, missing);
  }
}

/** The invoice, when our books can pay it from the credit that a ledger takes off it; or why they can't. */
export async function invoiceToPay(
  unit: Unit,
  { customerId, invoiceId, amount: { currency } }: LedgerCredit,
): Promise<Invoice | 'not-ours' | 'other-customer' | 'other-currency'> {
  const invoice = invoiceId === null ? null : await unit.find(invoiceRecords, invoiceId);
  if (invoice === null) return 'not-ours';
  if (invoice.content.customerId !== customerId) return 'other-customer';
  return invoice.content.currency === currency ? invoice : 'other-currency';
}

async function follow(unit: Unit, credit: LedgerCredit, missing: Money): Promise<void> {
  const { customerId } = credit;
  const invoice = await invoiceToPay(unit, credit);
  if (typeof invoice === 'string') return;
  const { currency } = missing;
  const credits = await nearestFirst(unit, credit, await creditsOf(unit, customerId, currency));
  const known = credits.map(({ creditId, left }) => ({ creditId, left }));
  const named = [{ invoiceId: invoice.id, amount: missing }];
  for (const { creditId, amount } of applyCredits(known, [invoice], currency, { named, rest: 'credit' })
    .uses) {
    const fund = credits.find((one) => one.creditId === creditId)?.fund;
    if (fund === undefined) continue;
    const movement = { customerId, fund, invoiceId: invoice.id };
    await moveCredit(unit, { ...movement, amount: negate(amount), kind: 'applied' });
    const ledgerCreditId = markOf(credit);
    await payInvoice(unit, { fund, invoiceId: invoice.id, amount, kind: 'credit', ledgerCreditId });
  }
}

/** What the credit note has credited comes first: its own credit, what it has freed, and what its invoice got too much. */
async function nearestFirst(
  unit: Unit,
  { creditNoteId, customerId }: LedgerCredit,
  credits: readonly FundCredit[],
): Promise<readonly FundCredit[]> {
  const corrected = (await unit.load(invoiceRecords, creditNoteId)).credits?.invoiceId;
  const near = new Set([fundKey({ kind: 'credit-note', id: creditNoteId })]);
  for (const row of await unit.all(creditRecords, { index: ['customer', customerId] }))
    if (row.kind === 'returned' && row.invoiceId === corrected) near.add(fundKey(row.fund));
  for (const { id, meant } of await unit.all(paymentRecords, { index: ['customer', customerId] }))
    if (meant.some(({ invoiceId }) => invoiceId === corrected)) near.add(fundKey({ kind: 'payment', id }));
  const isNear = ({ creditId }: FundCredit): boolean => near.has(creditId);
  return [...credits.filter(isNear), ...credits.filter((one) => !isNear(one))];
}

/** What is put back of a ledger's credit. */
interface PuttingBack {
  /** `null`: all that is left of it. */
  readonly amount: Money | null;
  /** Only what was paid from this fund. Default: any. */
  readonly only?: Fund | undefined;
}

/** Makes customer's credit again of what was paid because a ledger took it off, the last first; tells how much. */
export async function putBack(
  unit: Unit,
  credit: LedgerCredit,
  { amount, only }: PuttingBack,
): Promise<Money> {
  const { customerId, invoiceId } = credit;
  const ledgerCreditId = markOf(credit);
  let done = zero(credit.amount.currency);
  if (invoiceId === null) return done;
  const has = new Map((await fundsOfInvoice(unit, invoiceId)).map((one) => [fundKey(one.fund), one.amount]));
  const paid = await new CreditsOnInvoices(unit).paidBy(credit);
  for (const { fund, amount: own } of paid.toReversed()) {
    if (only !== undefined && fundKey(only) !== fundKey(fund)) continue;
    const there = smaller(own, has.get(fundKey(fund)) ?? zero(own.currency));
    const part = amount === null ? there : smaller(subtract(amount, done), there);
    if (isZero(part) || isNegative(part)) continue;
    await unpayInvoice(unit, { fund, invoiceId, amount: part, kind: 'returned', ledgerCreditId });
    await moveCredit(unit, { customerId, amount: part, kind: 'returned', fund, invoiceId });
    done = add(done, part);
  }
  return done;
}

/** Takes credit of a fund back from what ledgers have taken off, since it is wanted for what it was meant for; how much. */
export async function reclaim(unit: Unit, customerId: string, fund: Fund, amount: Money): Promise<Money> {
  let done = zero(amount.currency);
  const standing = await unit.all(ledgerCredits, { index: ['customer', customerId] });
  for (const credit of standing.toReversed()) {
    const left = subtract(amount, done);
    if (isZero(left) || credit.amount.currency !== amount.currency) continue;
    done = add(done, await putBack(unit, credit, { amount: left, only: fund }));
  }
  return done;
}
