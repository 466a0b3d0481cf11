import { type BankAccount, compare, type Money, money } from '@billwright/core';
import { compactIban, isIban } from './iban.ts';

/** What the code of a credit transfer says. */
export interface Transfer {
  readonly account: BankAccount;
  readonly holder: string;
  readonly amount: Money;
  readonly reference: string;
}

/**
 * The content of the code that European banking apps read (EPC069-12, version 002), or `null` when the transfer is none
 * that it can tell: only euros, only to an IBAN, from 0.01 to 999,999,999.99.
 */
export function epcCode({ account, holder, amount, reference }: Transfer): string | null {
  if (amount.currency !== 'EUR' || !isIban(account.account)) return null;
  if (compare(amount, money('0.01', 'EUR')) < 0 || compare(amount, money('999999999.99', 'EUR')) > 0)
    return null;
  const name = oneLine(account.holder ?? holder, 70);
  if (name === '') return null;
  const bic = account.routing !== null && isBic(account.routing) ? account.routing : '';
  const lines = ['BCD', '002', '1', 'SCT', bic, name, compactIban(account.account), `EUR${amount.amount}`];
  const content = [...lines, '', '', oneLine(reference, 140)].join('\n');
  return new TextEncoder().encode(content).length <= mostBytes ? content : null;
}

/** What a code of 69 by 69 modules holds at level M: the largest that is allowed. */
const mostBytes = 331;

/** Whether a text has the form of a BIC. */
export const isBic = (text: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text);

const oneLine = (text: string, length: number): string =>
  Array.from(text.replaceAll(/[\p{C}\s]+/gu, ' ').trim())
    .slice(0, length)
    .join('');
