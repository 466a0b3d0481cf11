import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCivilDate } from '../testing/time-arbitraries.ts';
import { addDays } from '../time/civil-date.ts';
import { dueOn, type PaymentTerms, paymentTermsSchema } from './payment-terms.ts';

const terms = (days: number, from: PaymentTerms['from'] = 'issue'): PaymentTerms =>
  paymentTermsSchema.parse({ days, from });

test.each([
  [14, '2026-03-01', '2026-03-15'],
  [0, '2026-03-01', '2026-03-01'],
  [30, '2026-01-31', '2026-03-02'],
  [30, '2028-01-31', '2028-03-01'],
  [1, '2028-02-28', '2028-02-29'],
  [1, '2026-02-28', '2026-03-01'],
  [365, '2027-03-01', '2028-02-29'],
])('%i days from the issue on %s end on %s', (days, issuedOn, due) => {
  expect(dueOn(terms(days), issuedOn)).toBe(due);
});

test.each([
  [0, '2026-02-01', '2026-02-28'],
  [0, '2028-02-29', '2028-02-29'],
  [0, '2100-02-11', '2100-02-28'],
  [0, '2026-04-30', '2026-04-30'],
  [0, '2026-12-31', '2026-12-31'],
  [0, '2199-12-01', '2199-12-31'],
  [30, '2026-01-01', '2026-03-02'],
  [30, '2026-11-05', '2026-12-30'],
])('%i days from the end of the month of %s end on %s', (days, issuedOn, due) => {
  expect(dueOn(terms(days, 'end-of-month'), issuedOn)).toBe(due);
});

test('the end of a month is in that month, and the day after is the first of the next', () => {
  fc.assert(
    fc.property(anyCivilDate({ from: '1970-01-01', to: '2199-11-30' }), (issuedOn) => {
      const due = dueOn(terms(0, 'end-of-month'), issuedOn);
      expect(due.slice(0, 7)).toBe(issuedOn.slice(0, 7));
      expect(addDays(due, 1).slice(8)).toBe('01');
    }),
  );
});

test('terms without `from` count from the issue', () => {
  expect(paymentTermsSchema.parse({ days: 14 })).toEqual({ days: 14, from: 'issue', instructions: null });
});

test('a day of issue that does not exist is refused, whatever the terms count from', () => {
  for (const from of ['issue', 'end-of-month'] as const) {
    expect(() => dueOn(terms(14, from), '2026-02-30')).toThrow('CIVIL_DATE_INVALID');
  }
});
