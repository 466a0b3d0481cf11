import { type ErrorCode, isBillingError } from '@billwright/core';
import { ZodError } from 'zod';
import { HttpError } from './http-error.ts';

/** What a caller is told of an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: object };
}

/** Errors of the SDK tell what is wrong and what to do about it; of all others only the log knows more. */
export function errorAnswer(error: unknown, log: (error: unknown) => void): ErrorAnswer {
  if (isBillingError(error))
    return { status: statusOf(error.code), headers: {}, body: { error: error.toJSON() } };
  if (error instanceof HttpError) {
    const { status, message, headers } = error;
    return { status, headers, body: { error: { code: 'HTTP', message } } };
  }
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path, message }));
    return { status: 400, headers: {}, body: { error: { code: 'REQUEST_INVALID', details: { issues } } } };
  }
  log(error);
  return { status: 500, headers: {}, body: { error: { code: 'UNEXPECTED' } } };
}

function statusOf(code: ErrorCode): number {
  if (code.endsWith('_INVALID')) return 400;
  if (code === 'NOT_FOUND' || code === 'CONNECTOR_UNKNOWN') return 404;
  // What holds against the call is the state of things: a second try later can succeed.
  return code.startsWith('STORAGE_') ? 503 : 409;
}
