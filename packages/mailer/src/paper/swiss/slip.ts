import type { Slip, SlipPart } from '../paper.ts';
import { ibanInGroups } from '../iban.ts';
import type { Writer } from '../write-values.ts';
import { neededLines, swissAddressLines } from './swiss-address.ts';
import { type SwissBill, swissCode } from './swiss-bill.ts';
import { referenceInGroups } from './swiss-reference.ts';

/** What the receipt and the payment part of a bill say. */
export function slipOf(bill: SwissBill, { words: { swiss: words } }: Writer): Slip {
  const { iban, creditor, debtor, amount, reference, message } = bill;
  const account = {
    title: words.account,
    lines: [ibanInGroups(iban), ...swissAddressLines(creditor)],
    needed: [ibanInGroups(iban), ...neededLines(creditor)],
  };
  const referenceParts =
    reference.type === 'NON' ? [] : [{ title: words.reference, lines: [referenceInGroups(reference)] }];
  const payer: SlipPart =
    debtor === null
      ? { title: words.payableByName, lines: null }
      : { title: words.payableBy, lines: swissAddressLines(debtor), needed: neededLines(debtor) };
  return {
    kind: 'slip',
    content: swissCode(bill),
    codeText: words.code,
    separate: words.separate,
    receipt: { title: words.receipt, parts: [account, ...referenceParts, payer] },
    payment: {
      title: words.paymentPart,
      parts: [
        account,
        ...referenceParts,
        ...(message === '' ? [] : [{ title: words.message, lines: [message] }]),
        payer,
      ],
    },
    currency: { label: words.currency, value: amount.currency },
    amount: { label: words.amount, value: amountInGroups(amount.amount) },
    acceptancePoint: words.acceptancePoint,
  };
}

/** With a space for each thousand and a point, in every language. */
const amountInGroups = (amount: string): string =>
  amount.replaceAll(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ' ');
