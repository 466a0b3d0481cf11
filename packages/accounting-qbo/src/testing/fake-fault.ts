import type { FakeAnswer } from '@billwright/accounting-common/testing';

/**
 * What goes wrong with one call.
 *
 * - `unreached`: nothing happens, and no answer comes. `lost`: it happens, and no answer comes.
 * - `silent`: it happens, and nobody answers until the caller gives up.
 * - `garbled`: it happens, and the answer can't be read: XML, or nothing at all.
 * - `limited`: 429, with or without a time to wait. `broken`: 503. Nothing happens.
 * - `expired`: 401, the token is not taken. `refused`: 400, with a fault.
 */
export type FakeQuickBooksFault =
  | { readonly kind: 'unreached' | 'lost' | 'silent' | 'broken' | 'expired' }
  | { readonly kind: 'garbled'; readonly body: 'xml' | 'empty' }
  | { readonly kind: 'limited'; readonly retryAfter?: number; readonly body?: 'xml' | 'empty' | 'json' }
  | { readonly kind: 'refused'; readonly code?: string };

/** A fault as QuickBooks tells it; `Fault` in upper case, as all but 401 have it (recorded). */
export class QuickBooksFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** Recorded: as a part of a batch it names an element, which is empty. */
  body(inBatch = false): unknown {
    const plain = { Message: this.message, Detail: this.message, code: this.code };
    const error = inBatch ? { ...plain, element: '' } : plain;
    return { Fault: { Error: [error], type: 'ValidationFault' } };
  }
}

/** The answer that an arranged fault gives; `null` when it is not one that is answered before anything is done. */
export function answerOfFault(fault: FakeQuickBooksFault): FakeAnswer | null {
  switch (fault.kind) {
    case 'limited': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return { status: 429, body: limitedBody(fault.body ?? 'xml'), headers };
    }
    case 'broken':
      return { status: 503, body: '<html><body>Service Unavailable</body></html>' };
    case 'expired':
      return { status: 401, body: expiredBody };
    case 'refused': {
      const told = new QuickBooksFault(fault.code ?? '6000', 'A business validation error has occurred');
      return { status: told.status, body: told.body() };
    }
    case 'unreached':
    case 'lost':
    case 'silent':
    case 'garbled':
      return null;
  }
}

/** Recorded: a 401 has its fault in lower case. */
export const expiredBody = {
  warnings: null,
  fault: {
    error: [
      {
        message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
        detail: 'Token expired',
        code: '3200',
        element: null,
      },
    ],
    type: 'AUTHENTICATION',
  },
};

/** Recorded: a 429 can have a body of XML. */
function limitedBody(kind: 'xml' | 'empty' | 'json'): unknown {
  const message = 'message=ThrottleExceeded; errorCode=003001; statusCode=429';
  if (kind === 'empty') return '';
  if (kind === 'json') return new QuickBooksFault('3001', message).body();
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="2016-12-07T15:27:09.527-08:00" xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001"><Message>${message}</Message><Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>`;
}
