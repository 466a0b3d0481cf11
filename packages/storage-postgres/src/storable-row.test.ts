import { isBillingError } from '@billwright/core';
import { expect, test } from 'vitest';
import { requireStorable, storableRow } from './storable-row.ts';

const row = { id: 'te_1', order: '2026-03-02', keys: { customer: 'acme' }, value: { note: 'plain' } };

function faultsOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (isBillingError(error, 'ROW_INVALID')) return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

test.each(['\0', 'before \0 after', '\ud83d', '\ude00 first', '\ud83dx'])(
  '%j is refused wherever it stands',
  (text) => {
    expect(faultsOf(() => storableRow({ ...row, id: text }, ['customer']))).toEqual(['id']);
    expect(faultsOf(() => storableRow({ ...row, order: text }, ['customer']))).toEqual(['order']);
    expect(faultsOf(() => storableRow({ ...row, keys: { customer: text } }, ['customer']))).toEqual([
      'keys.customer',
    ]);
    expect(faultsOf(() => storableRow({ ...row, value: text }, ['customer']))).toEqual(['value']);
    expect(faultsOf(() => storableRow({ ...row, value: { deep: [{ [text]: 1 }] } }, ['customer']))).toEqual([
      'value',
    ]);
    expect(faultsOf(() => requireStorable(text, 'tenantId'))).toEqual(['tenantId']);
  },
);

test.each(['', '\u{1f600}', '\ufeff', '\u0001', '\u001f', '\\u0000', '\\\\u0000', 'a\\ud800', '\uffff'])(
  '%j is kept as it is',
  (text) => {
    const { text: stored } = storableRow({ ...row, value: { note: text, [text]: 1 } }, ['customer']);
    expect(JSON.parse(stored)).toEqual({ note: text, [text]: 1 });
  },
);

test('a key of an index that the collection does not have is refused, for no list would find it', () => {
  expect(faultsOf(() => storableRow(row, ['agent']))).toEqual(['keys.customer']);
});
