import { expect, test } from 'vitest';
import { defineCalendar } from '../../calendar/calendar.ts';
import { compileRater } from '../../rating/compile-rater.ts';
import { defineRateCard } from '../../rating/define-rate-card.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { type CounterExample, counterExampleOf } from './counter-example.ts';
import { broken, type Law } from './law.ts';
import { tellStory } from './tell-story.ts';

const zone = 'Europe/Berlin';
const policy = {
  calendar: defineCalendar({ zone, business: [] }),
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'after-hours', price: { kind: 'hourly', rate: '30.00' } }],
  }),
};
const facts = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };

/** The story of work whose charges a law finds too cheap. */
function storyOf(work: readonly TimeEntry[], rest: Partial<CounterExample> = {}): string {
  const charges = Array.from(compileRater(policy).rate(work).charges());
  const law: Law<readonly TimeEntry[]> = {
    name: 'monotone-in-time',
    says: 'More work never costs less.',
    exceptions: {},
    judge: () =>
      broken({ expected: 'at least EUR 45.00', found: 'EUR 30.00', charges: [{ title: 'after', charges }] }),
  };
  const setting = { zone, bill: null, work, replay: { seed: 7, path: '3:0:1' } };
  const found = counterExampleOf(law, work, setting);
  if (found === null) throw new Error('the law is broken by everything');
  return tellStory({ ...found, ...rest });
}

test('a story tells one entry, the night of the change, the rule, why it costs that, and how to see it again', () => {
  const work = [{ ...facts, id: 'te_1', start: '2026-10-25T00:15:00Z', end: '2026-10-25T02:10:00Z' }];
  expect(storyOf(work, { change: 'te_1 takes 15 min longer' })).toBe(
    `More work never costs less. (monotone-in-time)
One entry, 02:15–03:10 on the night of the change in Europe/Berlin (2026-10-25), rule after-hours:
expected at least EUR 45.00, got EUR 30.00.

Work
  te_1: ana for acme, support, 2026-10-25 02:15–03:10, 1 h 55 min.

Change
  te_1 takes 15 min longer.

te_1#0, after
  Worked 02:15–03:10 on 2026-10-25 (Europe/Berlin): 1 h 55 min.
  All of it on the weekend.
  Rate EUR 30.00 per hour from rule “after-hours” of rate card “standard”, version 1970-01-01.
  1 h 55 min × EUR 30.00 per hour = EUR 57.50.

Again
  seed 7, path "3:0:1"`,
  );
});

test('a story of a bill tells the contract; several entries are counted, each with all that is unusual about it', () => {
  const work: TimeEntry[] = [
    {
      ...facts,
      id: 'te_1',
      teamId: 'network',
      workItem: { kind: 'ticket', id: '4711', priority: 'high' },
      tags: ['on-site'],
      attributes: { site: 'north' },
      start: '2026-03-02T22:00:20Z',
      end: '2026-03-03T01:00:00Z',
      breakMinutes: 5,
      timeBand: 'holiday',
      rate: { amount: '95.00', currency: 'EUR' },
    },
    { ...facts, id: 'te_2', date: '2026-03-02', minutes: 20, billable: false, approval: 'pending' },
    { ...facts, id: 'te_3', start: '2026-03-02T09:00', end: '2026-03-02T10:00' },
  ];
  const bill = { contractId: 'c_1', period: '2026-03-01' };
  expect(storyOf(work, { bill, traces: [], rules: ['one', 'other'], replay: null })).toBe(
    `More work never costs less. (monotone-in-time)
The bill of c_1 from 2026-03-01, 3 entries, the first on 2026-03-02, rules one, other:
expected at least EUR 45.00, got EUR 30.00.

Work
  te_1: ana (network) for acme, support, ticket 4711 high, on-site, site north, 2026-03-02 23:00:20–2026-03-03 02:00, 2 h 54 min 40 s, after a break of 5 min, band holiday by hand, EUR 95.00 per hour by hand.
  te_2: ana for acme, support, 2026-03-02, 20 min, not billable, pending.
  te_3: ana for acme, support, 2026-03-02 09:00–10:00.`,
  );
});

test('a time that the clocks show twice is told apart from the first', () => {
  const entry = { ...facts, id: 'te_1', end: '2026-10-25T02:00:00Z' };
  const about = (start: string): string | undefined => storyOf([{ ...entry, start }]).split('\n')[1];
  expect(about('2026-10-25T00:15:00Z')).toContain('One entry, 02:15–03:00 on the night');
  expect(about('2026-10-25T01:15:00Z')).toContain('One entry, 02:15 (the second)–03:00 on the night');
});

test('a story without entries, and one of a day without a time', () => {
  expect(storyOf([]).split('\n')[1]).toBe('No entries:');
  const [, about] = storyOf([{ ...facts, id: 'te_1', date: '2026-03-02', minutes: 20 }]).split('\n');
  expect(about).toBe('One entry, without a time of day on 2026-03-02, rule after-hours:');
});
