import { expect, test } from 'vitest';
import { billOf, exampleContract, timedWork, workOf } from '../testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { Bill } from './bill.ts';
import { workOfLines } from './work-of-lines.ts';

/** Each line with the work behind it: its entry, worked and billed minutes, and amount. */
const told = (bill: Bill): readonly string[] => {
  const works = workOfLines(bill);
  return bill.lines.map(({ kind, quantity, amount, key }) => {
    const behind = (works.get(key) ?? []).map(
      ({ entryId, measuredSeconds, billedSeconds, amount: own }) =>
        `${entryId} ${measuredSeconds / 60}/${billedSeconds / 60} ${own.amount}`,
    );
    return `${kind} ${quantity} ${amount.amount}: ${behind.join(', ')}`;
  });
};

test('R53: an entry that went on after business hours stands behind each line by its part', () => {
  const contract = exampleContract({ linePolicy: { groupBy: ['band'] } });
  const bill = billOf(contract, {
    work: [
      timedWork('2026-03-02T17:20:00+01:00', '2026-03-02T18:50:00+01:00'),
      workOf(1, { id: 'te_2', date: '2026-03-03' }),
    ],
  });
  expect(told(bill)).toEqual([
    'time 0.8333 149.99: te_1 50/50 149.99',
    'time 1.6667 200.00: te_1 40/40 80.00, te_2 60/60 120.00',
  ]);
});

test('R53: the leftover cents of a line go to its earliest work, and the amounts sum to the line', () => {
  const work = [7, 6, 5, 4, 3, 2, 1].map((number) =>
    workOf(0, { id: `te_${number}`, date: number > 5 ? '2026-03-02' : '2026-03-03', minutes: 7 }),
  );
  const contract = exampleContract({ linePolicy: { quantityScale: 2 } });
  const early = ['te_6', 'te_7', 'te_1', 'te_2', 'te_3'].map((id) => `${id} 7/7 14.06`);
  const behind = [...early, 'te_4 7/7 14.05', 'te_5 7/7 14.05'].join(', ');
  expect(told(billOf(contract, { work }))).toEqual([`time 0.82 98.40: ${behind}`]);
});

test('R60, R71, R78: covered work stands behind the line of what paid for it, and costs what that pays', () => {
  const budget = moneyAccount();
  const taxed = moneyAccount({ id: 'taxed', tax: 'on-draw' });
  const boughtAt = '2026-02-01T09:00:00.000Z';
  const lots = [
    paidLots(budget, { id: 'A', quantity: '30.00', purchasedAt: boughtAt }),
    paidLots(taxed, { id: 'B', quantity: '60.00', purchasedAt: boughtAt }),
  ];
  const history = {
    prepaid: {
      accounts: [budget, taxed],
      lots: lots.flatMap((one) => one.lots),
      postings: lots.flatMap(({ ledger }) => ledger),
    },
  };
  const contract = exampleContract({
    components: [
      {
        id: 'support',
        kind: 'allowance',
        unit: 'hours',
        quantity: '1',
        covers: { when: { serviceType: 'support' } },
      },
      { id: 'pool', kind: 'pool', accountId: 'budget', covers: { when: { serviceType: 'project' } } },
      { id: 'taxed', kind: 'pool', accountId: 'taxed', covers: { when: { serviceType: 'project' } } },
    ],
  });
  const work = [
    workOf(0.5, { id: 'te_9' }),
    workOf(1, { id: 'te_1', date: '2026-03-03' }),
    workOf(1, { id: 'te_2', serviceTypeId: 'project' }),
  ];
  expect(told(billOf(contract, { work, history }))).toEqual([
    'time 0.25 30.00: te_2 15/15 30.00',
    'time 0.5 60.00: te_1 30/30 60.00',
    'prepaid-work 1 60.00: te_2 30/30 60.00',
    'information 1 0.00: te_9 30/30 0.00, te_1 30/30 0.00',
    'information 0.25 0.00: te_2 15/15 0.00',
  ]);
});

test('lines without work are left out, and what is no bill is refused', () => {
  const contract = exampleContract({ components: [{ id: 'base', kind: 'recurring-fee', price: '10.00' }] });
  expect(workOfLines(billOf(contract)).size).toBe(0);
});
