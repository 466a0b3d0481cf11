import { describe, expect, test } from 'vitest';
import { faultsOf, seedsFrom } from './faults-of.ts';
import { saboteurs } from './saboteurs.ts';

/**
 * Seeds that have found something: a look that was not begun in time counted as one that found nothing (14); the messages
 * of two revisions both sent the later one (8, 68).
 */
const regressions = [8, 14, 68];

describe('several processes dispatch to a ledger that fails; they sleep and are killed', () => {
  test('seeds that have failed once', async () => {
    expect(await faultsOf(regressions, {}, {})).toEqual([]);
  });

  test('I16, I17, I18, I19: each invoice is in the ledger once, as it is, and every message ends', async () => {
    expect(await faultsOf(seedsFrom(0, 2100))).toEqual([]);
  });
});

describe('the simulation finds', () => {
  test.each(Object.entries(saboteurs))('%s', async (_, sabotage) => {
    // It stops at the first few that it finds.
    expect(await faultsOf(seedsFrom(0, 5000), sabotage)).not.toEqual([]);
  });
});
