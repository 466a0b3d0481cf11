import { expect, test } from 'vitest';
import { type Expense, expense } from '../work/expense.ts';
import { expenseLines } from './expense-lines.ts';

const train = (given: Partial<Expense> = {}) =>
  expense({
    id: 'ex_1',
    customerId: 'acme',
    date: '2026-03-02',
    description: 'Train',
    amount: { amount: '48.90', currency: 'EUR' },
    kind: 'billable',
    ...given,
  });
const amounts = (...expenses: Expense[]) => expenseLines(expenses).map(({ amount }) => amount.amount);

test('an expense is a line of 1 × its amount', () => {
  const item = { kind: 'ticket' as const, id: '4711', title: 'Printer', tags: ['x'] };
  expect(expenseLines([train({ agentId: 'ana', workItem: item, taxCodes: ['vat'] })])).toEqual([
    {
      kind: 'expense',
      key: 'expense:ex_1',
      group: {
        expenseId: 'ex_1',
        agentId: 'ana',
        workItem: { kind: 'ticket', id: '4711', title: 'Printer' },
      },
      unit: 'lump',
      quantity: '1',
      unitPrice: '48.90',
      amount: { amount: '48.90', currency: 'EUR' },
      hours: null,
      pieces: null,
      from: '2026-03-02',
      to: '2026-03-02',
      entryIds: [],
      taxCodes: ['vat'],
      description: 'Train',
    },
  ]);
});

test('R3: the markup is added and rounded half-up once', () => {
  // 48.90 × 1.05 = 51.345
  expect(amounts(train({ markupPercent: '5' }))).toEqual(['51.35']);
  expect(amounts(train({ amount: { amount: '-48.90', currency: 'EUR' }, markupPercent: '5' }))).toEqual([
    '-51.35',
  ]);
  expect(amounts(train({ amount: { amount: '333', currency: 'JPY' }, markupPercent: '12.5' }))).toEqual([
    '375',
  ]);
});

test('pass-through expenses are billed as they are, internal ones are no lines', () => {
  expect(amounts(train({ kind: 'pass-through' }), train({ id: 'ex_2', kind: 'internal' }))).toEqual([
    '48.90',
  ]);
});

test('R1: an amount is written with the decimal places of its currency; what is none is refused', () => {
  const spent = (amount: string): Expense => ({ ...train(), amount: { amount, currency: 'EUR' } });
  expect(amounts(spent('48.9'))).toEqual(['48.90']);
  for (const amount of ['48,90', 'NaN', '48.905']) {
    expect(() => expenseLines([spent(amount)])).toThrow('MONEY_INVALID');
    expect(() => expenseLines([{ ...spent(amount), markupPercent: '5' }])).toThrow('MONEY_INVALID');
  }
});

test('the taxes of an expense are its own, else the default ones; an empty list means no tax', () => {
  const lines = expenseLines([train(), train({ id: 'ex_2', taxCodes: [] })], { taxCodes: ['vat'] });
  expect(lines.map(({ taxCodes }) => taxCodes)).toEqual([['vat'], []]);
});

test('R52: expenses come by date, then by key', () => {
  const lines = expenseLines([
    train({ id: 'b' }),
    train({ id: 'c', date: '2026-03-01' }),
    train({ id: 'a' }),
  ]);
  expect(lines.map(({ key }) => key)).toEqual(['expense:c', 'expense:a', 'expense:b']);
});

test('R1: expenses in two currencies, or of two customers, are refused', () => {
  const dollars = train({ id: 'ex_2', amount: { amount: '1.00', currency: 'USD' } });
  expect(() => expenseLines([train(), dollars])).toThrow('CURRENCY_MISMATCH');
  expect(() => expenseLines([train(), train({ id: 'ex_2', customerId: 'globex' })])).toThrow(
    'TOTALS_INVALID: expenses: "ex_2" is for "globex", the lines are for "acme"',
  );
});

test('what names no taxes, and has no time entries, has empty lists there', () => {
  expect(expenseLines([train()])[0]).toMatchObject({ taxCodes: [], entryIds: [] });
});

test('a markup is for billable expenses: what is passed through stays what it cost', () => {
  const passed = { ...train(), kind: 'pass-through', markupPercent: '10' } as Expense;
  expect(amounts(passed)).toEqual(['48.90']);
});

test('R1: two currencies are refused by their names', () => {
  const dollars = train({ id: 'ex_2', amount: { amount: '1.00', currency: 'USD' } });
  expect(() => expenseLines([train(), dollars])).toThrow(
    expect.objectContaining({ code: 'CURRENCY_MISMATCH', details: { left: 'EUR', right: 'USD' } }),
  );
});
