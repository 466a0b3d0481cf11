import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { outcomeOf, require, requireRejection, requireSame } from '../finding.ts';
import { aborted, aborting, endsWithin, gate, long, moment, soon } from '../waiting.ts';
import { desk, idsOf, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

/** Calls that are given up. */
export const abortCases = [
  storageCase(
    'a transaction that is aborted before it begins rejects with the reason, and runs no body',
    async (storage) => {
      const { signal, reason } = aborted();
      let isRun = false;
      const body = async (): Promise<void> => {
        isRun = true;
      };
      await requireRejection('the transaction', reason, () => storage.transaction(desk, body, { signal }));
      require(!isRun, 'the body ran');
    },
  ),

  storageCase(
    'a lease that is aborted before it begins rejects with the reason, and takes nothing',
    async (storage) => {
      const { signal, reason } = aborted();
      const message = row('1', { keys: { due: 'mail' } });
      await keep(storage, 'outbox', [message]);
      const request = { kind: 'mail', now: '1', until: '9', limit: 1 };
      await requireRejection('the lease', reason, () => storage.lease(request, { signal }));
      requireSame('the message', await kept(storage, 'outbox', '1'), { ...message, revision: 1 });
    },
  ),

  storageCase('who waits for a lock and is aborted rejects at once, and leaves nothing', async (storage) => {
    const held = gate();
    const done = gate();
    const holder = inDesk(storage, async (tx) => {
      await tx.lock('customer:acme');
      held.open();
      await endsWithin(long, done.opened);
    });
    await held.opened;
    const { signal, reason, abort } = aborting();
    const waiting = storage.transaction(
      desk,
      async (tx) => {
        await tx.insert('agents', row('ana'));
        await tx.lock('customer:acme');
      },
      { signal },
    );
    const early = await endsWithin(moment, waiting);
    abort();
    const isPrompt = await endsWithin(soon, waiting);
    done.open();
    await holder;
    require(!early, 'it got a lock that somebody held');
    require(isPrompt, 'it went on waiting');
    await requireRejection('the transaction', reason, () => waiting);
    await inDesk(storage, (tx) => tx.lock('customer:acme'));
    requireSame('what it left', await idsOf(storage, 'agents'), []);
  }),

  storageCase(
    'a transaction that is aborted in its body rejects with the reason, and leaves nothing',
    async (storage) => {
      const { signal, reason, abort } = aborting();
      await requireRejection('the transaction', reason, () =>
        storage.transaction(
          desk,
          async (tx) => {
            await tx.insert('agents', row('ana'));
            abort();
            await tx.insert('agents', row('ben'));
          },
          { signal },
        ),
      );
      requireSame('what it left', await idsOf(storage, 'agents'), []);
    },
  ),

  storageCase('a body that goes on after the abort never leaves a part of what it wrote', async (storage) => {
    const { signal, reason, abort } = aborting();
    const body = (): Promise<void> =>
      storage.transaction(
        desk,
        async (tx) => {
          await tx.insert('agents', row('ana'));
          abort();
          await outcomeOf(() => tx.insert('agents', row('ben')));
        },
        { signal },
      );
    await requireRejection('the transaction', reason, body);
    const left = (await idsOf(storage, 'agents')).length;
    require(left === 0 || left === 2, 'one of two rows was left');
  }),

  storageCase('a call that has ended listens to its signal no more', async (storage) => {
    const listeners = new Set<() => void>();
    const signal: CancelSignal = {
      aborted: false,
      addEventListener: (_, listener) => listeners.add(listener),
      removeEventListener: (_, listener) => listeners.delete(listener),
    };
    await storage.transaction(desk, (tx) => tx.insert('agents', row('ana')), { signal });
    await outcomeOf(() => storage.transaction(desk, (tx) => tx.remove('agents', 'nobody', 1), { signal }));
    await storage.lease({ kind: 'mail', now: '1', until: '2', limit: 1 }, { signal });
    requireSame('the number of listeners left', listeners.size, 0);
  }),
];
