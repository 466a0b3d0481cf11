import { openOf, keptOf, type SettlementAmounts } from './settlement-amounts.ts';

/** The settlement actions that move an amount. */
export type AmountAction =
  | 'pay'
  | 'refund'
  | 'reverse-refund'
  | 'reverse-payment'
  | 'credit'
  | 'reverse-credit'
  | 'write-off'
  | 'reverse-write-off';

interface AmountRule {
  /** The most that the action can move; with 0 it is not to be had. */
  readonly most: (amounts: SettlementAmounts) => bigint;
  readonly move: (amounts: SettlementAmounts, units: bigint) => Partial<SettlementAmounts>;
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** What each action does to the amounts. None lets any of them, what is open or what is kept fall below 0. */
const amountRules: { readonly [Action in AmountAction]: AmountRule } = {
  pay: { most: openOf, move: ({ paid }, units) => ({ paid: paid + units }) },
  refund: { most: keptOf, move: ({ refunded }, units) => ({ refunded: refunded + units }) },
  'reverse-refund': {
    most: (amounts) => least(amounts.refunded, openOf(amounts)),
    move: ({ refunded }, units) => ({ refunded: refunded - units }),
  },
  'reverse-payment': { most: keptOf, move: ({ paid }, units) => ({ paid: paid - units }) },
  credit: {
    most: (amounts) => openOf(amounts) + keptOf(amounts),
    move(amounts, units) {
      const open = openOf(amounts);
      const freed = units > open ? units - open : 0n;
      return { credited: amounts.credited + units, refunded: amounts.refunded + freed };
    },
  },
  'reverse-credit': {
    most: ({ credited }) => credited,
    move: ({ credited }, units) => ({ credited: credited - units }),
  },
  'write-off': { most: openOf, move: ({ writtenOff }, units) => ({ writtenOff: writtenOff + units }) },
  'reverse-write-off': {
    most: ({ writtenOff }) => writtenOff,
    move: ({ writtenOff }, units) => ({ writtenOff: writtenOff - units }),
  },
};

/** The most that an action can move now. */
export const mostOf = (action: AmountAction, amounts: SettlementAmounts): bigint =>
  amountRules[action].most(amounts);

/** The amounts after so much was moved. */
export const moved = (
  action: AmountAction,
  amounts: SettlementAmounts,
  units: bigint,
): SettlementAmounts => ({
  ...amounts,
  ...amountRules[action].move(amounts, units),
});

/** Whether a name is that of an action that moves an amount. */
export const isAmountAction = (action: string): action is AmountAction => Object.hasOwn(amountRules, action);
