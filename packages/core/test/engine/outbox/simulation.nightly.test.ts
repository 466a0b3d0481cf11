import { expect, inject, test } from 'vitest';
import { faultsOf, seedsFrom } from './faults-of.ts';

/** Each zone has seeds of its own, after those of the day. */
const zones = ['UTC', 'America/St_Johns', 'Pacific/Apia'];
const perZone = Number(process.env['FC_RUNS'] ?? '5000');

test('I16, I17, I18, I19: each invoice is in the ledger once, as it is, and every message ends', async () => {
  const first = 2100 + zones.indexOf(inject('zone')) * perZone;
  expect(await faultsOf(seedsFrom(first, perZone))).toEqual([]);
});
