import { expect, test } from 'vitest';
import { billOf, exampleContract, periodFrom, workOf } from '../testing/bill-fixture.ts';
import { type BilledPeriod, historyOf } from './history-of.ts';

const contract = exampleContract({
  components: [
    {
      id: 'support',
      kind: 'allowance',
      unit: 'hours',
      quantity: '2',
      carryOver: { maxPeriods: 1, maxQuantity: '1' },
    },
    { id: 'most', kind: 'cap', amount: '100.00', per: 'lifetime', above: 'write-down' },
  ],
});
const [march, april] = [periodFrom(contract, '2026-03-01'), periodFrom(contract, '2026-04-01')];
const first: BilledPeriod = { ...billOf(contract, { work: [workOf(1)] }), due: 'all' };
const history = historyOf(contract, march, [first], undefined);
const second: BilledPeriod = {
  ...billOf(contract, { work: [workOf(1.5, { id: 'te_2' })], history, due: 'late' }),
  due: 'all',
};

test('R61: a period takes up what the last one before it carries out', () => {
  const { allowances } = historyOf(contract, april, [first], undefined);
  expect(allowances?.['support']).toMatchObject({
    carriedIn: [{ period: '2026-03-01', quantity: '3600', carried: 1 }],
    used: '0',
    turn: 0,
  });
});

test('R61: what was agreed in another unit, or not at all in the period before, carries nothing in', () => {
  const components = [{ id: 'support', kind: 'allowance', unit: 'incidents', quantity: '2' }] as const;
  const amended = exampleContract({ ...contract, amendments: [{ from: '2026-04-01', components }] });
  expect(historyOf(amended, april, [first], undefined).allowances).toEqual({});
  const paused = { ...first, period: april.period, allowances: [] };
  const may = periodFrom(contract, '2026-05-01');
  expect(historyOf(contract, may, [first, paused], undefined).allowances?.['support']?.carriedIn).toEqual([]);
});

test('R84: what a later period has used of a quantity is told when its own period is billed once more', () => {
  const work = [workOf(1.5, { id: 'te_3', date: '2026-04-02' })];
  const facts = { work, contractPeriod: april, history: historyOf(contract, april, [first], undefined) };
  const later: BilledPeriod = { ...billOf(contract, facts), due: 'all' };
  expect(historyOf(contract, march, [later], undefined).allowances?.['support']).toMatchObject({
    used: '0',
    usedLater: [{ period: '2026-03-01', quantity: '3600' }],
  });
});

test('several bills of a period are added up; of one that is voided nothing is left', () => {
  expect(history.allowances?.['support']).toMatchObject({ used: '3600', turn: 1 });
  const both = historyOf(contract, march, [first, second], undefined);
  expect(both.allowances?.['support']).toMatchObject({ used: '7200', turn: 2 });
  const later = historyOf(contract, march, [second], undefined);
  expect(later.allowances?.['support']).toMatchObject({ used: '3600', turn: 2 });
  expect(historyOf(contract, march, [], undefined).allowances).toEqual({});
});

test('R65: what was billed under a cap is told with its bills, and comes back with them', () => {
  const capped = (bills: readonly BilledPeriod[]) =>
    historyOf(contract, april, bills, undefined).capped?.['most'];
  expect(capped([first, second])).toEqual({ amount: '60.00', currency: 'EUR' });
  expect(capped([first])).toEqual({ amount: '0.00', currency: 'EUR' });
  expect(capped([])).toBeUndefined();
});

test('bills of other contracts are not taken up', () => {
  const other = exampleContract({ id: 'c_2' });
  expect(historyOf(other, march, [first, second], undefined)).toMatchObject({
    allowances: {},
    billedFees: [],
  });
});
