import type { CollectionName } from '../../ports/collections.ts';
import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import { answerRecords } from '../answers.ts';
import type { Collection } from '../collection.ts';
import { outbox } from '../outbox/outbox.ts';
import { settingsRecords } from '../records/master-data.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { ValueQuery } from '../unit.ts';

const [secondsOfADay, defaultDays] = [86_400, 90];

/** How many rows of a kind go in one transaction, and with one call: what is left goes with the next. */
const [atOnce, atMost] = [200, 2000];

/** How many rows were removed. */
export interface CleanedUp {
  readonly messages: number;
  readonly answers: number;
}

/**
 * Removes messages that have arrived, and answers to calls with a key, once they are older than the settings say. What
 * they brought about is in the audit log, and that is kept.
 */
export async function cleanUp(scope: TenantScope, at: Instant): Promise<CleanedUp> {
  const stored = await scope.read((unit) => unit.find(settingsRecords, 'settings'));
  const days = stored?.settings.retentionDays ?? defaultDays;
  const to = secondsAfter(at, -days * secondsOfADay);
  return {
    messages: await removeOld(scope, outbox, { index: ['state', 'done'], to }),
    answers: await removeOld(scope, answerRecords, { to }),
  };
}

async function removeOld<Value, Name extends CollectionName>(
  scope: TenantScope,
  from: Collection<Value, Name>,
  query: ValueQuery<Name>,
): Promise<number> {
  let removed = 0;
  while (removed < atMost) {
    const count = await scope.write({ method: 'tick.clean-up', given: null }, {}, async (unit) => {
      const old = await unit.some(from, { ...query, limit: atOnce });
      await unit.dropAll(from, old);
      return old.length;
    });
    removed += count;
    if (count < atOnce) break;
  }
  return removed;
}
