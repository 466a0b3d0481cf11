import type { z } from 'zod';
import type { Caller } from './caller.ts';
import { failure } from './failure.ts';

/** Reads what a ledger answered. @throws BillingError `CONNECTOR_FAILED`, `unknown`, when it is not what it should be. */
export function readAnswered<Output>(
  { id }: Pick<Caller, 'id'>,
  schema: z.ZodType<Output>,
  answer: unknown,
): Output {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const reason = `the answer can not be read: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`;
  throw failure(id, 'unknown', reason);
}
