import { createHash } from 'node:crypto';
import type { Party } from '@billwright/core';

/** The most characters that a number of a contact may have. */
const longest = 50;

/** Our id of a customer as the number of a contact. One that is too long is cut, and told apart by what it was. */
export function contactNumber(customerId: string): string {
  if (customerId.length <= longest) return customerId;
  const digest = createHash('sha256').update(customerId).digest('hex').slice(0, 16);
  return `${asName(customerId, longest - 17)}-${digest}`;
}

/** A text as a name in Xero, which has no angle brackets and no control characters in names. */
export const asName = (text: string, maximum: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}<>]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, maximum)
    .replace(/\p{Surrogate}$/u, '')
    .trim();

/** A customer whose contact is wanted. */
export interface ContactToName {
  readonly customerId: string;
  readonly party: Party;
}

/** The names under which a customer may be in Xero, the best first. An active contact has its name alone. */
export function namesFor({ party, customerId }: ContactToName): readonly string[] {
  const id = asName(customerId, 50);
  const name = asName(party.name, 255) || id;
  return [name, `${name.slice(0, 200)} (${id})`];
}
