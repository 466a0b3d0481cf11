import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';

/** Something that is billed to a customer in a currency. */
export interface Billed {
  readonly id: string;
  readonly customerId: string;
  readonly currency: string;
}

/**
 * Refuses things of several customers or currencies: an invoice has one of each.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when they are in several currencies.
 * @throws BillingError `TOTALS_INVALID` when they are of several customers.
 */
export function requireSingleParty(what: string, things: Iterable<Billed>): void {
  let first: Billed | null = null;
  for (const thing of things) {
    first ??= thing;
    if (thing.currency !== first.currency) {
      throw new BillingError('CURRENCY_MISMATCH', { left: first.currency, right: thing.currency });
    }
    if (thing.customerId === first.customerId) continue;
    const message = `"${thing.id}" is for "${thing.customerId}", the lines are for "${first.customerId}"`;
    throw inputError('TOTALS_INVALID', [{ path: [what], message }]);
  }
}
