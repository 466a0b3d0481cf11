import { requireRefusal } from '../finding.ts';
import { inDesk, keep, row, storageCase } from './desk-rows.ts';

/** The end of a storage. */
export const closeCases = [
  storageCase('closing is harmless a second time', async (storage) => {
    await keep(storage, 'customers', [row('acme')]);
    await storage.close();
    await storage.close();
  }),

  storageCase('a storage that was closed refuses every call with STORAGE_UNAVAILABLE', async (storage) => {
    await storage.close();
    const calls = {
      transaction: () => inDesk(storage, async () => null),
      lease: () => storage.lease({ kind: 'mail', now: '1', until: '2', limit: 1 }),
      tenants: () => storage.tenants({ limit: 1 }),
    };
    for (const [name, call] of Object.entries(calls)) {
      await requireRefusal(name, 'STORAGE_UNAVAILABLE', call);
    }
  }),
];
