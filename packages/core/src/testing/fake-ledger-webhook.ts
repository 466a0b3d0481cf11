import type { WebhookAnswer, WebhookRequest } from '../ports/accounting.ts';

// What every runtime has had since Node.js 20, told to the compiler without a library of types.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

/** Stands for a signature: it is right when it is this. */
const signature = 'signed by the fake ledger';

/** The request by which a fake ledger says that something changed for tenants. */
export const webhookRequest = (tenantIds: readonly string[]): WebhookRequest => ({
  body: new TextEncoder().encode(JSON.stringify({ tenantIds })),
  headers: { 'x-signature': signature },
});

/** What a request means to a fake ledger. */
export function readWebhook({ body, headers }: WebhookRequest): WebhookAnswer {
  if (headers['x-signature'] !== signature) return { status: 'refused', reason: 'the signature is wrong' };
  const said: unknown = JSON.parse(new TextDecoder().decode(body));
  const tenantIds: unknown =
    said !== null && typeof said === 'object' && 'tenantIds' in said ? said.tenantIds : [];
  return { status: 'accepted', tenantIds: Array.isArray(tenantIds) ? tenantIds.filter(isText) : [] };
}

const isText = (id: unknown): id is string => typeof id === 'string';
