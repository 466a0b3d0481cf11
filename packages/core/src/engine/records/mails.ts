import type { NoticeKind } from '../../master-data/notice-settings.ts';
import type { MailAddress, RefusedRecipient } from '../../ports/mailer.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** What a mail is about. */
export interface MailAbout {
  readonly kind: 'invoice' | 'contract' | 'prepaid-account';
  readonly id: string;
}

/** A mail that came back, or that its reader complained about. */
export interface MailBounce {
  readonly recipient: string;
  /** `hard`: it can't be delivered. `soft`: not now. `complaint`: it was, and was called spam. */
  readonly kind: 'hard' | 'soft' | 'complaint';
  readonly reason: string;
  /** When it was reported. */
  readonly at: Instant;
}

/** A mail that is to be sent, or was: it is kept for ever, so that it goes out once. */
export interface MailRecord {
  /** That of the message in the outbox. */
  readonly id: string;
  readonly kind: 'invoice' | 'reminder' | NoticeKind;
  readonly about: MailAbout;
  readonly customerId: string;
  /** What mailers are told; a Message-ID begins with it, where a mailer chooses that itself. */
  readonly key: string;
  readonly to: readonly MailAddress[];
  readonly queuedAt: Instant;
  /**
   * `sent`: a mail server has it. `failed`: it was refused, given up, or came back from everybody. `unknown`: nobody can
   * say. `dropped`: it need not be sent any more.
   */
  readonly status: 'queued' | 'sent' | 'failed' | 'unknown' | 'dropped';
  /** Why it failed, was dropped, or nobody knows. */
  readonly reason: string | null;
  /** What mail servers call it, once it is known that one has it. */
  readonly messageId: string | null;
  /** Whether it was sent once more, because nobody could say whether it had arrived: who got it may have it twice. */
  readonly sentAgain: boolean;
  /** Recipients that the server refused, while it took the mail for others. */
  readonly refused: readonly RefusedRecipient[];
  readonly bounces: readonly MailBounce[];
}

/** Mails, by the instant at which each was queued. */
export const mailRecords = collection<MailRecord, 'mails'>({
  name: 'mails',
  id: ({ id }) => id,
  order: ({ queuedAt }) => queuedAt,
  keys: ({ about, key, messageId }) => ({
    about: aboutKey(about),
    message: messageId === null ? key : messageKey(messageId),
  }),
});

/** The index key of what a mail is about. */
export const aboutKey = ({ kind, id }: MailAbout): string => `${kind}:${id}`;

/** The index key of a Message-ID: without the brackets around it, and what stands before or behind them. */
export const messageKey = (messageId: string): string =>
  /<([^<>]+)>/.exec(messageId)?.[1] ?? messageId.trim();

/** The key of a mail, where its Message-ID begins with it: `<key.…@domain>` or `<key@domain>`. */
export const keyIn = (messageId: string): string => messageKey(messageId).split(/[.@]/, 1)[0] ?? '';
