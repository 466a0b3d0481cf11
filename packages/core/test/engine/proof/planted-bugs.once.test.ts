import { describe, expect, test } from 'vitest';
import { withDigestsAtOnce } from './digests-at-once.ts';
import { caught, harmless } from './planted.ts';
import { type Sabotage, simulate } from './simulate.ts';
import { tinyDesks } from './tiny-desk.ts';

const desks = tinyDesks();

/** The first seed that finds something, and what; `null` when none of so many does. */
async function firstFault(sabotage: Sabotage, count: number): Promise<string | null> {
  return withDigestsAtOnce(async () => {
    for (let seed = 0; seed < count; seed += 1) {
      const [fault] = await simulate(seed, { desks: await desks, ...sabotage });
      if (fault !== undefined) return `seed ${seed}: ${fault}`;
    }
    return null;
  });
}

describe('the simulation finds', () => {
  test.each(Object.entries(caught))(
    '%s',
    async (_, sabotage) => {
      expect(await firstFault(sabotage, 1500)).not.toBeNull();
    },
    120_000,
  );
});

describe('another safeguard makes good', () => {
  test.each(Object.entries(harmless))(
    '%s',
    async (_, sabotage) => {
      expect(await firstFault(sabotage, 150)).toBeNull();
    },
    120_000,
  );
});
