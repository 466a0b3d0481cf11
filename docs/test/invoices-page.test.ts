import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deliveryTransitions, ledgerTransitions, settlementTransitions } from '@billwright/core';
import { expect, test } from 'vitest';
import { invoiceTables, withTables } from '../../scripts/generate-invoice-tables.ts';

const page = readFileSync(resolve(import.meta.dirname, '../concepts/invoices.md'), 'utf8');
const picture = readFileSync(join(import.meta.dirname, '../pictures/invoice-states.svg'), 'utf8');

test('R80: the tables of the page "Invoices" are those that the code goes by', () => {
  expect(invoiceTables).toEqual({
    settlement: settlementTransitions,
    delivery: deliveryTransitions,
    ledger: ledgerTransitions,
  });
  expect(page, 'run node scripts/generate-invoice-tables.ts').toBe(withTables(page, invoiceTables));
});

// A check that never rejects proves nothing: the page meets tables that it does not belong to.
test.each([
  ['lacks a state', { ...deliveryTransitions, lost: {} }],
  ['lacks an action', { ...deliveryTransitions, sent: { 'fail-delivery': 'failed', recall: 'unsent' } }],
  ['tells another state', { ...deliveryTransitions, sent: { 'fail-delivery': 'unknown' } }],
])('a page that %s is refused', (_, delivery) => {
  expect(page).not.toBe(withTables(page, { ...invoiceTables, delivery }));
});

test('the picture of the page has every state', () => {
  const states = Object.values(invoiceTables).flatMap((table) => Object.keys(table));
  expect(states.filter((state) => !picture.includes(`>${state}<`))).toEqual([]);
});
