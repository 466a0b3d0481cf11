import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertLaws, checkLaws, lawProperty, ratingLaws, tellStory } from '@billwright/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callOut } from '../src/call-out.ts';
import { callOutWithAStep } from '../src/call-out-with-a-step.ts';
import { importByTheClock } from '../src/import-by-the-clock.ts';
import { policyWith } from '../src/policy.ts';

/** What the README shows in its fences of text, in order. */
const stories = [
  ...readFileSync(join(import.meta.dirname, '../README.md'), 'utf8').matchAll(/```text\n([\s\S]*?)\n```/g),
].map(([, story]) => story);

test('the prices keep every law, and every law had something to judge', () => {
  const reports = assertLaws(policyWith(callOut));
  expect(reports.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
});

test('one law, as a property of one’s own', () => {
  fc.assert(lawProperty(ratingLaws.conservation, policyWith(callOut)));
});

test('a visit that gets cheaper when it takes longer is found, and the README tells its story', () => {
  const [report] = checkLaws(policyWith(callOutWithAStep), { laws: [ratingLaws.monotoneInTime], seed: 42 });
  expect(report?.outcome).toBe('broken');
  expect(report?.counterExample && tellStory(report.counterExample)).toBe(stories[0]);
});

test('an import that loses the repeated hour is found, and the README tells its story', () => {
  const policy = policyWith(callOut);
  const [report] = checkLaws(policy, {
    laws: [ratingLaws.conservation],
    rater: importByTheClock(policy),
    seed: 42,
  });
  expect(report?.outcome).toBe('broken');
  expect(report?.counterExample && tellStory(report.counterExample)).toBe(stories[1]);
});

test('whatever the seed, both mistakes are found', () => {
  const policy = policyWith(callOut);
  for (const seed of [1, 2, 3]) {
    expect(() => assertLaws(policyWith(callOutWithAStep), { seed })).toThrow('More work never costs less.');
    expect(() => assertLaws(policy, { seed, rater: importByTheClock(policy) })).toThrow(
      'on the night of the change in Europe/Berlin',
    );
  }
});
