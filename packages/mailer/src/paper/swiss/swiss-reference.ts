import { compactIban } from '../iban.ts';

/** How a Swiss payment names what it is for. `NON`: in its message only. */
export type SwissReference =
  | { readonly type: 'QRR' | 'SCOR'; readonly value: string }
  | { readonly type: 'NON'; readonly value: '' };

/** Whether an account is a QR-IBAN: the only kind that takes a QR reference, and takes no payment without one. */
const isQrIban = (iban: string): boolean => /^(?:CH|LI)\d{2}3[01]\d{3}/.test(compactIban(iban));

/**
 * The reference of a payment: on a QR-IBAN the digits of a text with their check digit (QRR), on another IBAN its letters
 * and digits as a creditor reference (ISO 11649, SCOR). `null` when a QR-IBAN needs digits, and there are none.
 */
export function swissReference(iban: string, text: string): SwissReference | null {
  if (isQrIban(iban)) {
    const digits = text.replaceAll(/\D/g, '').slice(-26);
    if (digits === '') return null;
    const padded = digits.padStart(26, '0');
    return { type: 'QRR', value: `${padded}${checkDigitOf(padded)}` };
  }
  const characters = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (characters === '' || characters.length > 21) return { type: 'NON', value: '' };
  return { type: 'SCOR', value: `RF${checkDigitsOf(characters)}${characters}` };
}

/** In groups, as the standard prints it. */
export const referenceInGroups = ({ type, value }: SwissReference): string =>
  type === 'QRR'
    ? `${value.slice(0, 2)} ${value.slice(2).replaceAll(/(.{5})(?=.)/g, '$1 ')}`
    : value.replaceAll(/(.{4})(?=.)/g, '$1 ');

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Modulo 10, recursive. */
function checkDigitOf(digits: string): number {
  const carry = Array.from(digits, Number).reduce((before, digit) => carries[(before + digit) % 10] ?? 0, 0);
  return (10 - carry) % 10;
}

/** Modulo 97 over what follows, with letters as 10 to 35 (ISO 7064). */
function checkDigitsOf(characters: string): string {
  const digits = Array.from(`${characters}RF00`, (character) => Number.parseInt(character, 36)).join('');
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
}
