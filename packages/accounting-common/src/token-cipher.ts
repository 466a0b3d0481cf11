import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BillingError } from '@billwright/core';

/** The keys that seal tokens. Old ones stay, so that what they sealed can be read. */
export interface TokenKeys {
  /** The id of the key that seals. */
  readonly current: string;
  /** 32 bytes each, by id. */
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

/** Seals texts, each bound to where it belongs: sealed for one tenant it can't be read as another's. */
export interface TokenCipher {
  seal(text: string, boundTo: readonly string[]): string;
  /** The text; `null` when it was sealed for another place, with a key that is not there, or was changed. */
  open(sealed: string, boundTo: readonly string[]): string | null;
}

/**
 * Seals tokens with AES-256-GCM. The id of the key is in the result, and sealed with the text.
 *
 * @throws BillingError `CONNECTOR_INVALID` when the current key is missing, or a key has not 32 bytes.
 * @example
 * ```ts
 * import { tokenCipher } from '@billwright/accounting-common';
 *
 * const cipher = tokenCipher({ current: 'k1', keys: { k1: new Uint8Array(32).fill(7) } });
 * const sealed = cipher.seal('secret', ['acme-msp', 'quickbooks', '9341']);
 * console.log(cipher.open(sealed, ['acme-msp', 'quickbooks', '9341']));
 * // => secret
 * console.log(cipher.open(sealed, ['globex-msp', 'quickbooks', '9341']));
 * // => null
 * ```
 */
export function tokenCipher({ current, keys }: TokenKeys): TokenCipher {
  const known = new Map(Object.entries(keys));
  const issues = [...known]
    .filter(([, key]) => key.length !== 32)
    .map(([id, key]) => ({ path: ['keys', id], message: `must have 32 bytes, and has ${key.length}` }));
  const currentKey = known.get(current);
  if (currentKey === undefined) issues.push({ path: ['current'], message: 'names a key that is not there' });
  if (currentKey === undefined || issues.length > 0) throw new BillingError('CONNECTOR_INVALID', { issues });
  return {
    seal(text, boundTo) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', currentKey, nonce).setAAD(placeOf(current, boundTo));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [Buffer.from(current, 'utf8'), nonce, cipher.getAuthTag(), body];
      return ['v1', ...parts.map((part) => part.toString('base64url'))].join('.');
    },
    open(sealed, boundTo) {
      const [version, ...parts] = sealed.split('.');
      const [id, nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== 'v1' || id === undefined || nonce?.length !== 12 || tag?.length !== 16) return null;
      const key = known.get(id.toString('utf8'));
      if (key === undefined || body === undefined) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
          .setAAD(placeOf(id.toString('utf8'), boundTo))
          .setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

const placeOf = (keyId: string, boundTo: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify([keyId, ...boundTo]), 'utf8');
