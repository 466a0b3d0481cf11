import { describe, expect, test } from 'vitest';
import type { Charge } from '../rating/charge.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { type LinePolicyInput, linePolicy } from './line-policy.ts';
import { priceLines } from './price-lines.ts';

const lines = (charges: readonly Charge[], policy: LinePolicyInput = {}) =>
  priceLines(charges, linePolicy(policy));
const ticket = (id: string, title: string) => ({ kind: 'ticket' as const, id, title, tags: ['x'] });
const taxCodes = ({ serviceTypeId }: Charge) =>
  serviceTypeId === 'travel' ? ['reduced'] : ['state', 'city', 'state'];

describe('R52: grouping', () => {
  const charges = [
    exampleCharge({ entryId: 'te_1', agentId: 'ana', teamId: 'network', workItem: ticket('1', 'Printer') }),
    exampleCharge({
      entryId: 'te_2',
      agentId: 'ben',
      date: '2026-03-01',
      workItem: ticket('1', 'Old title'),
    }),
    exampleCharge({ entryId: 'te_3', agentId: 'ben', serviceTypeId: 'travel' }),
  ];
  const groups = (groupBy: NonNullable<LinePolicyInput['groupBy']>) =>
    lines(charges, { groupBy }).map(({ group, entryIds }) => [group, entryIds.join(' ')]);

  test('by nothing puts everything of one price on one line', () => {
    expect(groups([])).toEqual([[{}, 'te_1 te_2 te_3']]);
  });

  test('by work item shows the title of the earliest work, and null for work without one', () => {
    expect(groups(['work-item'])).toEqual([
      [{ workItem: { kind: 'ticket', id: '1', title: 'Old title' } }, 'te_1 te_2'],
      [{ workItem: null }, 'te_3'],
    ]);
  });

  test('R8: by work item shows one title for work of one day, whatever the order of the charges', () => {
    const day = ['te_2', 'te_1'].map((entryId) =>
      exampleCharge({ entryId, workItem: ticket('1', `Title of ${entryId}`) }),
    );
    for (const some of [day, day.toReversed()]) {
      expect(lines(some, { groupBy: ['work-item'] })[0]?.group.workItem?.title).toBe('Title of te_1');
    }
  });

  test('by agent, team or service type keeps them apart', () => {
    expect(groups(['agent'])).toEqual([
      [{ agentId: 'ben' }, 'te_2 te_3'],
      [{ agentId: 'ana' }, 'te_1'],
    ]);
    expect(groups(['team'])).toEqual([
      [{ teamId: null }, 'te_2 te_3'],
      [{ teamId: 'network' }, 'te_1'],
    ]);
    expect(groups(['service-type'])).toEqual([
      [{ serviceTypeId: 'support' }, 'te_1 te_2'],
      [{ serviceTypeId: 'travel' }, 'te_3'],
    ]);
  });

  test('by several keys does not ask for their order', () => {
    const one = lines(charges, { groupBy: ['agent', 'entry', 'team'] });
    expect(lines(charges, { groupBy: ['team', 'agent', 'entry'] })).toEqual(one);
    expect(one.map(({ key }) => key)).toEqual([
      'time:entry=te_2:agent=ben:team=:price=120',
      'time:entry=te_1:agent=ana:team=network:price=120',
      'time:entry=te_3:agent=ben:team=:price=120',
    ]);
  });

  test('keeps ids apart that look alike when they are put together', () => {
    const odd = [
      exampleCharge({ entryId: 'te_1', agentId: 'a:team=b', teamId: null }),
      exampleCharge({ entryId: 'te_2', agentId: 'a', teamId: 'b:team=' }),
    ];
    expect(lines(odd, { groupBy: ['agent', 'team'] })).toHaveLength(2);
  });

  test('never puts charges with different taxes on one line', () => {
    const all = priceLines(charges, linePolicy({ groupBy: [] }), { taxCodes });
    expect(all.map((line) => [line.taxCodes, line.key])).toEqual([
      [['city', 'state'], 'time:price=120:tax=city+state'],
      [['reduced'], 'time:price=120:tax=reduced'],
    ]);
  });
});

test.each([
  ['a word', 'vat'],
  ['nothing', undefined],
  ['a list of numbers', [19]],
])('tax codes that are %s are refused: the tax would be lost', (_, given) => {
  // As plain JavaScript may do.
  const options = { taxCodes: () => given as never };
  expect(() => priceLines([exampleCharge({ entryId: 'te_1' })], linePolicy(), options)).toThrow(
    'TOTALS_INVALID: options.taxCodes: gives no array of tax codes for the charge of entry "te_1"',
  );
});

test('tax codes in place of the function that gives them are refused', () => {
  const options = { taxCodes: ['vat'] as never };
  expect(() => priceLines([exampleCharge()], linePolicy(), options)).toThrow(
    "TOTALS_INVALID: options.taxCodes: is an array and no function: write (charge) => ['vat']",
  );
});
