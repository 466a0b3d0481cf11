import { describe, expect, test } from 'vitest';
import { mailerCases } from '../../src/conformance/mailer/mailer-cases.ts';
import { checkCase, runConformance } from '../../src/conformance/run-conformance.ts';
import { mailerSaboteurs } from './support/mailer-saboteurs.ts';
import { plainMailer } from './support/plain-mailer.ts';

describe('a mailer that writes messages by hand', () => {
  test.each(mailerCases)('$name', async (promise) => {
    expect(await checkCase(promise, () => plainMailer())).toMatchObject({ outcome: 'kept' });
  });
});

// A check that never rejects proves nothing: each promise meets a mailer that breaks it.
describe('the kit of mailers', () => {
  test('names each promise once, and has a saboteur for each', () => {
    const names = mailerCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(mailerSaboteurs)).toEqual(names);
  });

  test.each(Object.entries(mailerSaboteurs))('finds who breaks the promise: %s', async (name, saboteur) => {
    const promise = mailerCases.filter((each) => each.name === name);
    const { conforms, results } = await runConformance(promise, saboteur);
    expect(conforms).toBe(false);
    expect(results).toMatchObject([{ name, outcome: 'broken', reason: expect.any(String) }]);
  });

  test('skips what a probe can not do, and says so', async () => {
    const create = () => {
      const { mailer, server } = plainMailer();
      return { mailer, server: { mails: () => server.mails() } };
    };
    const { results } = await runConformance(mailerCases, create, { only: 'the server' });
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['skipped', 'the probe has no "refuseNext"'],
      ['skipped', 'the probe has no "delayNext"'],
      ['skipped', 'the probe has no "cutNext"'],
    ]);
  });
});
