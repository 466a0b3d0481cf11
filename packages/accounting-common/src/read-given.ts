import { BillingError } from '@billwright/core';
import type { z } from 'zod';

/**
 * Reads what somebody gave: options, or what a browser brought.
 *
 * @throws BillingError `CONNECTOR_INVALID`, with every fault and its path, when it does not hold together.
 */
export function readGiven<Output>(schema: z.ZodType<Output>, given: unknown): Output {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw givenInvalid(read.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
}

/** The error of something given that does not hold together. */
export const givenInvalid = (
  issues: readonly { readonly path: readonly string[]; readonly message: string }[],
): BillingError<'CONNECTOR_INVALID'> => new BillingError('CONNECTOR_INVALID', { issues });
