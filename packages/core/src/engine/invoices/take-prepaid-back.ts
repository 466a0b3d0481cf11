import type { Invoice } from '../../invoice/invoice.ts';
import { add, compare } from '../../money/arithmetic.ts';
import { isZero } from '../../money/money.ts';
import { allocationOf } from '../payments/money-of.ts';
import { withdraw } from '../payments/withdraw.ts';
import type { Unit } from '../unit.ts';
import { prepaidFund } from './settle-at-issue.ts';

/**
 * Takes what prepaid accounts paid off the invoice, and off the customer's credit: it goes back to the accounts with what
 * they drew. The caller holds the customer's lock.
 *
 * @returns the accounts of whose money some was given to the customer: giving it back to them would count it twice
 */
export async function takePrepaidBack(
  unit: Unit,
  { id, content: { customerId, currency } }: Invoice,
  payments: Invoice['content']['prepaidPayments'],
): Promise<readonly string[]> {
  const short: string[] = [];
  for (const { accountId, amount } of payments) {
    const fund = prepaidFund(id, accountId);
    const { applications, credit } = await allocationOf(unit, fund, customerId, currency);
    const has = applications.reduce((sum, application) => add(sum, application.amount), credit);
    const isShort = compare(has, amount) < 0;
    const back = isShort ? has : amount;
    if (isShort) short.push(accountId);
    if (!isZero(back)) await withdraw(unit, { fund, customerId, currency, amount: back, kind: 'reversal' });
  }
  return short;
}
