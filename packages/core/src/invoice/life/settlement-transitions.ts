import type { SettlementState } from '../invoice.ts';
import type { AmountAction } from './change-amounts.ts';

/** What can be done to what an invoice says, and to what is to be paid on it. */
export type SettlementAction = 'issue' | 'reissue' | 'void' | 'reopen' | AmountAction;

/** Where a settlement action leads to. `by-amounts`: to the state that the amounts then make. */
export type SettlementTarget = SettlementState | 'by-amounts';

/** From each settlement state, what can be done, and where it leads to (R80). What is not here is refused. */
export const settlementTransitions = {
  draft: { issue: 'by-amounts', reissue: 'by-amounts' },
  issued: {
    pay: 'by-amounts',
    'reverse-refund': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    'write-off': 'by-amounts',
    'reverse-write-off': 'by-amounts',
    void: 'void',
    reopen: 'draft',
  },
  'partially-paid': {
    pay: 'by-amounts',
    refund: 'by-amounts',
    'reverse-refund': 'by-amounts',
    'reverse-payment': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    'write-off': 'by-amounts',
    'reverse-write-off': 'by-amounts',
  },
  // An invoice of 0 is paid when it is issued, and can still be voided.
  paid: {
    refund: 'by-amounts',
    'reverse-payment': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    void: 'void',
    reopen: 'draft',
  },
  // What was refunded is open again until it is credited, written off or paid once more.
  'partially-refunded': {
    pay: 'by-amounts',
    refund: 'by-amounts',
    'reverse-refund': 'by-amounts',
    'reverse-payment': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    'write-off': 'by-amounts',
    'reverse-write-off': 'by-amounts',
  },
  refunded: {
    pay: 'by-amounts',
    'reverse-refund': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    'write-off': 'by-amounts',
    'reverse-write-off': 'by-amounts',
  },
  void: {},
  'written-off': {
    refund: 'by-amounts',
    'reverse-payment': 'by-amounts',
    credit: 'by-amounts',
    'reverse-credit': 'by-amounts',
    'reverse-write-off': 'by-amounts',
  },
} as const satisfies Readonly<Record<SettlementState, Partial<Record<SettlementAction, SettlementTarget>>>>;

/** Whether a name is that of a settlement action. */
export const isSettlementAction = (name: string): name is SettlementAction =>
  Object.values(settlementTransitions).some((row) => Object.hasOwn(row, name));
