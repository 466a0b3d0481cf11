import { type BankAccount, type Invoice, isNegative, isZero, type Money } from '@billwright/core';
import { epcCode } from './epc-code.ts';
import { ibanInGroups, isIban } from './iban.ts';
import { routingLabel } from './routing-label.ts';
import type { Fact, Paper, Payment, Slip } from './paper.ts';
import { slipOf } from './swiss/slip.ts';
import { swissBill } from './swiss/swiss-bill.ts';
import type { Writer } from './write-values.ts';

/** What is to be paid of an invoice, and what is said of it. */
export interface ToPay {
  readonly invoice: Invoice;
  readonly amount: Money;
  readonly text: string;
  readonly format: Paper['format'];
  /** What the reference of a Swiss payment is made of. */
  readonly swissReference: string;
}

/** How an invoice is paid: a text with accounts, or with the slip that has them. */
export interface Paying {
  readonly payment: Payment;
  readonly slip: Slip | null;
}

/** How to pay; nothing when nothing is to be paid. A draft has no accounts: nobody is to pay it yet. */
export function payingOf(toPay: ToPay, write: Writer): Paying {
  const { invoice, amount, text } = toPay;
  const { words } = write;
  if (isZero(amount) || isNegative(amount))
    return { payment: { kind: 'payment', text: words.nothingToPay, facts: [], code: null }, slip: null };
  const { seller, bankAccounts } = invoice.content;
  if (invoice.issued === null || bankAccounts.length === 0)
    return { payment: { kind: 'payment', text, facts: [], code: null }, slip: null };
  const slip = slipFor(toPay, write);
  if (slip !== null) {
    const payment = {
      kind: 'payment',
      text: `${text} ${words.swiss.payWith}`,
      facts: [],
      code: null,
    } as const;
    return { payment, slip };
  }
  const reference = invoice.issued.number;
  const codes = bankAccounts.map((account) => epcCode({ account, holder: seller.name, amount, reference }));
  const content = codes.find((code) => code !== null) ?? null;
  const facts = [
    ...bankAccounts.flatMap((account) => accountFacts(account, write)),
    { label: words.reference, value: reference },
  ];
  const code = content === null ? null : { content, caption: words.scanToPay };
  return { payment: { kind: 'payment', text, facts, code }, slip: null };
}

/** It is as wide as A4, so there is none on other paper. */
function slipFor({ invoice, amount, format, swissReference }: ToPay, write: Writer): Slip | null {
  if (format !== 'a4') return null;
  const { seller, buyer, bankAccounts } = invoice.content;
  const message = `${write.words.invoice} ${invoice.issued?.number ?? ''}`;
  const bills = bankAccounts.map((account) =>
    swissBill({ account, seller, buyer, amount, reference: swissReference, message }),
  );
  const bill = bills.find((each) => each !== null) ?? null;
  return bill === null ? null : slipOf(bill, write);
}

function accountFacts({ holder, bank, account, routing }: BankAccount, { words }: Writer): readonly Fact[] {
  return [
    ...(holder === null ? [] : [{ label: words.holder, value: holder }]),
    ...(bank === null ? [] : [{ label: words.bank, value: bank }]),
    isIban(account)
      ? { label: words.iban, value: ibanInGroups(account) }
      : { label: words.account, value: account },
    ...(routing === null ? [] : [{ label: routingLabel(account, routing, words), value: routing }]),
  ];
}
