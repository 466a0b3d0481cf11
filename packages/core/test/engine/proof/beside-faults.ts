import type { Message } from '../../../src/engine/outbox/message.ts';
import { documentKey } from '../../../src/engine/ledgers/document-key.ts';
import type { MailRecord } from '../../../src/engine/records/mails.ts';
import type { Payment } from '../../../src/engine/records/payments.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import { formatDecimal, decimal } from '../../../src/money/decimal.ts';
import type { Surroundings } from './surroundings.ts';

/** What is stored of what goes on beside the copies. */
export interface StoredBeside {
  readonly invoices: readonly Invoice[];
  readonly messages: readonly Message[];
  readonly mails: readonly MailRecord[];
  readonly payments: readonly Payment[];
}

/** I17, I18: a mail goes out once, or twice with one key when nobody could know; and what is said of it is true. */
export async function wrongMails(
  { mails, messages, invoices }: StoredBeside,
  { mailer }: Surroundings,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const keys = new Map<string, number>();
  for (const { key } of mailer.sent()) keys.set(key, (keys.get(key) ?? 0) + 1);
  for (const { id, status, about } of mails) {
    const key = await documentKey('desk', id);
    const times = keys.get(key) ?? 0;
    keys.delete(key);
    if (times > 2) wrong.push(`${id} was mailed ${times} times`);
    if (status === 'queued') wrong.push(`${id} is still queued`);
    if (status === 'sent' && times === 0) wrong.push(`${id} was sent, we say, and never arrived`);
    if (status === 'failed' && times > 0) wrong.push(`${id} has failed, we say, and arrived`);
    if (!messages.some((message) => message.id === id)) wrong.push(`${id} has no message`);
    const { delivery } = invoices.find((invoice) => invoice.id === about.id) ?? {};
    if (status === 'sent' && delivery !== 'sent')
      wrong.push(`${about.id} is ${delivery}, and ${id} was sent`);
    if (delivery === 'queued') wrong.push(`${about.id} is still on its way`);
  }
  for (const key of keys.keys()) wrong.push(`a mail went out that nobody queued: ${key}`);
  return wrong;
}

/** I23: each payment counts as the ledger has it in the end, however often and in whatever order it was told. */
export function wrongPayments(
  { payments, invoices }: StoredBeside,
  { entered, ledger }: Surroundings,
): readonly string[] {
  const last = new Map(entered.map((payment) => [payment.externalId, payment]));
  return [...last.values()].flatMap(({ externalId, amount, applications, isDeleted }) => {
    const document = applications[0]?.invoiceExternalId;
    const isKnown = invoices.some(({ ledgers }) => ledgers[ledger.id]?.externalId === document);
    const standing = payments.filter(
      ({ external, reversedAt }) =>
        external?.source === ledger.id && external.id === externalId && reversedAt === null,
    );
    const counts = standing.reduce((sum, one) => sum.plus(one.amount.amount), decimal('0'));
    const wanted = isDeleted || !isKnown ? decimal('0') : decimal(amount.amount);
    if (counts.equals(wanted)) return [];
    return [`${externalId} counts ${formatDecimal(counts)}, and the ledger says ${formatDecimal(wanted)}`];
  });
}

/** I18: every event was told, under the key of its message, as it happened. */
export function wrongEvents(
  { messages, invoices }: StoredBeside,
  { heard, subscription }: Surroundings,
  issuedBefore: ReadonlySet<string>,
): readonly string[] {
  const wrong: string[] = [];
  const told = messages.filter(({ kind }) => kind === 'event');
  for (const { id, state, payload } of told) {
    const own = heard.get(id) ?? [];
    if (own.length === 0) wrong.push(`${id} is ${state}, and was never told`);
    if (own.some((event) => JSON.stringify(event) !== JSON.stringify(payload)))
      wrong.push(`${id} was told in other words`);
  }
  for (const key of heard.keys())
    if (!told.some(({ id }) => id === key)) wrong.push(`${key} was told, and never happened`);
  for (const { id, issued } of invoices) {
    if (issued === null || issuedBefore.has(id)) continue;
    const times = told.filter(({ subject, payload }) => {
      const event: { readonly name?: unknown; readonly invoice?: { readonly id?: unknown } } =
        Object(payload);
      return subject.id === subscription.id && event.name === 'invoice.issued' && event.invoice?.id === id;
    });
    if (times.length !== 1) wrong.push(`that ${id} was issued is told in ${times.length} messages`);
  }
  return wrong;
}
