import { syncMessage } from '../ledgers/sync-handler.ts';
import { isOpen, outbox, sendAnew } from '../outbox/outbox.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** Asks for the changes of each ledger that tells of payments. One that is down is left until its time has come. */
export async function queueSyncs(scope: TenantScope): Promise<readonly string[]> {
  const telling = [...scope.context.accounting.values()].filter(({ supports }) => supports.payments);
  if (telling.length === 0) return [];
  return scope.write({ method: 'tick.sync', given: null }, {}, async (unit) => {
    const queued: string[] = [];
    for (const { id } of telling) {
      const message = await unit.find(outbox, syncMessage(id).id);
      if (message !== null && isOpen(message.state)) continue;
      await sendAnew(unit, syncMessage(id));
      queued.push(id);
    }
    return queued;
  });
}
