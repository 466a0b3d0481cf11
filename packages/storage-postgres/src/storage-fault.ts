import { BillingError } from '@billwright/core';

/** What a statement was about, for the error that tells of it. */
export interface Subject {
  readonly collection: string;
  readonly id: string;
}

/**
 * Why a transaction can't go on. `conflict`: it had to give way. `lost`: the connection is gone, or the server gave up.
 * Both may go well another time. `refused`: it would not. `unknown`: nobody can say whether it was committed.
 * `replaced`: the connection is another one, and nothing was committed.
 */
export interface StorageFault {
  readonly kind: 'conflict' | 'lost' | 'refused' | 'unknown' | 'replaced';
  readonly error: BillingError;
}

/** Serialization failures and deadlocks: somebody else went first. */
const gaveWay: readonly (string | null)[] = ['40001', '40P01'];

/** Classes and states of what a rule of the tables refuses: an amount that is no number, or has no room, is no amount. */
const isRule = (state: string): boolean => state.startsWith('23') || ['22003', '22P02'].includes(state);

/** The server stops, starts, is full, or ends what takes too long. */
const gaveUp = ['25P03', '25P04', '53300', '55P03', '57014', '57P01', '57P02', '57P03', '57P04', '57P05'];

/** The five characters with which PostgreSQL tells what went wrong; `null` when it did not tell. `EPIPE` has no digit. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** Whether somebody else went first, and the same may go well when it is done again. */
export const hadToGiveWay = (error: unknown): boolean => gaveWay.includes(sqlStateOf(error));

/** What a failed statement means. */
export function storageFault(cause: unknown, { collection, id }: Subject): StorageFault {
  const state = sqlStateOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (hadToGiveWay(cause)) {
    return { kind: 'conflict', error: new BillingError('STORAGE_CONFLICT', { collection, id }, { cause }) };
  }
  if (state !== null && isRule(state)) {
    const rule = ruleOf(cause) ?? reason;
    return {
      kind: 'refused',
      error: new BillingError('STORAGE_CONSTRAINT', { collection, id, rule }, { cause }),
    };
  }
  if (state === '54000') {
    const issues = [
      { path: ['id'], message: `is too long, or the order or a key of its row is (${reason})` },
    ];
    return { kind: 'refused', error: new BillingError('ROW_INVALID', { issues }, { cause }) };
  }
  const isLost = state === null || state.startsWith('08') || gaveUp.includes(state);
  const error = new BillingError('STORAGE_UNAVAILABLE', { reason }, { cause });
  return { kind: isLost ? 'lost' : 'refused', error };
}

function ruleOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return null;
  return typeof error.constraint === 'string' ? error.constraint : null;
}
