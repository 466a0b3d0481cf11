import { expect, test } from 'vitest';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { billOf, exampleContract, exampleRating, workOf } from '../testing/bill-fixture.ts';
import { agentStatement } from './agent-statement.ts';
import { reportWork } from './report-work.ts';

const costBook = defineRateCard({
  id: 'cost',
  currency: 'EUR',
  rules: [{ id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '45.00' } }],
});
const entries = [
  workOf(1, { id: 'te_1' }),
  workOf(2, { id: 'te_2', date: '2026-03-03', billable: false }),
  workOf(3, { id: 'te_3', date: '2026-04-01', approval: 'pending' }),
  workOf(4, { id: 'te_4', agentId: 'ben' }),
];
const rating = { ...exampleRating, requireApproval: true };
const work = reportWork({
  work: entries,
  rated: compileRater({ ...rating, costBook }).rate(entries),
  bills: [billOf(exampleContract(), { work: entries }, { rating })],
  zone: 'Europe/Berlin',
});
const hour = 3600;

test('R44: each agent’s time, what of it is billable and billed, and what it cost', () => {
  const { agents, total } = agentStatement(work);
  expect(agents).toEqual([
    {
      agentId: 'ana',
      workedSeconds: 6 * hour,
      billableSeconds: 4 * hour,
      nonBillableSeconds: 2 * hour,
      billedSeconds: hour,
      unbilledSeconds: 3 * hour,
      billableShare: '66.67',
      cost: [{ amount: '270.00', currency: 'EUR' }],
      missing: [],
      entryIds: ['te_1', 'te_2', 'te_3'],
    },
    {
      agentId: 'ben',
      workedSeconds: 4 * hour,
      billableSeconds: 4 * hour,
      nonBillableSeconds: 0,
      billedSeconds: 4 * hour,
      unbilledSeconds: 0,
      billableShare: '100.00',
      cost: [],
      missing: [{ entryId: 'te_4', reason: 'no-rate', seconds: 4 * hour }],
      entryIds: ['te_4'],
    },
  ]);
  expect(total).toMatchObject({ workedSeconds: 10 * hour, billableShare: '80.00', billedSeconds: 5 * hour });
});

test('a month, or what is billed, is a statement of its own', () => {
  const april = agentStatement(work, { month: '2026-04' });
  expect(april.agents.map(({ agentId, cost }) => [agentId, cost[0]?.amount])).toEqual([['ana', '135.00']]);
  const billed = agentStatement(work, { billed: true, agentId: 'ana' });
  expect(billed.total).toMatchObject({ workedSeconds: hour, unbilledSeconds: 0 });
  expect(billed.total.cost[0]?.amount).toBe('45.00');
});

test('where nobody worked there is no share, rather than a division by 0', () => {
  expect(agentStatement([]).total).toMatchObject({ workedSeconds: 0, billableShare: null, cost: [] });
});
