import type { Desk } from '@billwright/core';
import { z } from 'zod';
import type { Call, Route } from '../http/route.ts';

const body = z.strictObject({ key: z.string(), through: z.string() });

/**
 * Bills everything that is due, and tells each customer as it is done. Whoever hangs up breaks the run off; the same key
 * goes on with it, and bills nothing twice.
 */
export const runBatch: Route = {
  method: 'POST',
  path: '/run',
  for: 'tenants',
  async handle({ desk, body: given, signal }) {
    const batch = await desk.batches.plan(body.parse(given));
    return { status: 200, lines: stepsOf(desk, batch.id, signal) };
  },
};

async function* stepsOf(
  desk: Desk,
  batchId: string,
  signal: Call['signal'],
): AsyncGenerator<unknown, void, undefined> {
  yield* desk.batches.run(batchId, { signal });
  const batch = await desk.batches.get(batchId);
  yield { batchId, state: batch?.state, counts: batch?.counts, amounts: batch?.amounts };
}
