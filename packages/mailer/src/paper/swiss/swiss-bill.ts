import { type BankAccount, compare, type Money, money, type Party } from '@billwright/core';
import { compactIban, isIban } from '../iban.ts';
import { type SwissAddress, swissAddress } from './swiss-address.ts';
import { type SwissReference, swissReference } from './swiss-reference.ts';
import { swissText } from './swiss-text.ts';

/** What a Swiss QR bill asks for. */
export interface SwissBill {
  readonly iban: string;
  readonly creditor: SwissAddress;
  /** `null`: the payer writes it down. */
  readonly debtor: SwissAddress | null;
  readonly amount: Money;
  readonly reference: SwissReference;
  readonly message: string;
}

/** What a Swiss QR bill is made of. */
export interface SwissPayment {
  readonly account: BankAccount;
  readonly seller: Party;
  readonly buyer: Party;
  readonly amount: Money;
  /** What the reference is made of. */
  readonly reference: string;
  readonly message: string;
}

const swiss = new Set(['CH', 'LI']);

/**
 * The bill of a payment, or `null` when it is none that the standard knows: only Swiss francs and euros, only to an IBAN
 * of Switzerland or Liechtenstein, from 0.01 to 999,999,999.99, from a seller whose address is known. Whoever pays euros
 * from another country has no bank that reads it.
 */
export function swissBill({
  account,
  seller,
  buyer,
  amount,
  reference: text,
  message,
}: SwissPayment): SwissBill | null {
  const { currency } = amount;
  const iban = compactIban(account.account);
  if (!/^(?:CH|LI)[A-Z0-9]{19}$/.test(iban) || !isIban(iban)) return null;
  if (currency !== 'CHF' && currency !== 'EUR') return null;
  if (currency === 'EUR' && buyer.address !== null && !swiss.has(buyer.address.country)) return null;
  const isTooSmall = compare(amount, money('0.01', currency)) < 0;
  if (isTooSmall || compare(amount, money('999999999.99', currency)) > 0) return null;
  const creditor = swissAddress(seller, account.holder ?? seller.name);
  const reference = swissReference(iban, text);
  if (creditor === null || reference === null) return null;
  const bill = { iban, creditor, debtor: swissAddress(buyer), amount, reference, message: '' };
  const whole = { ...bill, message: swissText(message, 140) };
  return new TextEncoder().encode(swissCode(whole)).length <= mostBytes ? whole : bill;
}

/** What the largest code that is allowed holds. */
const mostBytes = 997;

const noAddress = ['', '', '', '', '', '', ''];

/** What the code of a bill says (Swiss Payments Code, version 0200, UTF-8). */
export function swissCode({ iban, creditor, debtor, amount, reference, message }: SwissBill): string {
  return [
    'SPC',
    '0200',
    '1',
    iban,
    ...addressFields(creditor),
    // For an ultimate creditor, which the standard does not use yet.
    ...noAddress,
    amount.amount,
    amount.currency,
    ...(debtor === null ? noAddress : addressFields(debtor)),
    reference.type,
    reference.value,
    message,
    'EPD',
  ].join('\n');
}

const addressFields = ({ name, street, house, postalCode, town, country }: SwissAddress) => [
  'S',
  name,
  street,
  house,
  postalCode,
  town,
  country,
];
