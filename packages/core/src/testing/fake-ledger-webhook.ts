import type { WebhookAnswer, WebhookRequest } from '../ports/accounting.ts';

/** A key of Web Crypto; nobody looks into it. */
interface HmacKey {
  readonly type: string;
}

// What every runtime has had since Node.js 20, told to the compiler without a library of types.
declare const crypto: {
  readonly subtle: {
    importKey(
      format: 'raw',
      bytes: Uint8Array,
      algorithm: { readonly name: 'HMAC'; readonly hash: 'SHA-256' },
      isExtractable: false,
      uses: readonly ('sign' | 'verify')[],
    ): Promise<HmacKey>;
    sign(algorithm: 'HMAC', key: HmacKey, data: Uint8Array): Promise<ArrayBuffer>;
    verify(algorithm: 'HMAC', key: HmacKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
  };
};
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

/** How a fake ledger calls, and reads its own calls. */
export interface FakeLedgerWebhook {
  /** The request by which it says that something changed for tenants. */
  readonly request: (tenantIds: readonly string[]) => Promise<WebhookRequest>;
  /** What a request means. One that was not signed with the key over this very body is refused. */
  readonly read: (request: WebhookRequest) => Promise<WebhookAnswer>;
}

/** Calls that are signed with HMAC-SHA-256 over the body, in hexadecimal in the header `x-signature`. */
export function fakeLedgerWebhook(key: string): FakeLedgerWebhook {
  const hmacKey = (use: 'sign' | 'verify'): Promise<HmacKey> =>
    crypto.subtle.importKey('raw', encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
  return {
    async request(tenantIds) {
      const body = encode(JSON.stringify({ tenantIds }));
      const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await hmacKey('sign'), body));
      return { body, headers: { 'x-signature': hexOf(signature) } };
    },
    async read({ body, headers }) {
      const signature = bytesOf(headers['x-signature'] ?? '');
      if (!(await crypto.subtle.verify('HMAC', await hmacKey('verify'), signature, body)))
        return { status: 'refused', reason: 'the signature is wrong' };
      const said: unknown = JSON.parse(new TextDecoder().decode(body));
      const { tenantIds }: { readonly tenantIds?: unknown } = Object(said);
      return { status: 'accepted', tenantIds: Array.isArray(tenantIds) ? tenantIds.filter(isText) : [] };
    },
  };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What is no hexadecimal text signs nothing. */
const bytesOf = (hex: string): Uint8Array =>
  /^([\da-f]{2})+$/.test(hex)
    ? Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : new Uint8Array();

const isText = (id: unknown): id is string => typeof id === 'string';
