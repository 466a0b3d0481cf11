import type { Bill } from '../../../bill/bill.ts';
import { add, subtract, sum } from '../../../money/arithmetic.ts';
import { minorDigits } from '../../../money/currency.ts';
import { type Decimal, decimal } from '../../../money/decimal.ts';
import type { Money } from '../../../money/money.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { broken, holds, type Law, type Verdict } from '../law.ts';
import { exactAmount, inMoney } from '../sums.ts';
import { coverAndCaps, withoutContract } from './without-contract.ts';

/** Adds up a bill, and compares it with what the same work would cost without allowances, pools and caps. */
export const moneyConservation: Law<BillCase> = {
  name: 'money-conservation',
  says: 'What work costs is invoiced, drawn, covered or written off; and lines, discounts and taxes make the total.',
  exceptions: {
    'tiers-or-pieces':
      'What is covered counts in no tier and carries no price per piece, so the rest costs something else.',
    'rates-above': 'Work above an allowance has a price of its own.',
    'held-back': 'What the contract holds back has no price yet.',
  },
  judge(given) {
    const bill = billCase(given);
    const wrong = wrongTotals(bill);
    if (wrong !== null) return wrong;
    if (isRepriced(bill, given)) return { outcome: 'exception', exception: 'rates-above' };
    if (bill.blocked.some(({ reason }) => reason === 'quota' || reason === 'over-cap'))
      return { outcome: 'exception', exception: 'held-back' };
    const free = billCase(given, withoutContract(given.facts, given.policy));
    const byTime = free.charges.every(
      ({ unit, trace }) => unit === 'hour' && trace.every(({ code }) => code !== 'tier'),
    );
    return byTime ? compare(bill, free) : { outcome: 'exception', exception: 'tiers-or-pieces' };
  },
};

/**
 * Whether work above an allowance has a price of its own on the bill. A charge tells it; what money covers does not tell
 * the price it was covered at, so there an allowance that sets one is enough.
 */
function isRepriced({ charges, covered }: Bill, { facts, policy }: BillCase): boolean {
  const isAbove = charges.some(({ trace }) => trace.some(({ code }) => aboveCodes.has(code)));
  if (isAbove || covered.every(({ amount }) => amount === null)) return isAbove;
  return coverAndCaps(facts, policy).cover.some(
    ({ part }) => part.basis === 'allowance' && !keepsPrice.has(part.allowance.exhausted),
  );
}

const aboveCodes: ReadonlySet<string> = new Set(['overage-rate', 'overage-factor']);
const keepsPrice: ReadonlySet<string> = new Set(['charge', 'prepaid', 'block']);

function wrongTotals({ lines, totals, currency }: Bill): Verdict | null {
  const subtotal = sum(
    lines.map(({ amount }) => amount),
    currency,
  );
  const net = subtract(totals.subtotal, totals.discount);
  const total = add(add(totals.net, totals.tax), totals.rounding);
  const taxed = totals.taxes.length === 0 || totals.net.amount === net.amount;
  const checks: readonly (readonly [string, Money, Money])[] = [
    ['a subtotal of', subtotal, totals.subtotal],
    // Where prices contain tax, the net amount is what is left of them without it.
    ...(taxed
      ? [['a net amount of', net, totals.net] as const, ['a total of', total, totals.total] as const]
      : []),
  ];
  const wrong = checks.find(([, expected, found]) => expected.amount !== found.amount);
  if (wrong === undefined) return null;
  const [what, expected, found] = wrong;
  return broken({ expected: `${what} ${expected.amount} ${currency}`, found: `${found.amount} ${currency}` });
}

/** A split in money may be wrong by half a cent, and by the price of half a second for its seconds. */
function compare(bill: Bill, free: Bill): Verdict {
  const { currency } = bill;
  const prices = new Map(
    free.charges.map((charge) => [`${charge.entryId} ${charge.band}`, decimal(charge.unitPrice)]),
  );
  const halfCent = decimal(`0.${'0'.repeat(minorDigits(currency))}5`);
  let found = total(bill.charges.map(exactAmount));
  // A third of a cent has no last decimal place.
  let slack = decimal('0.000001');
  for (const { entryId, band, billedSeconds, amount, by } of bill.covered) {
    const price = prices.get(`${entryId} ${band}`) ?? decimal(0);
    if (by.kind === 'incident') continue;
    found = found.plus(amount === null ? price.times(billedSeconds).dividedBy(3600) : amount.amount);
    if (amount !== null) slack = slack.plus(halfCent).plus(price.dividedBy(7200));
  }
  const expected = total(free.charges.map(exactAmount));
  if (found.lessThanOrEqualTo(expected.plus(slack)) && expected.lessThanOrEqualTo(found.plus(slack)))
    return holds;
  return broken({
    expected: inMoney(expected, currency),
    found: inMoney(found, currency),
    charges: [
      { title: 'without the contract', charges: free.charges },
      { title: 'on the bill', charges: bill.charges },
    ],
  });
}

const total = (amounts: readonly Decimal[]): Decimal =>
  amounts.reduce((added, amount) => added.plus(amount), decimal(0));
