import type { MailOutcome, RefusedRecipient } from '@billwright/core';
import type { ComposedMail } from './compose-mail.ts';
import { mailboxOf } from './mail-address.ts';
import { isForNow, reasonOf } from './outcome-of.ts';
import type { SentInfo } from './transport.ts';

/**
 * What becomes of a mail that a transport calls sent. Sent to others than it was given it is not sent once more, which would
 * be the same again: it is told for each of them, and rejected when it went to nobody whom it was for.
 */
export function sentOutcome({ messageId, to }: ComposedMail, info: SentInfo): MailOutcome {
  const { rejected = [], rejectedErrors = [] } = info;
  const astray = astrayOf(to, info);
  if (astray.length > 0 && to.every(({ address }) => isIn(astray, address)))
    return { status: 'rejected', reason: astray.map(shown).join('; ') };
  const byServer = rejected.map((address, index): RefusedRecipient => {
    const fault = rejectedErrors[index] ?? 'refused';
    const refusedOne = { address: asGiven(to, String(address)), reason: reasonOf(fault) };
    return isForNow(fault) ? { ...refusedOne, isLater: true } : refusedOne;
  });
  const refused = [...byServer, ...astray];
  return refused.length === 0 ? { status: 'sent', messageId } : { status: 'sent', messageId, refused };
}

/** Whom a transport left out of those it was given, and whom it sent to besides. */
function astrayOf(to: ComposedMail['to'], { envelope }: SentInfo): readonly RefusedRecipient[] {
  if (!Array.isArray(envelope?.to)) return [];
  const used = envelope.to.map((address) => ({ address: String(address) }));
  return [
    ...to
      .filter(({ address }) => !isIn(used, address))
      .map(({ address }) => ({ address, reason: 'the transport left it out' })),
    ...used
      .filter(({ address }) => !isIn(to, address))
      .map(({ address }) => ({ address, reason: 'the transport sent the mail there, and was not told to' })),
  ];
}

/** The address in the notation in which it was handed over. */
const asGiven = (to: ComposedMail['to'], address: string): string =>
  to.find((one) => mailboxOf(one.address) === mailboxOf(address))?.address ?? address;

const isIn = (some: readonly { readonly address: string }[], address: string): boolean =>
  some.some((one) => mailboxOf(one.address) === mailboxOf(address));

const shown = ({ address, reason }: RefusedRecipient): string => `${address}: ${reason}`;
