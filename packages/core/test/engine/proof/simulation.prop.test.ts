import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { withDigestsAtOnce } from './digests-at-once.ts';
import { simulate } from './simulate.ts';
import { tinyDesks } from './tiny-desk.ts';

/** Each zone has seeds of its own: together they are 20,000 and more. */
const zones = ['UTC', 'America/St_Johns', 'Pacific/Apia'];
const perZone = Math.max(Number(process.env['FC_RUNS'] ?? '0'), 6700);
const firstSeed = zones.indexOf(inject('zone')) * perZone;

/** Seeds that have failed once: whoever mends what one of them found adds it to the file. */
const regressions: readonly number[] = JSON.parse(
  readFileSync(new URL('simulation-regressions.json', import.meta.url), 'utf8'),
);

/** What all seeds share, so that none of them waits for it. */
const desks = tinyDesks();

async function faultsOf(seeds: readonly number[], verifiesEach: number): Promise<readonly string[]> {
  return withDigestsAtOnce(async () => {
    const found: string[] = [];
    for (const seed of seeds) {
      const faults = await simulate(seed, { desks: await desks, verifies: seed % verifiesEach === 0 });
      for (const fault of faults) found.push(`seed ${seed}: ${fault}`);
      if (found.length > 4) break;
    }
    return found;
  });
}

test('seeds that have failed once', async () => {
  expect(await faultsOf(regressions, 1)).toEqual([]);
});

test('I1, I5, I16, I17, I18: whoever works at once, dies, sleeps or hears nothing, a desk ends as it must', async () => {
  const seeds = Array.from({ length: perZone }, (_, index) => firstSeed + index);
  expect(await faultsOf(seeds, 16)).toEqual([]);
}, 300_000);
