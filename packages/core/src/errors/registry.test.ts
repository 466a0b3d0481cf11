import { describe, expect, test } from 'vitest';
import { BillingError } from './billing-error.ts';
import type { ErrorCode, ErrorDetails, InputDetails } from './codes.ts';
import { errorRegistry } from './registry.ts';

const input = { issues: [{ path: ['rules', 0, 'price'], message: 'is missing' }] };

// One occurrence of each error; the compiler refuses a list without a new code.
const occurrences: { readonly [Code in ErrorCode]: ErrorDetails[Code] } = {
  ALLOCATION_INVALID: input,
  AMOUNT_OUT_OF_RANGE: { value: '10', limit: '9' },
  CALENDAR_INVALID: input,
  CHARGE_NOT_FOUND: { index: 3, count: 2 },
  CIVIL_DATE_INVALID: input,
  COVERAGE_MISMATCH: { expected: 60, found: 59, unit: 'seconds' },
  CSV_MAPPING_INVALID: input,
  CSV_UNREADABLE: { line: 7, reason: 'a quote is never closed' },
  CURRENCY_MISMATCH: { left: 'EUR', right: 'USD' },
  CURRENCY_UNKNOWN: { currency: 'XXX' },
  DECIMAL_INVALID: input,
  DUPLICATE_ENTRY: { id: 'te_1', first: 0, second: 4 },
  EXPENSE_INVALID: input,
  INSTANT_INVALID: input,
  LINE_POLICY_INVALID: input,
  LOCALE_UNKNOWN: { locale: 'tlh', known: ['de', 'en'] },
  MONEY_INVALID: input,
  PERIOD_INVALID: input,
  PRODUCT_CHARGE_INVALID: input,
  QUANTITY_POLICY_INVALID: input,
  RATE_AMBIGUOUS: { entryId: 'te_1', rateCardId: 'standard', ruleIds: ['one', 'other'] },
  RATE_CARD_INVALID: input,
  RATING_POLICY_INVALID: input,
  TAX_CODE_UNKNOWN: { taxCode: 'vat', known: [] },
  TIME_ENTRY_INVALID: input,
  TOTALS_INVALID: input,
  ZONE_UNKNOWN: { zone: 'Mars/Olympus' },
};

const firstFault = (issues: InputDetails['issues']): string =>
  errorRegistry.RATE_CARD_INVALID.message({ issues });

const codes = Object.keys(errorRegistry) as ErrorCode[];

describe('the registry of errors', () => {
  test('has every code, in alphabetical order', () => {
    expect(codes).toEqual(Object.keys(occurrences));
    expect(codes).toEqual(codes.toSorted());
  });

  test.each(codes)('%s says when it happens, what to do about it, and what happened', (code) => {
    const { when, remedy } = errorRegistry[code];
    expect(when).toMatch(/^[A-Z].{10,}\.$/);
    expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
    const { message } = new BillingError(code, occurrences[code]);
    expect(message.startsWith(`${code}: `)).toBe(true);
    expect(message).not.toMatch(/undefined|null|\[object|NaN/);
  });

  test('a refused input is told by its first fault, with the path as it is typed in code, and a count', () => {
    const fault = { path: ['rules', 0, 'price'], message: 'is missing' };
    expect(firstFault([fault])).toBe('rules[0].price: is missing');
    expect(firstFault([fault, fault, fault])).toBe('rules[0].price: is missing (and 2 more)');
    expect(firstFault([{ path: [], message: 'is missing' }])).toBe('(input): is missing');
    expect(firstFault([])).toBe('the input was refused');
  });
});
