import { Random } from '../../../core/test/engine/outbox/random.ts';

/**
 * Lets a test choose by chance: when, and whom. FC_SEED makes the same choices again, as far as processes and servers
 * take their turns alike; a failure tells it.
 */
export async function byChance<Result>(test: (random: Random) => Promise<Result>): Promise<Result> {
  const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_000);
  try {
    return await test(new Random(seed));
  } catch (error) {
    if (error instanceof Error) error.message += `\nFC_SEED=${seed} chooses alike.`;
    throw error;
  }
}
