import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import { type Charges, chargesOf, requireCharge } from '../rating/charges-of.ts';
import { type LineKeys, lineKeyOf, shortKeyOf } from './line-keys.ts';

/** How what is kept of a line begins with its first charge, and takes in each further one. */
export interface LineKeeper<Kept> {
  readonly open: (charge: Charge, key: string) => Kept;
  readonly add: (kept: Kept, charge: Charge) => void;
}

/**
 * Sorts the charges of one invoice into lines, in one pass; by key, in the order in which the lines occur.
 *
 * @throws BillingError `CHARGE_INVALID` for something other than charges.
 * @throws BillingError `CURRENCY_MISMATCH` when the charges are in several currencies.
 * @throws BillingError `DUPLICATE_CHARGE` when a charge is there twice.
 * @throws BillingError `TOTALS_INVALID` when the charges are of several customers.
 */
export function chargesIntoLines<Kept>(
  charges: Charges,
  keys: LineKeys,
  { open, add }: LineKeeper<Kept>,
): Map<string, Kept> {
  const lines = new Map<string, Kept>();
  const linesByShortKey = new Map<string, Kept>();
  const admit = oneInvoice();
  for (const charge of chargesOf(charges)) {
    admit(charge);
    const shortKey = shortKeyOf(charge, keys);
    const known = linesByShortKey.get(shortKey);
    if (known !== undefined) {
      add(known, charge);
      continue;
    }
    requireCharge(charge);
    const key = lineKeyOf(charge, keys);
    const same = lines.get(key);
    const line = same ?? open(charge, key);
    if (same !== undefined) add(same, charge);
    lines.set(key, line);
    linesByShortKey.set(shortKey, line);
  }
  return lines;
}

/** Looks at each charge of an invoice: they are of one customer, in one currency, and each is there once. */
function oneInvoice(): (charge: Charge) => void {
  const seen = new Set<string>();
  let first: Charge | null = null;
  let count = 0;
  return (charge) => {
    if (first === null) requireCharge(charge);
    first ??= charge;
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- a hole in a list without types
    if (charge?.currency !== first.currency || charge.customerId !== first.customerId) {
      throw strangerError(first, charge);
    }
    seen.add(charge.key);
    count += 1;
    if (seen.size !== count) throw new BillingError('DUPLICATE_CHARGE', { key: charge.key });
  };
}

function strangerError(first: Charge, stranger: Charge): BillingError {
  requireCharge(stranger);
  if (stranger.currency !== first.currency) {
    return new BillingError('CURRENCY_MISMATCH', { left: first.currency, right: stranger.currency });
  }
  const message = `the charge of entry "${stranger.entryId}" is for "${stranger.customerId}", the lines are for "${first.customerId}"`;
  return inputError('TOTALS_INVALID', [{ path: ['charges'], message }]);
}
