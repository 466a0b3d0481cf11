import type { z, ZodType } from 'zod';
import { deepFreeze } from './deep-freeze.ts';
import { BillingError } from './billing-error.ts';
import type { ErrorCode, ErrorDetails, InputDetails } from './codes.ts';
import type { InputIssue } from './input-issue.ts';
import { inPlainWords } from './plain-words.ts';

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
  const parsed = schema.safeParse(input, inPlainWords);
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

/** The faults that a schema found, as plain data; their paths begin with `base`. */
export function toIssues(
  { issues }: Pick<z.core.$ZodError, 'issues'>,
  base: readonly (string | number)[] = [],
): readonly InputIssue[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    const meant = issue.code === 'invalid_union' ? meantForm(issue.errors) : null;
    return meant === null ? { path, message: issue.message } : toIssues({ issues: meant }, path);
  });
}

type FaultsOfForm = z.core.$ZodError['issues'];

/** Of a value that can have several forms, the faults in the one that it was meant to have; null where none shows. */
function meantForm(forms: readonly FaultsOfForm[]): FaultsOfForm | null {
  const onlyInside = forms.filter((faults) => faults.every(({ path }) => path.length > 0));
  const sameType = forms.filter((faults) => !faults.some(isOfOtherType));
  const [meant = null, ...others] = onlyInside.length > 0 ? onlyInside : sameType;
  return others.length === 0 ? meant : null;
}

const isOfOtherType = ({ code, path }: FaultsOfForm[number]): boolean =>
  code === 'invalid_type' && path.length === 0;
