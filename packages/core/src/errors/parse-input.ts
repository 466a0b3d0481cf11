import type { ZodType } from 'zod';
import { deepFreeze } from './deep-freeze.ts';
import { BillingError } from './billing-error.ts';
import type { ErrorCode, ErrorDetails, InputDetails } from './codes.ts';
import type { InputIssue } from './input-issue.ts';

/** The codes whose details are a list of faults. */
export type InputErrorCode = {
  [Code in ErrorCode]: ErrorDetails[Code] extends InputDetails ? Code : never;
}[ErrorCode];

/**
 * Reads input from outside with a schema; what does not fit becomes one {@link BillingError} with every fault. What
 * is read is frozen, all the way down: policies are remembered by identity, so a change behind our back would go
 * unseen.
 *
 * @param path where the input lies in what the caller handed in
 */
export function parseInput<Output>(
  code: InputErrorCode,
  schema: ZodType<Output>,
  input: unknown,
  path: readonly (string | number)[] = [],
): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return deepFreeze(parsed.data);
  throw inputError(code, toIssues(parsed.error, path), parsed.error);
}

/** The error for input that was refused for the faults given. */
export function inputError(
  code: InputErrorCode,
  issues: readonly InputIssue[],
  cause?: unknown,
): BillingError {
  return new BillingError(code, { issues }, cause === undefined ? undefined : { cause });
}

interface SchemaFault {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** The faults that a schema found, as plain data; their paths begin with `base`. */
export function toIssues(error: SchemaFault, base: readonly (string | number)[] = []): readonly InputIssue[] {
  return error.issues.map(({ path, message }) => ({
    path: [...base, ...path.map((step) => (typeof step === 'number' ? step : String(step)))],
    message,
  }));
}
