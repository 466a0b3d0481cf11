import type { Json, Row, Storage } from '../../ports/storage.ts';
import { outcomeOf, require, requireSame } from '../finding.ts';
import { inDesk, keep, kept, row, storageCase } from './desk-rows.ts';

/** Values that come back as they were. */
export const valueCases = [
  storageCase('nested values, empty texts, lists and objects come back as they were', (storage) =>
    requireKept(storage, {
      nothing: null,
      yes: true,
      no: false,
      empty: ['', [], {}, [[]], [{}], { '': '' }],
      deep: { list: [1, [2, [3, [4, { five: [{ six: null }] }]]]] },
      $ref: { 'a.b': 1, 'a b': 2, '2026-03-02': 3 },
    }),
  ),

  storageCase('texts come back character by character', (storage) =>
    requireKept(storage, [
      'line\u2028separator, paragraph\u2029separator, next\u0085line',
      'tab\tnew\nline\rreturn\u0001\u001f\u007f',
      'emoji \u{1f600}\u{1f469}\u200d\u{1f4bb}, composed \u00e4, decomposed a\u0308, \ufeffmark',
      `quotes ' " \` \\ \\u0041 %s $1 {{x}} -- ; </script>`,
      ' blank before and after ',
    ]),
  ),

  storageCase('numbers come back exactly, the smallest and the greatest', (storage) =>
    requireKept(
      storage,
      [
        0, 1, -1, 0.1, 0.30000000000000004, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 9007199254740991,
        -9007199254740991, 9007199254740992, 123456789.12345679,
      ],
    ),
  ),

  storageCase('keys with the names of parts of objects are keys like others', (storage) => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":"c","toString":"t","hasOwnProperty":null,"length":0}';
    // It is JSON, since that is how it was written.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return requireKept(storage, JSON.parse(text) as Json);
  }),

  storageCase('a text of 64 KiB and a list of 10,000 numbers come back whole', (storage) =>
    requireKept(storage, {
      text: 'Grüße \u{1f600} '.repeat(8192),
      list: Array.from({ length: 10_000 }, (_, index) => index / 8),
    }),
  ),

  storageCase('a value may be a text, a number, a list, true or null', async (storage) => {
    const values: readonly Json[] = ['text', '', 0, 12.5, true, false, null, [], [null]];
    for (const [index, value] of values.entries()) {
      await keep(storage, 'customers', [row(`row ${index}`, { value })]);
      requireSame('the value', (await kept(storage, 'customers', `row ${index}`))?.value, value);
    }
  }),

  storageCase('text that no UTF-8 can hold comes back as it was, or is refused', async (storage) => {
    for (const [index, value] of ['lone \ud83d surrogate', 'zero \u0000 character'].entries()) {
      const id = `row ${index}`;
      const written = await outcomeOf(() => keep(storage, 'customers', [row(id, { value })]));
      const found = await kept(storage, 'customers', id);
      if (written.status === 'resolved') requireSame('the text', found?.value, value);
      else requireSame('a row that was refused', found, null);
    }
  }),

  storageCase('nobody shares an object with the storage', async (storage) => {
    const list = ['written'];
    const keys: Record<string, string> = { customer: 'acme' };
    const written: Row = row('te_1', { keys, value: { list } });
    await inDesk(storage, async (tx) => {
      await tx.insert('work', written);
      list.push('changed by who wrote it');
      keys['customer'] = 'beta';
      spoil(await tx.get('work', 'te_1'));
      spoil((await tx.getAll('work', ['te_1']))[0]);
    });
    spoil(await kept(storage, 'work', 'te_1'));
    const index = { name: 'customer', key: 'acme' };
    const listed = await inDesk(storage, (tx) => tx.list('work', { index, limit: 1 }));
    spoil(listed[0]);
    requireSame('the row', await kept(storage, 'work', 'te_1'), {
      ...row('te_1', { keys: { customer: 'acme' }, value: { list: ['written'] } }),
      revision: 1,
    });
  }),
];

/** Written and read alone, with others, and in a list. */
async function requireKept(storage: Storage, value: Json): Promise<void> {
  await keep(storage, 'customers', [row('one', { value })]);
  await inDesk(storage, (tx) => tx.insertAll('customers', [row('two', { value }), row('three')]));
  await inDesk(storage, (tx) => tx.updateAll('customers', [{ row: row('three', { value }), revision: 1 }]));
  const ids = ['one', 'three', 'two'];
  for (const id of ids) requireSame('the value', (await kept(storage, 'customers', id))?.value, value);
  const together = await inDesk(storage, (tx) => tx.getAll('customers', ids));
  for (const found of together) requireSame('the value, read with others', found?.value, value);
  const listed = await inDesk(storage, (tx) => tx.list('customers', { limit: 3 }));
  for (const found of listed) requireSame('the value in a list', found.value, value);
}

/** Changes all of a row that can be changed. A storage may give rows that are frozen. */
function spoil(found: unknown): void {
  require(typeof found === 'object' && found !== null, 'a row that was written is not there');
  for (const part of Object.values(found)) {
    if (typeof part === 'object' && part !== null) spoil(part);
  }
  Reflect.set(found, 'spoiled', true);
  Reflect.set(found, 0, 'spoiled');
}
