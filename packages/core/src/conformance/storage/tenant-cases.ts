import type { Storage } from '../../ports/storage.ts';
import { outcomeOf, require, requireRefusal, requireSame } from '../finding.ts';
import { endsWithin, gate, long, soon } from '../waiting.ts';
import { idsOf, keep, kept, row, storageCase } from './desk-rows.ts';

/** What tenants see of each other: nothing. */
export const tenantCases = [
  storageCase('no tenant reads or lists a row of another', async (storage) => {
    const keys = { customer: 'acme' };
    await keep(storage, 'work', [row('te_1', { keys })], 'one');
    requireSame('its row, read by another', await kept(storage, 'work', 'te_1', 'two'), null);
    requireSame('its row, in a list of another', await idsOf(storage, 'work', {}, 'two'), []);
    const index = { name: 'customer', key: 'acme' };
    requireSame('its row, in an index of another', await idsOf(storage, 'work', { index }, 'two'), []);
  }),

  storageCase('no tenant changes or removes a row of another', async (storage) => {
    await keep(storage, 'work', [row('te_1')], 'one');
    await requireRefusal('an update by another', 'STORAGE_CONFLICT', () =>
      storage.transaction('two', (tx) => tx.update('work', row('te_1', { value: 'changed' }), 1)),
    );
    await requireRefusal('a removal by another', 'STORAGE_CONFLICT', () =>
      storage.transaction('two', (tx) => tx.remove('work', 'te_1', 1)),
    );
    requireSame('the row', await kept(storage, 'work', 'te_1', 'one'), { ...row('te_1'), revision: 1 });
  }),

  storageCase('tenants have rows of their own with the same ids', async (storage) => {
    await keep(storage, 'work', [row('te_1', { value: 'of one' })], 'one');
    await keep(storage, 'work', [row('te_1', { value: 'of two' })], 'two');
    await storage.transaction('two', (tx) => tx.remove('work', 'te_1', 1));
    requireSame('the row of the one', (await kept(storage, 'work', 'te_1', 'one'))?.value, 'of one');
  }),

  storageCase(
    'tenants whose ids look alike, or join with other ids to the same text, stay apart',
    async (storage) => {
      const tenants = [
        'a',
        'A',
        'a ',
        'a:b',
        'a/b',
        '\u00e4',
        'a\u0308',
        "a'; --",
        '%',
        '_',
        '\u{1f600}',
        '__proto__',
      ];
      for (const tenantId of tenants) {
        const ids = ['b:c', 'c', 'b/c', '__proto__'];
        await keep(
          storage,
          'customers',
          ids.map((id) => row(id, { value: [tenantId, id] })),
          tenantId,
        );
      }
      for (const tenantId of tenants) {
        const found = await kept(storage, 'customers', 'c', tenantId);
        requireSame(`the row of tenant ${JSON.stringify(tenantId)}`, found?.value, [tenantId, 'c']);
        requireSame('the number of its rows', (await idsOf(storage, 'customers', {}, tenantId)).length, 4);
      }
      requireSame('the tenants', await storage.tenants({ limit: 100 }), tenants.toSorted());
    },
  ),

  storageCase('a lock of one tenant holds up no other', async (storage) => {
    const held = gate();
    const done = gate();
    const holder = storage.transaction('one', async (tx) => {
      await tx.lock('customer:acme');
      held.open();
      await endsWithin(long, done.opened);
    });
    await held.opened;
    const other = storage.transaction('two', (tx) => tx.lock('customer:acme'));
    const isFree = await endsWithin(soon, other);
    done.open();
    await Promise.all([holder, other]);
    require(isFree, 'the other tenant waited for it');
  }),

  storageCase('tenants are told in order of UTF-16 code units, page by page', async (storage) => {
    const tenants = ['b', '\uff5e', 'a', '\ud83d\ude00', 'B', 'ab'];
    for (const tenantId of tenants) await keep(storage, 'customers', [row('acme')], tenantId);
    const pages: string[] = [];
    for (let after: string | undefined; pages.length < 20; after = pages.at(-1)) {
      const page = await storage.tenants({ after, limit: 2 });
      require(page.length <= 2, `a page of 2 had ${page.length} tenants`);
      if (page.length === 0) break;
      pages.push(...page);
    }
    requireSame('the tenants', pages, tenants.toSorted());
  }),

  storageCase('a tenant is told when it has rows, and not for having been asked', async (storage) => {
    await kept(storage, 'customers', 'acme', 'who only read');
    await outcomeOf(() =>
      storage.transaction('whose only transaction failed', async (tx) => {
        await tx.insert('customers', row('acme'));
        throw new Error('the body gave up');
      }),
    );
    requireSame('the tenants at first', await storage.tenants({ limit: 10 }), []);
    await keepOne(storage);
    requireSame('the tenants', await storage.tenants({ limit: 10 }), ['with a row']);
  }),
];

const keepOne = (storage: Storage): Promise<void> => keep(storage, 'audit', [row('1')], 'with a row');
