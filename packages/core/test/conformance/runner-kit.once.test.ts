import { describe, expect, test } from 'vitest';
import { checkCase, runConformance } from '../../src/conformance/run-conformance.ts';
import { runnerCases } from '../../src/conformance/runner/runner-cases.ts';
import { plainRunner } from './support/plain-runner.ts';
import { runnerSaboteurs } from './support/runner-saboteurs.ts';

describe('a runner in this process', () => {
  test.each(runnerCases)('$name', async (promise) => {
    expect(await checkCase(promise, () => plainRunner())).toMatchObject({ outcome: 'kept' });
  });
});

// A check that never rejects proves nothing: each promise meets a runner that breaks it.
describe('the kit of runners', () => {
  test('names each promise once, and has a saboteur for each', () => {
    const names = runnerCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(runnerSaboteurs)).toEqual(names);
  });

  // Some of them wait in vain, so they wait together.
  describe.concurrent('finds who breaks the promise', () => {
    test.each(Object.entries(runnerSaboteurs))('%s', async (name, saboteur) => {
      const promise = runnerCases.filter((each) => each.name === name);
      const { conforms, results } = await runConformance(promise, saboteur, { timeLimit: 1500 });
      expect(conforms).toBe(false);
      expect(results).toMatchObject([{ name, outcome: 'broken', reason: expect.any(String) }]);
    });
  });
});
