import type { FakeAnswer } from '@billwright/accounting-common/testing';

/**
 * What goes wrong with one call.
 *
 * - `unreached`: nothing happens, and no answer comes. `lost`: it happens, and no answer comes.
 * - `silent`: it happens, and nobody answers until the caller gives up.
 * - `garbled`: it happens, and the answer can't be read.
 * - `limited`: 429. `offline`: 503. `precondition`: 412. Nothing happens.
 * - `expired`: 401, the token is not taken. `forbidden`: 403, the organisation has let us go.
 * - `refused`: what is sent is refused with a message; of several rows the first.
 */
export type FakeXeroFault =
  | { readonly kind: 'unreached' | 'lost' | 'silent' | 'offline' | 'precondition' | 'expired' | 'forbidden' }
  | { readonly kind: 'garbled'; readonly body: 'html' | 'empty' }
  | { readonly kind: 'limited'; readonly retryAfter?: number; readonly problem?: string }
  | { readonly kind: 'refused'; readonly message?: string };

/** A refusal. Xero gives all that is wrong with an element (https://developer.xero.com/documentation/api/http-response-codes). */
export class XeroFault extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }

  answer(): FakeAnswer {
    if (this.status === 404) return { status: 404, body: 'The resource you are looking for cannot be found' };
    return {
      status: this.status,
      body: validationException([{ ValidationErrors: [{ Message: this.message }] }]),
    };
  }
}

/** The body of a 400, as in https://developer.xero.com/documentation/api/http-response-codes. */
export const validationException = (elements: readonly unknown[]): unknown => ({
  ErrorNumber: 10,
  Type: 'ValidationException',
  Message: 'A validation exception occurred',
  Elements: elements,
});

/** The body of a 401 or 403: recorded in https://github.com/XeroAPI/xero-node/issues/382. */
export const problem = (title: string, status: number, detail: string): unknown => ({
  Type: null,
  Title: title,
  Status: status,
  Detail: detail,
  Instance: '00000000-0000-0000-0000-000000000000',
  Extensions: {},
});

/** The answer that an arranged fault gives; `null` when it is not one that is answered before anything is done. */
export function answerOfFault(fault: FakeXeroFault): FakeAnswer | null {
  switch (fault.kind) {
    case 'limited': {
      // https://developer.xero.com/documentation/guides/oauth2/limits: the header names the limit.
      const headers: Record<string, string> = { 'x-rate-limit-problem': fault.problem ?? 'minute' };
      if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
      return { status: 429, body: '', headers };
    }
    case 'offline':
      // "Organisation offline" (https://developer.xero.com/documentation/api/http-response-codes).
      return { status: 503, body: 'The Organisation is offline' };
    case 'precondition':
      return { status: 412, body: 'Precondition Failed' };
    case 'expired':
      return { status: 401, body: problem('Unauthorized', 401, 'TokenExpired: token expired') };
    case 'forbidden':
      return { status: 403, body: problem('Forbidden', 403, 'AuthenticationUnsuccessful') };
    case 'refused':
    case 'unreached':
    case 'lost':
    case 'silent':
    case 'garbled':
      return null;
  }
}
