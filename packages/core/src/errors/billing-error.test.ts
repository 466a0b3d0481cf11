import { describe, expect, test } from 'vitest';
import { BillingError, isBillingError } from './billing-error.ts';
import { inputError } from './parse-input.ts';

const mismatch = new BillingError('CURRENCY_MISMATCH', { left: 'EUR', right: 'USD' });

describe('a billing error', () => {
  test('says what happened, under which code, and what to do about it', () => {
    expect(mismatch.message).toBe("CURRENCY_MISMATCH: EUR and USD can't be added or compared");
    expect(mismatch.code).toBe('CURRENCY_MISMATCH');
    expect(mismatch.remedy).toContain('one currency per customer');
    expect(mismatch.name).toBe('BillingError');
    expect(mismatch).toBeInstanceOf(Error);
  });

  test('is plain JSON for logs and answers over HTTP, with code, message, remedy and details', () => {
    expect(JSON.parse(JSON.stringify(mismatch))).toEqual({
      code: 'CURRENCY_MISMATCH',
      message: mismatch.message,
      remedy: mismatch.remedy,
      details: { left: 'EUR', right: 'USD' },
    });
  });

  test('keeps what caused it', () => {
    const cause = new Error('disk full');
    expect(inputError('TIME_ENTRY_INVALID', [], cause).cause).toBe(cause);
    expect('cause' in inputError('TIME_ENTRY_INVALID', [])).toBe(false);
  });

  test('never carries back the megabytes that it was about, nor text that no database can store', () => {
    const currency = `\ud800\0${'x'.repeat(10_000_000)}`;
    const { message, details } = new BillingError('CURRENCY_UNKNOWN', { currency });
    expect(message.length).toBeLessThan(1000);
    expect(details.currency).toBe(`\ufffd\ufffd${'x'.repeat(498)}… (10000002 characters)`);
  });

  test('cuts texts at every depth of the details, and leaves numbers and short texts alone', () => {
    const long = 'p'.repeat(501);
    const { details } = inputError('RATE_CARD_INVALID', [{ path: ['rules', 0, long], message: long }]);
    const cut = `${'p'.repeat(500)}… (501 characters)`;
    expect(details).toEqual({ issues: [{ path: ['rules', 0, cut], message: cut }] });
  });
});

describe('isBillingError', () => {
  test('knows its own errors, of any code or of the one that is named', () => {
    expect(isBillingError(mismatch)).toBe(true);
    expect(isBillingError(mismatch, 'CURRENCY_MISMATCH')).toBe(true);
    expect(isBillingError(mismatch, 'ZONE_UNKNOWN')).toBe(false);
  });

  test('knows the errors of a second copy of the package, which instanceof does not', async () => {
    const copy: string = './billing-error.ts?copy';
    const second = (await import(copy)) as { BillingError: typeof BillingError };
    const other = new second.BillingError('ZONE_UNKNOWN', { zone: 'Mars/Olympus' });
    expect(second.BillingError).not.toBe(BillingError);
    expect(other).not.toBeInstanceOf(BillingError);
    expect(isBillingError(other, 'ZONE_UNKNOWN')).toBe(true);
  });

  test.each([null, undefined, 'CURRENCY_MISMATCH', 42, new Error('no'), { code: 'CURRENCY_MISMATCH' }, []])(
    'is false for %o',
    (value) => {
      expect(isBillingError(value)).toBe(false);
    },
  );
});
