import type { LeasedRow, Row, Storage } from '../../ports/storage.ts';
import { requireRefusal, requireSame } from '../finding.ts';
import { endsWithin, gate, long, moment, soon } from '../waiting.ts';
import { desk, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

const at = (minute: number): string => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`;

/** A message that is due from a minute on. */
const message = (id: string, minute: number, kind: string | null = 'mail'): Row =>
  row(id, { order: at(minute), keys: kind === null ? {} : { due: kind }, value: { to: id } });

/** Leases mails for a quarter of an hour. */
const lease = (storage: Storage, minute: number, limit = 10): Promise<readonly LeasedRow[]> =>
  storage.lease({ kind: 'mail', now: at(minute), until: at(minute + 15), limit });

const namesOf = (leased: readonly LeasedRow[]): readonly string[] =>
  leased.map(({ tenantId, id }) => `${tenantId}/${id}`);

/** Messages and who works on them. */
export const leaseCases = [
  storageCase('a lease gives the messages of its kind that are due', async (storage) => {
    await keep(storage, 'outbox', [
      message('past', 1),
      message('now', 5),
      message('later', 6),
      message('another kind', 1, 'export'),
      message('done', 1, null),
    ]);
    requireSame('the messages', namesOf(await lease(storage, 5)), ['desk/past', 'desk/now']);
  }),

  storageCase(
    'messages are leased earliest first over all tenants, so that a limit starves nobody',
    async (storage) => {
      await keep(storage, 'outbox', [message('1', 1), message('4', 4), message('5', 5)], 'a');
      await keep(storage, 'outbox', [message('2', 2), message('6', 6)], 'b');
      await keep(storage, 'outbox', [message('3', 3)], 'c');
      requireSame('the first four', namesOf(await lease(storage, 9, 4)), ['a/1', 'b/2', 'c/3', 'a/4']);
      requireSame('the others', namesOf(await lease(storage, 9, 4)), ['a/5', 'b/6']);
    },
  ),

  storageCase(
    'a leased message has `until` as its order and one revision more, and is else as it was',
    async (storage) => {
      await keep(storage, 'outbox', [message('1', 2)], 'other');
      await keep(storage, 'outbox', [message('1', 1)]);
      const [leased] = await storage.lease({ kind: 'mail', now: at(5), until: at(35), limit: 1 });
      const expected = { ...message('1', 1), order: at(35), revision: 2 };
      requireSame('what the lease gave', leased, { ...expected, tenantId: desk });
      requireSame('what is kept', await kept(storage, 'outbox', '1'), expected);
      requireSame(
        'the message of the other tenant',
        (await kept(storage, 'outbox', '1', 'other'))?.revision,
        1,
      );
    },
  ),

  storageCase('a leased message comes again when its lease is over, and not before', async (storage) => {
    await keep(storage, 'outbox', [message('1', 1)]);
    requireSame('the first lease', namesOf(await lease(storage, 5)), ['desk/1']);
    requireSame('a lease before its end', namesOf(await lease(storage, 19)), []);
    const again = await storage.lease({ kind: 'mail', now: at(20), until: at(59), limit: 10 });
    requireSame('a lease at its end', namesOf(again), ['desk/1']);
    requireSame('its revision', again[0]?.revision, 3);
  }),

  storageCase('who had a message before somebody leased it can change it no more', async (storage) => {
    await keep(storage, 'outbox', [message('1', 1)]);
    const [mine] = await lease(storage, 5);
    const [theirs] = await lease(storage, 40);
    await requireRefusal('an update by who had it first', 'STORAGE_CONFLICT', () =>
      inDesk(storage, (tx) => tx.update('outbox', message('1', 50, null), mine?.revision ?? 0)),
    );
    await inDesk(storage, (tx) => tx.update('outbox', message('1', 50, null), theirs?.revision ?? 0));
    requireSame('the revision', (await kept(storage, 'outbox', '1'))?.revision, 4);
  }),

  storageCase('of ten that lease at once, each message goes to one', async (storage) => {
    const ids = Array.from({ length: 20 }, (_, index) => `message ${String(index).padStart(2, '0')}`);
    for (const tenantId of ['a', 'b']) {
      await keep(
        storage,
        'outbox',
        ids.map((id, index) => message(id, index)),
        tenantId,
      );
    }
    const leases = Array.from({ length: 10 }, () => lease(storage, 25, 4));
    const given = [...namesOf((await Promise.all(leases)).flat())];
    // Who comes while others choose may get fewer; nobody may get what somebody else has.
    requireSame('the number of messages given twice', given.length - new Set(given).size, 0);
    for (let rest = await lease(storage, 25, 4), turns = 0; rest.length > 0 && turns < 20; turns += 1) {
      given.push(...namesOf(rest));
      rest = await lease(storage, 25, 4);
    }
    const all = ['a', 'b'].flatMap((tenantId) => ids.map((id) => `${tenantId}/${id}`));
    requireSame('all that was given', given.toSorted(), all);
  }),

  storageCase('a message is leased once it is committed, and not before', async (storage) => {
    const written = gate();
    const leased = gate();
    const writer = inDesk(storage, async (tx) => {
      await tx.insert('outbox', message('never committed', 1));
      written.open();
      await endsWithin(moment, leased.opened);
      throw new Error('the writer gave up');
    });
    const failed = endsWithin(soon, writer);
    await written.opened;
    const given = namesOf(await lease(storage, 5));
    leased.open();
    await failed;
    requireSame('what was leased meanwhile', given, []);
    await keep(storage, 'outbox', [message('committed', 1)]);
    requireSame('what is leased then', namesOf(await lease(storage, 5)), ['desk/committed']);
  }),

  storageCase('a lease waits for no transaction', async (storage) => {
    await keep(storage, 'outbox', [message('1', 1)], 'free');
    const begun = gate();
    const done = gate();
    const busy = storage.transaction('busy', async (tx) => {
      await tx.insert('outbox', message('2', 2));
      begun.open();
      await endsWithin(long, done.opened);
    });
    await begun.opened;
    const leasing = lease(storage, 5);
    const isFree = await endsWithin(soon, leasing);
    done.open();
    await busy;
    requireSame('whether it came while the transaction ran', isFree, true);
    requireSame('what it gave', namesOf(await leasing), ['free/1']);
  }),
];
