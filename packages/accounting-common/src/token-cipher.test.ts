import { expect, test } from 'vitest';
import { tokenCipher } from './token-cipher.ts';

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const place = ['desk', 'quickbooks', '9341'];

test('what is sealed shows nothing of itself, differs each time, and opens where it belongs', () => {
  const cipher = tokenCipher({ current: 'k1', keys: { k1: key(1) } });
  const [one, other] = [cipher.seal('refresh-token', place), cipher.seal('refresh-token', place)];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('refresh');
  expect(cipher.open(one, place)).toBe('refresh-token');
});

test.each([
  ['tenant', ['globex', 'quickbooks', '9341']],
  ['provider', ['desk', 'xero', '9341']],
  ['company', ['desk', 'quickbooks', '9342']],
  ['division of the same letters', ['desk', 'quickbooks9341']],
])('it does not open for another %s', (_, elsewhere) => {
  const cipher = tokenCipher({ current: 'k1', keys: { k1: key(1) } });
  expect(cipher.open(cipher.seal('secret', place), elsewhere)).toBeNull();
});

test('it does not open when any of its bytes was changed', () => {
  const cipher = tokenCipher({ current: 'k1', keys: { k1: key(1) } });
  const sealed = cipher.seal('secret', place);
  for (const [part, text] of sealed.split('.').entries()) {
    if (part === 0) continue;
    const bytes = Buffer.from(text, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const parts = sealed.split('.').with(part, changed.toString('base64url'));
      expect(cipher.open(parts.join('.'), place)).toBeNull();
    }
  }
  for (const nonsense of ['', 'v1', 'v1.a.b.c.d', 'v2'.concat(sealed.slice(2))])
    expect(cipher.open(nonsense, place)).toBeNull();
});

test('a new key seals from now on, and what the old one sealed opens as long as it is there', () => {
  const old = tokenCipher({ current: 'k1', keys: { k1: key(1) } }).seal('secret', place);
  expect(tokenCipher({ current: 'k2', keys: { k1: key(1), k2: key(2) } }).open(old, place)).toBe('secret');
  expect(tokenCipher({ current: 'k2', keys: { k2: key(2) } }).open(old, place)).toBeNull();
});

test('keys of another length, and a current key that is missing, are refused', () => {
  for (const keys of [{ k1: new Uint8Array(16) }, { other: key(1) }])
    expect(() => tokenCipher({ current: 'k1', keys })).toThrow(
      expect.objectContaining({ code: 'CONNECTOR_INVALID' }),
    );
});
