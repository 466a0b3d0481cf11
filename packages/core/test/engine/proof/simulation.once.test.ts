import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withDigestsAtOnce } from './digests-at-once.ts';
import { plainShape, type Shape } from './shape.ts';
import { simulate } from './simulate.ts';
import { tinyDesks } from './tiny-desk.ts';

/** No zone changes anything here, so they are all simulated in one. */
const seeds = Array.from({ length: 20_100 }, (_, seed) => seed);

/**
 * Seeds that have failed once: whoever mends what one of them found adds it to the file. `plain`: there were only copies
 * then.
 */
const regressions: Readonly<Record<'plain' | 'shaped', readonly number[]>> = JSON.parse(
  readFileSync(new URL('simulation-regressions.json', import.meta.url), 'utf8'),
);

/** What all seeds share, so that none of them waits for it. */
const desks = tinyDesks();

async function faultsOf(
  some: readonly number[],
  verifiesEach: number,
  shape?: Shape,
): Promise<readonly string[]> {
  return withDigestsAtOnce(async () => {
    const found: string[] = [];
    for (const seed of some) {
      const verifies = seed % verifiesEach === 0;
      for (const fault of await simulate(seed, { desks: await desks, verifies, shape }))
        found.push(`seed ${seed}: ${fault}`);
      if (found.length > 4) break;
    }
    return found;
  });
}

test('seeds that have failed once', async () => {
  expect(await faultsOf(regressions.plain, 1, plainShape)).toEqual([]);
  expect(await faultsOf(regressions.shaped, 1)).toEqual([]);
});

test('I1, I5, I16, I17, I18, I23: whoever works at once, dies, sleeps or hears nothing, a desk ends as it must', async () => {
  expect(await faultsOf(seeds, 16)).toEqual([]);
}, 1_800_000);
