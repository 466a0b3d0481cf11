import type { LedgerState } from '../invoice.ts';

/**
 * What can become of the copy of an invoice in a ledger. `lose-export`: nobody can say whether it was kept.
 * `requeue-export`: it surely was not, and nothing was wrong with it.
 */
export type LedgerAction =
  | 'queue-export'
  | 'start-export'
  | 'confirm-export'
  | 'reject-export'
  | 'lose-export'
  | 'reconcile-export'
  | 'requeue-export';

/** What is done to the invoice, and moves its copies too. */
export type CopyChange = 'void' | 'reopen';

/**
 * From each state of a ledger copy, what can be done, and the states that it can lead to (R80). What is not here is
 * refused, but for `void` and `reopen`, which then leave the copy as it is.
 *
 * Where there are several states, the first is that of an invoice that has not changed meanwhile. Of one that has, the
 * copy is `stale` when the ledger has one, and `none` when it has not. An `unknown` copy is looked up before anything
 * is sent again.
 */
export const ledgerTransitions = {
  none: { 'queue-export': ['queued'] },
  queued: { 'start-export': ['sending'], void: ['none', 'stale'], reopen: ['none', 'stale'] },
  sending: {
    'confirm-export': ['confirmed', 'stale'],
    'reject-export': ['rejected'],
    'lose-export': ['unknown'],
    'requeue-export': ['queued', 'none', 'stale'],
  },
  confirmed: { void: ['stale'], reopen: ['stale'] },
  unknown: { 'reconcile-export': ['reconciling'] },
  reconciling: {
    'confirm-export': ['confirmed', 'stale'],
    'reject-export': ['rejected'],
    'lose-export': ['unknown'],
    'requeue-export': ['queued', 'none', 'stale'],
  },
  rejected: { 'queue-export': ['queued'], void: ['none', 'stale'], reopen: ['none', 'stale'] },
  stale: { 'queue-export': ['queued'] },
} as const satisfies Readonly<
  Record<LedgerState, Partial<Record<LedgerAction | CopyChange, readonly LedgerState[]>>>
>;
