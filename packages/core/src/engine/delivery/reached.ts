import type { RefusedRecipient } from '../../ports/mailer.ts';
import type { MailRecord } from '../records/mails.ts';

/** A recipient that is not tried again. */
export const forGood = ({ address, reason }: RefusedRecipient): RefusedRecipient => ({ address, reason });

/** An address as it is compared: servers change capitals. */
export const folded = (address: string): string => address.toLowerCase();

/** Whether an address is one of some. */
export const isAmong = (some: readonly { readonly address: string }[], address: string): boolean =>
  some.some((one) => folded(one.address) === folded(address));

/** Whether a mail came back from all whom a server had it for, and nobody is left who may still get it. */
export function cameBack({ to, refused, bounces }: Pick<MailRecord, 'to' | 'refused' | 'bounces'>): boolean {
  const back = bounces.flatMap(({ kind, recipient }) => (kind === 'hard' ? [{ address: recipient }] : []));
  const lost = [...refused.filter(({ isLater = false }) => !isLater), ...back];
  return back.length > 0 && to.every(({ address }) => isAmong(lost, address));
}
