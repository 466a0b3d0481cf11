import { isBillingError } from '../errors/billing-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { firstDifference } from './first-difference.ts';

/** What a case found wrong, in the words of a sentence. */
export class Finding extends Error {}

/** The case ends here when the condition does not hold. */
export function require(condition: boolean, happened: string): asserts condition {
  if (!condition) throw new Finding(happened);
}

/** Both are the same JSON; the order of keys counts for nothing. */
export function requireSame(what: string, actual: unknown, expected: unknown): void {
  const difference = firstDifference(actual, expected);
  if (difference === null) return;
  const place = difference.path === '' ? what : `${what}, at ${difference.path},`;
  throw new Finding(`${place} should be ${shown(difference.expected)} and was ${shown(difference.actual)}`);
}

/** The call is refused with this code. */
export async function requireRefusal(
  what: string,
  code: ErrorCode,
  call: () => Promise<unknown>,
): Promise<void> {
  const outcome = await outcomeOf(call);
  if (outcome.status === 'rejected' && isBillingError(outcome.error, code)) return;
  throw new Finding(`${what} should be refused with ${code} and ${told(outcome)}`);
}

/** The call rejects with exactly this error. */
export async function requireRejection(
  what: string,
  reason: unknown,
  call: () => Promise<unknown>,
): Promise<void> {
  const outcome = await outcomeOf(call);
  if (outcome.status === 'rejected' && outcome.error === reason) return;
  throw new Finding(`${what} should reject with ${String(reason)} and ${told(outcome)}`);
}

/** How a call ended. */
export type Outcome<Value> =
  | { readonly status: 'resolved'; readonly value: Value }
  | { readonly status: 'rejected'; readonly error: unknown };

/** How a call ends, whether it throws at once or rejects later. */
export async function outcomeOf<Value>(call: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { status: 'resolved', value: await call() };
  } catch (error) {
    return { status: 'rejected', error };
  }
}

const told = (outcome: Outcome<unknown>): string =>
  outcome.status === 'resolved'
    ? `gave ${shown(outcome.value)}`
    : `was refused with ${String(outcome.error)}`;

/** The most characters of a value that a failure shows. */
const longest = 300;

/** A value as a failure shows it. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}
