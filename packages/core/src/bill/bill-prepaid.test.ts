import { describe, expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { drawChosen } from '../prepaid/draw-chosen.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../prepaid/prepaid-lot.ts';
import { openPool } from '../prepaid/prepaid-pool.ts';
import { reverseDraws } from '../prepaid/reverse.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { billOf, exampleContract, exampleRating, linesOf, workOf } from '../testing/bill-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Bill } from './bill.ts';

const at = '2026-06-01T00:00:00.000Z';
const zone = 'Europe/Berlin';
const ofHours = { id: 'of-hours', kind: 'pool', accountId: 'hours' } as const;
const ofMoney = { id: 'of-money', kind: 'pool', accountId: 'budget' } as const;
const allowance = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' } as const;

interface Prepaid {
  readonly account: PrepaidAccount;
  readonly lots: readonly PrepaidLot[];
  readonly ledger: readonly PrepaidPosting[];
}

const hours = hoursAccount({ burn: { 'after-hours': '1.5' } });
const budget = moneyAccount();
const twoHours: Prepaid = { account: hours, ...paidLots(hours, { id: 'A', quantity: '2' }) };
const budgetOf = (quantity: string): Prepaid => ({
  account: budget,
  ...paidLots(budget, { id: 'B', quantity }),
});

const historyOf = ({ account, lots, ledger }: Prepaid, drawn: readonly PrepaidPosting[] = []) => ({
  prepaid: { accounts: [account], lots, postings: [...ledger, ...drawn] },
});

/** What a person draws for some of the work. */
function choose(
  { account, lots, ledger }: Prepaid,
  work: readonly TimeEntry[],
  drawn: readonly PrepaidPosting[] = [],
) {
  const charges = compileRater(exampleRating).rate(work);
  return drawChosen(openPool(account, lots, [...ledger, ...drawn], at), charges, { zone });
}

const billed = (
  components: Parameters<typeof exampleContract>[0],
  work: readonly TimeEntry[],
  history: ReturnType<typeof historyOf>,
): Bill => billOf(exampleContract(components), { work, history, at });

const whoPays = ({ covered }: Bill): readonly string[] =>
  covered.map(({ entryId, by, billedSeconds }) => `${entryId} ${by.componentId} ${billedSeconds / 60} min`);

describe('R72: work that a person chose to be paid from a pool', () => {
  test.each([
    ['hours', ofHours, twoHours],
    ['money', ofMoney, budgetOf('200.00')],
  ] as const)(
    'of %s, leaves the postings and the bill that the run would have left by itself',
    (_, pool, prepaid) => {
      const work = [
        workOf(1.5),
        workOf(1, { id: 'te_2', date: '2026-03-03', timeBand: 'after-hours' }),
        workOf(1, { id: 'te_3', date: '2026-03-04' }),
      ];
      const automatic = billed({ components: [pool] }, work, historyOf(prepaid));
      const drawn = choose(prepaid, work);
      const after = billed({ components: [{ ...pool, draws: 'chosen' }] }, work, historyOf(prepaid, drawn));
      expect(drawn).toEqual(automatic.postings);
      expect(after.postings).toEqual([]);
      expect({ ...after, postings: drawn }).toEqual(automatic);
    },
  );

  test('is covered before an allowance could take it, and only the rest goes its usual way', () => {
    // 3 h: 2 h were drawn, so the allowance pays for the third; of te_2, it pays for 1 h, and 1 h is charged.
    const work = [workOf(3), workOf(2, { id: 'te_2', date: '2026-03-03' })];
    const drawn = choose(twoHours, [workOf(3)]);
    const bill = billed({ components: [allowance, ofHours] }, work, historyOf(twoHours, drawn));
    expect(whoPays(bill)).toEqual(['te_1 of-hours 120 min', 'te_1 support 60 min', 'te_2 support 60 min']);
    expect(linesOf(bill)[0]).toBe('time 1 × 120.00 = 120.00');
  });

  test('with money is covered before an allowance, whose hours then go to the rest', () => {
    const work = [workOf(3), workOf(1, { id: 'te_2', date: '2026-03-03' })];
    const drawn = choose(budgetOf('120.00'), [workOf(3)]);
    const bill = billed({ components: [allowance, ofMoney] }, work, historyOf(budgetOf('120.00'), drawn));
    expect(whoPays(bill).toSorted()).toEqual([
      'te_1 of-money 60 min',
      'te_1 support 60 min',
      'te_2 support 60 min',
    ]);
    expect(bill.totals.total.amount).toBe('120.00');
    expect(bill.postings).toEqual([]);
  });

  test('is all that a pool pays for when its component says so', () => {
    const work = [workOf(1), workOf(1, { id: 'te_2' })];
    const drawn = choose(twoHours, [workOf(1, { id: 'te_2' })]);
    const bill = billed({ components: [{ ...ofHours, draws: 'chosen' }] }, work, historyOf(twoHours, drawn));
    expect(whoPays(bill)).toEqual(['te_2 of-hours 60 min']);
    expect(bill.lines.map(({ description }) => description).at(-1)).toBe('covered by “hours”, 1 h left');
  });

  test('draws the rest of its work under a name of its own when the pool was filled up in between', () => {
    const drawn = choose(budgetOf('120.00'), [workOf(2)]);
    const more = paidLots(budget, { id: 'B', quantity: '120.00' }, { id: 'C', quantity: '60.00' });
    const bill = billed(
      { components: [ofMoney] },
      [workOf(2)],
      historyOf({ account: budget, ...more }, drawn),
    );
    expect(bill.postings.map(({ part, lotId, quantity }) => [part, lotId, quantity])).toEqual([
      ['business (2)', 'C', '-60.00'],
    ]);
    expect(bill.totals.total.amount).toBe('60.00');
  });

  test('of which a pool paid a part of a price per piece leaves the rest of that price', () => {
    const piece = workOf(1, { workItem: { kind: 'ticket', id: '1' } });
    const rating = {
      ...exampleRating,
      rateCard: {
        ...exampleRating.rateCard!,
        versions: exampleRating.rateCard!.versions.map((version) => ({
          ...version,
          rules: [{ ...version.rules[0]!, price: { kind: 'fixed', price: '50.00' } }],
        })),
      },
    };
    const prepaid = budgetOf('20.00');
    const pool = openPool(budget, prepaid.lots, prepaid.ledger, at);
    const drawn = drawChosen(pool, compileRater(rating).rate([piece]), { zone });
    const contract = exampleContract({ components: [ofMoney] });
    const bill = billOf(contract, { work: [piece], history: historyOf(prepaid, drawn), at }, { rating });
    expect([drawn.map(({ quantity }) => quantity), bill.totals.total.amount]).toEqual([['-20.00'], '30.00']);
  });

  test.each<[string, TimeEntry[]]>([
    ['is shorter now', [workOf(1)]],
    ['is in another band now', [workOf(2, { timeBand: 'after-hours' })]],
    ['is not billable any more', [workOf(2, { billable: false })]],
  ])('R76: that %s is refused until its draws are reversed', (_, work) => {
    const drawn = choose(twoHours, [workOf(2)]);
    expect(() => billed({ components: [ofHours] }, work, historyOf(twoHours, drawn))).toThrow(
      /^BILL_INVALID: .*hold a draw of "business" of the entry "te_1" from "hours"/u,
    );
    const reversals = reverseDraws(hours, drawn, 'te_1', { at });
    const anew = choose(twoHours, work, [...drawn, ...reversals]);
    const bill = billed(
      { components: [ofHours] },
      work,
      historyOf(twoHours, [...drawn, ...reversals, ...anew]),
    );
    expect([bill.postings, bill.covered.length]).toEqual([[], anew.length]);
  });

  test('from an account of which the contract knows nothing is refused, not charged once more', () => {
    const drawn = choose(twoHours, [workOf(1)]);
    expect(() => billed({ components: [] }, [workOf(1)], historyOf(twoHours, drawn))).toThrow('BILL_INVALID');
  });

  test('waits with its draws when it can not be rated', () => {
    const drawn = choose(twoHours, [workOf(1)]);
    const contract = exampleContract({ components: [ofHours] });
    const rating = { ...exampleRating, requireApproval: true };
    const work = [workOf(1, { approval: 'pending' })];
    const bill = billOf(contract, { work, history: historyOf(twoHours, drawn), at }, { rating });
    expect([bill.covered, bill.charges, bill.blocked.length]).toEqual([[], [], 1]);
  });
});

describe('R78: an account whose tax is due with the work that draws', () => {
  const vat = { id: 'vat', name: 'VAT 19 %', percent: '19' };
  const taxed = { taxCodes: ['vat'] };
  const taxCodes = [vat];
  const onDraw = moneyAccount({ tax: 'on-draw' });
  const hoursOnDraw = hoursAccount({ tax: 'on-draw' });

  test('of money: the work is a line with its price and tax, the account pays the price, the tax stays due', () => {
    const prepaid = { account: onDraw, ...paidLots(onDraw, { id: 'B', quantity: '200.00' }) };
    const contract = exampleContract({ components: [ofMoney], ...taxed });
    const bill = billOf(contract, { work: [workOf(1.5)], history: historyOf(prepaid), at }, { taxCodes });
    expect(linesOf(bill)).toEqual(['prepaid-work 1 × 180.00 = 180.00']);
    expect(bill.lines[0]?.description).toBe('1 h 30 min: covered by “budget”, EUR 20.00 left');
    expect([bill.totals.net.amount, bill.totals.tax.amount, bill.totals.total.amount]).toEqual([
      '180.00',
      '34.20',
      '214.20',
    ]);
    expect(bill.prepaidPayments).toEqual([{ accountId: 'budget', amount: money('180.00', 'EUR') }]);
    expect(bill.amountDue.amount).toBe('34.20');
  });

  test('of money that runs out: what it does not pay is a line as usual, and due with its tax', () => {
    const prepaid = { account: onDraw, ...paidLots(onDraw, { id: 'B', quantity: '60.00' }) };
    const contract = exampleContract({ components: [ofMoney], ...taxed });
    const bill = billOf(contract, { work: [workOf(1.5)], history: historyOf(prepaid), at }, { taxCodes });
    expect(linesOf(bill)).toEqual(['time 1 × 120.00 = 120.00', 'prepaid-work 1 × 60.00 = 60.00']);
    // 214.20 less the 60.00 that were paid before.
    expect(bill.amountDue.amount).toBe('154.20');
  });

  test('of hours: the work costs what its lot has cost, in proportion', () => {
    // 10 h for 100.00 and 1 h for 30.00: 9 h 40 min of the first, then 20 min of it and 40 min of the second.
    const lots = paidLots(
      hoursOnDraw,
      { id: 'A', quantity: '10', expiresOn: '2026-12-31' },
      { id: 'B', quantity: '1', price: money('30.00', 'EUR') },
    );
    const work = [workOf(29 / 3), workOf(1, { id: 'te_2', date: '2026-03-03' })];
    const contract = exampleContract({ components: [ofHours], ...taxed });
    const bill = billOf(
      contract,
      { work, history: historyOf({ account: hoursOnDraw, ...lots }), at },
      { taxCodes },
    );
    // 96.67 + 3.33 + 20.00
    expect(linesOf(bill)).toEqual(['prepaid-work 1 × 120.00 = 120.00']);
    expect([bill.totals.tax.amount, bill.amountDue.amount]).toEqual(['22.80', '22.80']);
  });

  test('of hours: all draws of a lot cost what it has cost, in one bill and over several', () => {
    const bought = paidLots(hoursOnDraw, { id: 'A', quantity: '1' });
    const contract = exampleContract({ components: [ofHours], ...taxed });
    const thirds = ['te_1', 'te_2', 'te_3'].map((id) => workOf(1 / 3, { id }));
    const marchOf = (work: typeof thirds, drawn: readonly PrepaidPosting[] = []) => {
      const history = historyOf({ account: hoursOnDraw, ...bought }, drawn);
      return billOf(contract, { work, history, at }, { taxCodes });
    };
    expect(marchOf(thirds).totals.net.amount).toBe('100.00');

    const one = marchOf(thirds.slice(0, 1));
    const two = marchOf(thirds.slice(1, 2), one.postings);
    const three = marchOf(thirds.slice(2), [...one.postings, ...two.postings]);
    expect([one, two, three].map(({ totals }) => totals.net.amount)).toEqual(['33.33', '33.34', '33.33']);
    // One that is voided and made again costs what is left.
    const reversed = reverseDraws(hoursOnDraw, one.postings, 'te_1', { at });
    const again = marchOf(thirds.slice(0, 1), [
      ...[one, two, three].flatMap(({ postings }) => postings),
      ...reversed,
    ]);
    expect(again.totals.net.amount).toBe('33.33');
  });

  test('is no part of what minimums count, and under no discount and no cap', () => {
    const prepaid = { account: onDraw, ...paidLots(onDraw, { id: 'B', quantity: '120.00' }) };
    const contract = exampleContract({
      components: [
        ofMoney,
        { id: 'least', kind: 'commitment', amount: '300.00' },
        { id: 'most', kind: 'cap', amount: '200.00', per: 'period' },
      ],
      discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
      ...taxed,
    });
    const bill = billOf(contract, { work: [workOf(2)], history: historyOf(prepaid), at }, { taxCodes });
    expect(linesOf(bill)).toEqual([
      'time 1 × 120.00 = 120.00',
      'true-up 1 × 180.00 = 180.00',
      'prepaid-work 1 × 120.00 = 120.00',
    ]);
    // 10 % off 300.00; 19 % of 270.00 + 120.00; the account pays 120.00.
    expect([bill.totals.discount.amount, bill.totals.tax.amount, bill.totals.total.amount]).toEqual([
      '30.00',
      '74.10',
      '464.10',
    ]);
    expect(bill.amountDue.amount).toBe('344.10');
  });

  test('pays its tax with prices that contain it, as a voucher for any kind of work does', () => {
    const prepaid = { account: onDraw, ...paidLots(onDraw, { id: 'B', quantity: '200.00' }) };
    const contract = exampleContract({ components: [ofMoney], ...taxed });
    const policy = { taxCodes, pricesIncludeTax: true };
    const bill = billOf(contract, { work: [workOf(1)], history: historyOf(prepaid), at }, policy);
    expect([bill.totals.net.amount, bill.totals.total.amount, bill.amountDue.amount]).toEqual([
      '100.84',
      '120.00',
      '0.00',
    ]);
  });

  test('bears the tax of what a person chose as well', () => {
    const prepaid = { account: hoursOnDraw, ...paidLots(hoursOnDraw, { id: 'A', quantity: '10' }) };
    const drawn = choose(prepaid, [workOf(1)]);
    const contract = exampleContract({ components: [ofHours], ...taxed });
    const bill = billOf(
      contract,
      { work: [workOf(1)], history: historyOf(prepaid, drawn), at },
      { taxCodes },
    );
    expect([bill.postings, bill.amountDue.amount]).toEqual([[], '1.90']);
  });

  test('of hours can not be overdrawn: hours that nobody has bought have no price to tax', () => {
    const account = hoursAccount({ tax: 'on-draw', overdraft: '2' });
    const contract = exampleContract({ components: [ofHours] });
    expect(() => billOf(contract, { history: historyOf({ account, lots: [], ledger: [] }) })).toThrow(
      'BILL_INVALID',
    );
  });
});
