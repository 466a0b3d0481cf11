import { add, subtract } from '../../money/arithmetic.ts';
import { isNegative, isZero, type Money, zero } from '../../money/money.ts';
import { type LedgerCredit, markOf } from '../records/ledger-credits.ts';
import { applicationRecords, type Fund, fundKey, type StoredApplication } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { totalOf } from './money-of.ts';
import { smaller } from './smaller.ts';

/**
 * How far invoices have what ledgers take of our credit notes off them. What the engine, or a person, paid from the
 * customer's credit before counts as well: of each amount once, for the first that asks.
 */
export class CreditsOnInvoices {
  readonly #unit: Unit;
  readonly #free = new Map<string, Money>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** What is still to be paid; below 0 when more was paid because of it than the ledger takes off now. */
  async missingOf(credit: LedgerCredit): Promise<Money> {
    const { invoiceId, amount } = credit;
    if (invoiceId === null) return amount;
    const paid = await this.paidBy(credit);
    const missing = subtract(amount, totalOf(paid, amount.currency));
    if (isZero(missing) || isNegative(missing)) return missing;
    const free = this.#free.get(invoiceId) ?? (await this.#ownCredit(invoiceId, amount.currency));
    const taken = smaller(free, missing);
    this.#free.set(invoiceId, subtract(free, taken));
    return subtract(missing, taken);
  }

  /** What was paid because of it, by fund. Money that never came was not; what went back to the customer was. */
  async paidBy(credit: LedgerCredit): Promise<readonly { fund: Fund; amount: Money }[]> {
    const rows = credit.invoiceId === null ? [] : await this.#rowsOf(credit.invoiceId);
    const mark = markOf(credit);
    return byFund(rows.filter(({ ledgerCreditId }) => ledgerCreditId === mark)).map(({ fund, amount }) => ({
      fund,
      amount: atLeastZero(smaller(amount, heldOf(rows, fund))),
    }));
  }

  /** What it was paid from the customer's credit without a ledger. */
  async #ownCredit(invoiceId: string, currency: string): Promise<Money> {
    const rows = await this.#rowsOf(invoiceId);
    const own = rows.filter(
      ({ kind, ledgerCreditId }) =>
        ledgerCreditId === undefined && (kind === 'credit' || kind === 'returned' || kind === 'reversal'),
    );
    const inFunds = byFund(own).map(({ fund, amount }) => ({
      amount: atLeastZero(smaller(amount, heldOf(rows, fund))),
    }));
    return totalOf(inFunds, currency);
  }

  #rowsOf(invoiceId: string): Promise<readonly StoredApplication[]> {
    return this.#unit.all(applicationRecords, { index: ['invoice', invoiceId] });
  }
}

/** What an invoice got of a fund, also when it went back to the customer, or a credit note freed it. */
function heldOf(rows: readonly StoredApplication[], fund: Fund): Money {
  const own = rows.filter((row) => fundKey(row.fund) === fundKey(fund));
  const { currency } = own[0]?.amount ?? { currency: '' };
  const had = own.filter(({ kind, refundId }) => refundId === null && kind !== 'freed');
  return totalOf(had, currency);
}

function byFund(rows: readonly StoredApplication[]): readonly { fund: Fund; amount: Money }[] {
  const sums = new Map<string, { fund: Fund; amount: Money }>();
  for (const { fund, amount } of rows) {
    const known = sums.get(fundKey(fund));
    sums.set(fundKey(fund), { fund, amount: known === undefined ? amount : add(known.amount, amount) });
  }
  return [...sums.values()];
}

const atLeastZero = (amount: Money): Money => (isNegative(amount) ? zero(amount.currency) : amount);
