import { expect, test } from 'vitest';
import { billPeriod } from '../bill/bill-period.ts';
import { billOf, exampleContract, exampleRating, periodFrom, workOf } from '../testing/bill-fixture.ts';
import { moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { contractUtilisation } from './contract-utilisation.ts';

test('R61, example 10: of 10 hours 5 are used, 2 are carried on and 3 are lost; of 12 hours 11 are used and 1 is carried', () => {
  const contract = exampleContract({
    components: [
      {
        id: 'support',
        kind: 'allowance',
        unit: 'hours',
        quantity: '10',
        carryOver: { maxPeriods: 1, maxQuantity: '2' },
      },
    ],
  });
  const billFrom = (from: string, hours: number, carriedIn: readonly never[] | undefined) =>
    billPeriod(
      {
        contract,
        contractPeriod: periodFrom(contract, from),
        work: [workOf(hours, { date: from })],
        history: { allowances: { support: { carriedIn } } },
        at: '2026-06-01T00:00:00.000Z',
      },
      { rating: exampleRating },
    );
  const january = billFrom('2026-01-01', 5, undefined);
  const february = billFrom('2026-02-01', 11, january.allowances[0]?.carriesOut as readonly never[]);
  const told = contractUtilisation([february, january]).map(({ period, allowances: [use] }) => [
    period.from,
    use?.limit,
    use?.used,
    use?.carried,
    use?.lost,
    use?.share,
  ]);
  expect(told).toEqual([
    ['2026-01-01', '36000', '18000', '7200', '10800', '50.00'],
    ['2026-02-01', '43200', '39600', '3600', '0', '91.67'],
  ]);
});

test('R62: a minimum that was not reached says how far the work came', () => {
  const contract = exampleContract({ components: [{ id: 'least', kind: 'commitment', amount: '500.00' }] });
  const [short] = contractUtilisation([billOf(contract, { work: [workOf(3)] })]);
  expect(short?.shortMinimums).toMatchObject([
    {
      componentId: 'least',
      least: { amount: '500.00' },
      chargeable: { amount: '360.00' },
      trueUp: { amount: '140.00' },
      share: '72.00',
    },
  ]);
  const [reached] = contractUtilisation([billOf(contract, { work: [workOf(5)] })]);
  expect(reached?.shortMinimums).toEqual([]);
});

test('R71: a pool of money tells what it paid for, and an allowance of nothing has no share', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'A', quantity: '100.00' });
  const contract = exampleContract({
    components: [
      { id: 'nothing', kind: 'allowance', unit: 'hours', quantity: '0' },
      { id: 'pool', kind: 'pool', accountId: account.id },
    ],
  });
  const history = { prepaid: { accounts: [account], lots, postings: ledger } };
  const [told] = contractUtilisation([
    billOf(contract, { work: [workOf(1)], history, at: '2026-06-01T00:00:00.000Z' }),
  ]);
  expect(told?.pools).toEqual([
    { accountId: 'budget', coveredSeconds: 3000, amount: { amount: '100.00', currency: 'EUR' } },
  ]);
  expect(told?.allowances[0]?.share).toBeNull();
  expect(told?.coveredSeconds).toBe(3000);
  expect(told?.chargedSeconds).toBe(600);
});

test('several bills of one period count as one', () => {
  const contract = exampleContract({
    components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
  });
  const first = billOf(contract, { work: [workOf(4)] });
  const second = billOf(contract, {
    work: [workOf(3, { id: 'te_2' })],
    history: { allowances: { support: { used: first.allowances[0]?.used } } },
  });
  const told = contractUtilisation([second, first]);
  expect(told).toHaveLength(1);
  expect(told[0]?.allowances).toHaveLength(1);
  expect(told[0]?.allowances[0]).toMatchObject({ used: '25200', left: '10800', share: '70.00' });
  expect(told[0]?.coveredSeconds).toBe(25_200);
});

test('R84: what a bill used that was voided is not told, although a later one of the period still counts it', () => {
  const contract = exampleContract({
    components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
  });
  const history = { allowances: { support: { used: '7200', turn: 1 } } };
  const second = billOf(contract, { work: [workOf(3)], history, due: 'late' });
  expect(contractUtilisation([second])[0]?.allowances).toMatchObject([
    { limit: '36000', used: '10800', left: '25200', lost: '25200', share: '30.00' },
  ]);
});
