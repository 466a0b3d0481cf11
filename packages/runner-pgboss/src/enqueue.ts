import type { BillingJob } from '@billwright/core';
import type { JobInsert, PgBoss } from 'pg-boss';
import { digestOf, groupOf } from './digest.ts';
import { billing } from './names.ts';
import type { Setting } from './setting.ts';

/** However long the last pause would be: a queue that is up again is seen within this time. In seconds. */
const longestPause = 300;

/** How long a customer waits for a worker, before the queue forgets it. In seconds. */
const patience = 180 * 86_400;

/** Hands jobs to the queue. Those that wait are left as they are. */
export async function enqueueOn(
  boss: PgBoss,
  jobs: readonly BillingJob[],
  { retries, retrySeconds, expireSeconds, heartbeatSeconds, keepSeconds }: Setting,
): Promise<void> {
  if (jobs.length === 0) return;
  const keyed = jobs
    .map((job) => [digestOf(job.key), job] as const)
    // Who hands over the same jobs at the same time waits for the same rows in the same order.
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  await boss.insert(
    billing,
    keyed.map(
      ([singletonKey, { key, tenantId, batchId, customerId }]): JobInsert => ({
        data: { key, tenantId, batchId, customerId },
        singletonKey,
        group: { id: groupOf({ tenantId, batchId }) },
        retryLimit: retries,
        retryDelay: retrySeconds,
        retryBackoff: true,
        retryDelayMax: longestPause,
        expireInSeconds: expireSeconds,
        heartbeatSeconds,
        deleteAfterSeconds: keepSeconds,
        retentionSeconds: patience,
      }),
    ),
  );
}
