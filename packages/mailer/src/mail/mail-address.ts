import { domainToASCII } from 'node:url';
import type { MailAddress } from '@billwright/core';

/** One address and nothing else: no list, no name, no line break that could become a header. */
const single = /^[^\s,;:<>()[\]"\\@\p{C}]{1,64}@[^\s,;:<>()[\]"\\@\p{C}]{1,253}$/u;

/** What is wrong with those that a mail goes to; `null`: nothing. */
export function recipientFault(to: readonly MailAddress[]): string | null {
  if (to.length === 0) return 'the mail is addressed to nobody';
  const wrong = to.find(({ address }) => !isSingleAddress(address));
  return wrong === undefined ? null : `${JSON.stringify(wrong.address)} is no single e-mail address`;
}

/** Whether a text is one address. */
export const isSingleAddress = (address: unknown): address is string =>
  typeof address === 'string' && single.test(address);

/** An address as the transport takes it: as an object, so that nobody parses it again. */
export const asObject = ({
  name,
  address,
}: MailAddress): { readonly name: string; readonly address: string } => ({
  name: name === null ? '' : oneLine(name),
  address,
});

/** A text without line breaks and control characters. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

/** An address as it is compared: capitals, quotation marks and the notation of its domain make no other mailbox. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(0, at)), address.slice(at + 1)];
  return `${local.replace(/^"(.*)"$/, '$1')}@${domainToASCII(domain) || domain}`.normalize().toLowerCase();
}

/** Each mailbox once: whoever is named twice has one mail. */
export function eachOnce(to: readonly MailAddress[]): readonly MailAddress[] {
  const mailboxes = to.map(({ address }) => mailboxOf(address));
  return to.filter((_, index) => mailboxes.indexOf(mailboxes[index] ?? '') === index);
}
