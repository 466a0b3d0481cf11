import { type BankAccount, isNegative, isZero, type Money } from '@billwright/core';
import { epcCode } from './epc-code.ts';
import { ibanInGroups, isIban } from './iban.ts';
import type { Fact, Payment } from './paper.ts';
import type { Writer } from './write-values.ts';

/** What is to be paid, and where to. */
export interface ToPay {
  readonly amount: Money;
  readonly text: string;
  readonly seller: string;
  readonly accounts: readonly BankAccount[];
  readonly reference: string;
}

/** How to pay; nothing when nothing is to be paid. */
export function paymentOf({ amount, text, seller, accounts, reference }: ToPay, { words }: Writer): Payment {
  if (isZero(amount) || isNegative(amount)) {
    return { kind: 'payment', text: words.nothingToPay, facts: [], code: null };
  }
  const facts = accounts.flatMap(({ holder, bank, account, routing }): Fact[] => [
    ...(holder === null ? [] : [{ label: words.holder, value: holder }]),
    ...(bank === null ? [] : [{ label: words.bank, value: bank }]),
    isIban(account)
      ? { label: words.iban, value: ibanInGroups(account) }
      : { label: words.account, value: account },
    ...(routing === null ? [] : [{ label: isIban(account) ? words.bic : words.routing, value: routing }]),
  ]);
  const codes = accounts.map((account) => epcCode({ account, holder: seller, amount, reference }));
  const content = codes.find((code) => code !== null) ?? null;
  return {
    kind: 'payment',
    text,
    facts: facts.length === 0 ? [] : [...facts, { label: words.reference, value: reference }],
    code: content === null ? null : { content, caption: words.scanToPay },
  };
}
