import { isBillingError } from '../../errors/billing-error.ts';
import { outcomeOf, require, requireSame } from '../finding.ts';
import { endsWithin, gate, moment, pause, soon } from '../waiting.ts';
import { increment, inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** What many do at once. */
export const raceCases = [
  storageCase('of ten that insert one id at once, one gets true', async (storage) => {
    const answers = await Promise.all(
      times(10).map((racer) =>
        inDesk(storage, async (tx) => {
          const isMine = await tx.insert('claims', row('te_1', { value: racer }));
          await tx.insert('agents', row(`racer ${racer}`));
          return isMine;
        }),
      ),
    );
    requireSame('the number of those that got true', answers.filter(Boolean).length, 1);
    const winner = answers.indexOf(true);
    requireSame('whose row it is', (await kept(storage, 'claims', 'te_1'))?.value, winner);
    for (const racer of times(10)) {
      const own = await kept(storage, 'agents', `racer ${racer}`);
      require(own !== null, `racer ${racer} lost what it wrote beside the claim`);
    }
  }),

  storageCase('an id that somebody inserted and gave up is free for who waited', async (storage) => {
    const inserted = gate();
    const tried = gate();
    const first = inDesk(storage, async (tx) => {
      await tx.insert('claims', row('te_1', { value: 'first' }));
      inserted.open();
      await endsWithin(moment, tried.opened);
      throw new Error('the first gave up');
    });
    const firstEnd = outcomeOf(() => first);
    await inserted.opened;
    const got = await inDesk(storage, (tx) => tx.insert('claims', row('te_1', { value: 'second' })));
    tried.open();
    await firstEnd;
    requireSame('the answer to the second', got, true);
    requireSame('the row', (await kept(storage, 'claims', 'te_1'))?.value, 'second');
  }),

  storageCase('no increment is lost when twenty change one row without a lock', async (storage) => {
    await keep(storage, 'counters', [row('count', { value: 0 })]);
    const outcomes = await Promise.all(
      times(20).map(() =>
        outcomeOf(() =>
          inDesk(storage, async (tx) => {
            await increment(tx, 'count');
            await pause(1);
          }),
        ),
      ),
    );
    const lost = outcomes.find(
      (outcome) => outcome.status === 'rejected' && !isBillingError(outcome.error, 'STORAGE_CONFLICT'),
    );
    require(lost ===
      undefined, `one of them failed with ${String(lost?.status === 'rejected' && lost.error)}`);
    const succeeded = outcomes.filter(({ status }) => status === 'resolved').length;
    require(succeeded > 0, 'none of them succeeded');
    requireSame('the count', (await kept(storage, 'counters', 'count'))?.value, succeeded);
  }),

  storageCase('fifty increments under one lock, all at once, make fifty', async (storage) => {
    await Promise.all(
      times(50).map(() =>
        inDesk(storage, async (tx) => {
          await tx.lock('series:INV');
          await increment(tx, 'count');
        }),
      ),
    );
    requireSame('the count', (await kept(storage, 'counters', 'count'))?.value, 50);
  }),

  storageCase('nobody holds a lock that somebody else holds', async (storage) => {
    let holders = 0;
    let most = 0;
    await Promise.all(
      times(8).map(() =>
        inDesk(storage, async (tx) => {
          await tx.lock('customer:acme');
          holders += 1;
          most = Math.max(most, holders);
          await pause(1);
          holders -= 1;
        }),
      ),
    );
    requireSame('the most that held it at once', most, 1);
  }),

  storageCase(
    'who gets a lock sees what its holders before committed, even after other reads',
    async (storage) => {
      await keep(storage, 'counters', [row('count', { value: 0 })]);
      const held = gate();
      const isRead = gate();
      const holder = inDesk(storage, async (tx) => {
        await tx.lock('series:INV');
        held.open();
        await endsWithin(moment, isRead.opened);
        await increment(tx, 'count');
      });
      await held.opened;
      const seen = await inDesk(storage, async (tx) => {
        await tx.get('counters', 'count');
        isRead.open();
        await tx.lock('series:INV');
        return (await tx.get('counters', 'count'))?.value;
      });
      await holder;
      requireSame('the count under the lock', seen, 1);
    },
  ),

  storageCase('a lock ends with its transaction, also when that throws', async (storage) => {
    const failed = await outcomeOf(() =>
      inDesk(storage, async (tx) => {
        await tx.lock('customer:acme');
        throw new Error('the holder gave up');
      }),
    );
    requireSame('the holder', failed.status, 'rejected');
    const next = inDesk(storage, (tx) => tx.lock('customer:acme'));
    require(await endsWithin(soon, next), 'the lock was still held');
    await next;
  }),

  storageCase('taking a lock again is free', async (storage) => {
    const twice = inDesk(storage, async (tx) => {
      await tx.lock('customer:acme');
      await tx.lock('account:1');
      await tx.lock('customer:acme');
    });
    require(await endsWithin(soon, twice), 'it waits for itself');
    await twice;
  }),
];
