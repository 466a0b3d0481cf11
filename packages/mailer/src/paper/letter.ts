import type { BankAccount, NumberLocale, Party } from '@billwright/core';
import { addressLines, recipientLines, senderLine } from './party-lines.ts';
import type { Paper } from './paper.ts';
import { taxIdLabel } from './tax-id-label.ts';
import { ibanInGroups, isIban } from './iban.ts';
import { routingLabel } from './routing-label.ts';
import type { Writer } from './write-values.ts';

/** Countries that write letters on paper of 8.5 by 11 inches. */
const letterCountries = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO']);

/** What every document of a seller has around its content. */
export function letterOf(
  { seller, buyer, bankAccounts }: LetterParties,
  { words }: Writer,
  language: NumberLocale,
  { format = formatOf(seller), imprint = [] }: LetterOptions,
): Pick<Paper, 'format' | 'letterhead' | 'sender' | 'recipient' | 'footer' | 'pageLabel'> {
  return {
    format,
    letterhead: seller.name,
    sender: senderLine(seller, language),
    recipient: recipientLines(buyer, seller, language),
    footer: [
      [seller.name, ...addressLines(seller.address, seller.address?.country ?? null, language), ...imprint],
      [
        ...[seller.contact, seller.email].filter((text) => text !== null),
        ...seller.taxIds.map((taxId) => `${taxIdLabel(taxId, seller, words)} ${taxId.id}`),
      ],
      bankAccounts.slice(0, 1).flatMap((account) => bankLines(account, words)),
    ].filter((lines) => lines.length > 0),
    pageLabel: words.page,
  };
}

/** The paper that the country of a seller writes letters on. */
export const formatOf = ({ address }: Party): Paper['format'] =>
  letterCountries.has(address?.country ?? '') ? 'letter' : 'a4';

/** What is said of the letter itself. */
export interface LetterOptions {
  /** Default: by the country of the seller. */
  readonly format?: Paper['format'] | undefined;
  /** Lines at the foot of each page, for what the law wants on letters: register, court, managers, capital. */
  readonly imprint?: readonly string[] | undefined;
}

interface LetterParties {
  readonly seller: Party;
  readonly buyer: Party;
  readonly bankAccounts: readonly BankAccount[];
}

function bankLines({ bank, account, routing }: BankAccount, words: Writer['words']): readonly string[] {
  return [
    ...(bank === null ? [] : [bank]),
    isIban(account) ? `${words.iban} ${ibanInGroups(account)}` : `${words.account} ${account}`,
    ...(routing === null ? [] : [`${routingLabel(account, routing, words)} ${routing}`]),
  ];
}
