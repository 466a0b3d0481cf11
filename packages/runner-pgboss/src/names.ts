import { BillingError } from '@billwright/core';

/** The schema of the queue, when none is named. It has nothing but the queue. */
export const defaultSchema = 'billwright_jobs';

/** The queue of customers that are to be billed, and that of customers who were given up. */
export const [billing, parked] = ['billing', 'billing-parked'] as const;

const plainName = /^[a-z_][a-z0-9_]{0,30}$/;

/**
 * A name of the caller's that SQL reads as it is.
 *
 * @throws BillingError `ENGINE_INVALID` when it is more than small letters, digits and underscores.
 */
export function plain(name: string, option: string): string {
  if (plainName.test(name)) return name;
  const message = 'is not made of 1 to 31 small letters, digits and underscores';
  throw new BillingError('ENGINE_INVALID', { issues: [{ path: [option], message }] });
}
