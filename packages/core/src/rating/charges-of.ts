import { nameOfValue } from '../errors/name-of-value.ts';
import { type InputErrorCode, inputError } from '../errors/parse-input.ts';
import type { Charge } from './charge.ts';

/** Charges as functions take them: a list, an iteration, or the result of a rating as it is. */
export type Charges = Iterable<Charge> | { readonly charges: () => Iterable<Charge> };

/**
 * The charges, wherever they are.
 *
 * @throws BillingError `CHARGE_INVALID` when it is neither an iteration nor something that gives one.
 */
export function chargesOf(given: Charges): Iterable<Charge> {
  if (isIteration(given)) return given;
  // What comes without types may be anything.
  const from: { charges?: () => Iterable<Charge> } = Object(given);
  if (typeof from.charges === 'function') return from.charges();
  const message = `is ${nameOfValue(given)}: hand in the result of a rating, or a list of charges`;
  throw inputError('CHARGE_INVALID', [{ path: ['charges'], message }]);
}

function isIteration(given: Charges): given is Iterable<Charge> {
  return typeof given === 'object' && (given as unknown) !== null && Symbol.iterator in given;
}

/** Refuses what is no charge, for example a line. For the border, and for the first of many. */
export function requireCharge(given: unknown, code: InputErrorCode = 'CHARGE_INVALID'): void {
  const { key, entryId, billedSeconds }: Partial<Charge> = Object(given);
  if (typeof key === 'string' && typeof entryId === 'string' && typeof billedSeconds === 'number') return;
  const message = `is ${nameOfValue(given)}, and no charge that a rater gave`;
  throw inputError(code, [{ path: ['charge'], message }]);
}
