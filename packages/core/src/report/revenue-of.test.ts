import { expect, test } from 'vitest';
import { sum } from '../money/arithmetic.ts';
import { billOf, exampleContract, workOf } from '../testing/bill-fixture.ts';
import { expense } from '../work/expense.ts';
import { money } from '../money/money.ts';
import { revenueOf } from './revenue-of.ts';

const contract = exampleContract({
  taxCodes: ['vat'],
  linePolicy: { groupBy: ['service-type'] },
  discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
  components: [
    { id: 'seats', kind: 'recurring-fee', price: '50.00', quantity: '1' },
    { id: 'bens', kind: 'commitment', amount: '200.00', scope: { agent: 'ben' } },
  ],
});
const taxCodes = [{ id: 'vat', name: 'VAT 19 %', percent: '19' }];
const train = expense({
  id: 'ex_1',
  customerId: 'acme',
  agentId: 'ana',
  date: '2026-03-03',
  description: 'Train',
  amount: money('40.00', 'EUR'),
  kind: 'billable',
});
const work = [
  workOf(1, { id: 'te_1' }),
  workOf(1, { id: 'te_2', agentId: 'ben', workItem: { kind: 'ticket', id: '7' } }),
];
const bill = billOf(contract, { work, expenses: [train] }, { taxCodes });

test('R53: work is told per entry, with who did it; what is no work stands as it is', () => {
  const told = revenueOf(bill).map(({ lineKind, entryId, agentId, amount, net }) =>
    [lineKind, entryId, agentId, amount.amount, net.amount].join(' '),
  );
  expect(told.toSorted()).toEqual([
    'expense  ana 40.00 36.00',
    'recurring-fee   50.00 45.00',
    'time te_1 ana 120.00 108.00',
    'time te_2 ben 120.00 108.00',
    // Ben came to 120.00 of the 200.00 that were promised for his work.
    'true-up  ben 80.00 72.00',
  ]);
});

test('the nets sum to the net of the bill, without its tax', () => {
  const nets = revenueOf(bill).map(({ net }) => net);
  expect(sum(nets, 'EUR')).toEqual(bill.totals.net);
  expect(bill.totals.net.amount).toBe('369.00');
  expect(bill.totals.total.amount).toBe('439.11');
});

test('tax that prices contain is no revenue', () => {
  const gross = billOf(contract, { work }, { taxCodes, pricesIncludeTax: true });
  const nets = revenueOf(gross).map(({ net }) => net);
  expect(sum(nets, 'EUR')).toEqual(gross.totals.net);
  expect(gross.totals.net.amount).toBe('279.83');
});

test('work that is priced once for several entries is told of the one that carries the price', () => {
  const shares = revenueOf(billOf(exampleContract(), { work: [] }));
  expect(shares).toEqual([]);
});
