import { expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { filterWork, type ReportFilter } from './filter-work.ts';
import { reportWork } from './report-work.ts';

const ticket = { kind: 'ticket', id: '7' } as const;
const entries = [
  workOf(1, { id: 'te_1', date: '2026-03-31', workItem: ticket }),
  workOf(1, { id: 'te_2', date: '2026-04-01', agentId: 'ben', teamId: 'network' }),
  workOf(1, { id: 'te_3', date: '2026-04-30', customerId: 'globex', serviceTypeId: 'travel' }),
];
const work = reportWork({
  work: entries,
  rated: compileRater(exampleRating).rate(entries),
  bills: [billOf(exampleContract(), { work: entries })],
  zone: 'Europe/Berlin',
});

test.each<[ReportFilter, string]>([
  [{}, 'te_1 te_2 te_3'],
  [{ from: '2026-04-01' }, 'te_2 te_3'],
  [{ to: '2026-04-01' }, 'te_1'],
  [{ from: '2026-04-01', to: '2026-04-30' }, 'te_2'],
  [{ month: '2026-04' }, 'te_2 te_3'],
  [{ customerId: 'acme' }, 'te_1 te_2'],
  [{ contractId: 'c_1' }, 'te_1'],
  [{ agentId: 'ana' }, 'te_1 te_3'],
  [{ teamId: 'network' }, 'te_2'],
  [{ serviceTypeId: 'travel' }, 'te_3'],
  [{ workItem: ticket }, 'te_1'],
  [{ workItem: { kind: 'task', id: '7' } }, ''],
  [{ billed: true }, 'te_1'],
  [{ billed: false }, 'te_2 te_3'],
  [{ month: '2026-04', customerId: 'acme', agentId: 'ben', billed: false }, 'te_2'],
])('%j is %s', (filter, expected) => {
  expect(
    filterWork(work, filter)
      .map(({ entryId }) => entryId)
      .join(' '),
  ).toBe(expected);
});
