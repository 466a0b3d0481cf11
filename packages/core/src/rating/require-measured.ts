import { inputError } from '../errors/parse-input.ts';
import { isDecimalString } from '../money/decimal-string.ts';
import type { Charge } from './charge.ts';

/** Refuses work whose time, pieces or price can't be reckoned with, for example of a store that keeps them otherwise. */
export function requireMeasured(work: Pick<Charge, 'billedSeconds' | 'pieces' | 'unitPrice'>): void {
  requireCount('billedSeconds', work.billedSeconds);
  requireCount('pieces', work.pieces);
  if (typeof work.unitPrice === 'string' && isDecimalString(work.unitPrice)) return;
  const message = `${JSON.stringify(work.unitPrice)} is not a decimal number written as text, such as "120.50"`;
  throw inputError('CHARGE_INVALID', [{ path: ['unitPrice'], message }]);
}

function requireCount(field: 'billedSeconds' | 'pieces', count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw inputError('CHARGE_INVALID', [{ path: [field], message: 'is not a whole number of 0 or more' }]);
}
