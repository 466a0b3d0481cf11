import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRatingCase } from './agreement.ts';
import { featuresReached } from './reach.ts';

const times = (prefix: string, ...names: string[]): string[] => names.map((name) => `${prefix}: ${name}`);

const features = [
  ...times('kind', 'hourly', 'tiered', 'fixed', 'daily', 'per-incident'),
  ...times('once', 'entry', 'agent-day', 'work-item'),
  ...times('unit', 'hour', 'piece'),
  ...times('cost', 'hour', 'piece'),
  ...times('band', 'business', 'after-hours', 'weekend', 'holiday', 'night', 'early', 'noon'),
  ...times('combine', 'max', 'sum', 'product'),
  ...times('currency', 'EUR', 'USD', 'JPY', 'KWD'),
  ...times('scope', 'entry', 'segment', 'work-item-day', 'work-item'),
  ...times('scope over several parts', 'work-item-day', 'work-item'),
  ...times('direction', 'up', 'down', 'nearest'),
  ...times('tie', 'up', 'down', 'even'),
  ...times('card', 'standard', 'card-of-acme', 'card-of-contract-of-acme'),
  ...times('excluded', 'no-time', 'non-billable', 'non-billable-rate'),
  ...times('missing cost', 'no-rate', 'rate-ambiguous', 'no-work-item'),
  ...times('blocked', 'invalid', 'no-customer', 'no-rate', 'rate-ambiguous', 'not-approved', 'no-work-item'),
  ...times('error', 'TIME_ENTRY_INVALID', 'DUPLICATE_ENTRY', 'RATE_AMBIGUOUS'),
  ...times('warning', 'wall-clock-ambiguous start', 'wall-clock-skipped start', 'wall-clock-skipped end'),
  ...times('trace', 'timed', 'untimed', 'requester-customer', 'rate-from-person', 'piece-already-charged'),
  ...times('trace', 'band-from-calendar', 'band-from-date', 'band-from-person'),
  ...times('quantity from', 'rate-rule', 'service-type', 'contract', 'customer', 'rate-card'),
  'multiplier',
  'surcharge',
  'replacing rate',
  'a modifier with a condition',
  'rate: 0',
  'a break',
  'a part that a break takes whole',
  'a later tier',
  'a dated version',
  'terms: contract',
];

// A property over work that never gets somewhere proves nothing about it. One seed: this is about the arbitraries.
test('the policies and the work that both raters are compared on reach everything that rating knows', () => {
  const cases = fc.sample(anyRatingCase(100), { numRuns: 300, seed: 1 });
  const reached = new Set(cases.flatMap(featuresReached));
  expect(features.filter((feature) => !reached.has(feature))).toEqual([]);
});
