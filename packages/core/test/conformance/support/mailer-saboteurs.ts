import type { MailerSubject } from '../../../src/conformance/mailer/mailer-subject.ts';
import { type MailerParts, plainMailer, sellerOf } from './plain-mailer.ts';

const broken =
  (parts: Partial<MailerParts>): (() => MailerSubject) =>
  () =>
    plainMailer(parts);

const counting = (): (() => string) => {
  let mails = 0;
  return () => {
    mails += 1;
    return `<${mails}@mail.example>`;
  };
};

/** For each promise of the kit: a mailer that breaks it. */
export const mailerSaboteurs: Readonly<Record<string, () => MailerSubject>> = {
  'a mail goes to those it is addressed to, and to nobody else': broken({
    recipients: ({ to }) => to.slice(0, 1).map(({ address }) => address),
  }),
  'the Message-ID that is told is the one of the mail, and well-formed': broken({
    outcome: () => ({ status: 'sent', messageId: '<another@mail.example>' }),
  }),
  'the same key has the same Message-ID, however often it is sent': broken({ messageId: counting() }),
  'another key, and the same key of another tenant, have other Message-IDs': broken({
    messageId: ({ tenantId, key }) => `<${tenantId}-${key}@mail.example>`,
  }),
  'a key of any characters makes a well-formed Message-ID of its own': broken({
    messageId: ({ key }) => `<${key}@mail.example>`,
  }),
  'the Message-ID of a plain key begins with it': broken({
    messageId: ({ tenantId, key }) =>
      `<${Buffer.from(`${tenantId}:${key}`).toString('base64url')}@mail.example>`,
  }),
  'no name brings a header or a recipient into a mail': broken({ name: (name) => name }),
  'no invoice brings a header or a recipient into a mail': broken({
    about: ({ subject }) => sellerOf(subject).name,
  }),
  'an address that is several, or holds a line break, is rejected': broken({
    isAddress: (address) => address.includes('@'),
  }),
  'a mail to nobody is rejected': broken({ accepts: () => true }),
  'a reminder is sent as an invoice is': broken({ accepts: ({ subject }) => subject.kind === 'invoice' }),
  'every notice is sent as an invoice is, to customers and to the seller': broken({
    accepts: ({ subject }) => subject.kind !== 'prepaid-refilled',
  }),
  'no notice brings a header or a recipient into a mail': broken({
    about: ({ subject }) => ('customer' in subject ? subject.customer.party.name : 'a mail'),
  }),
  'a mail that the server refuses for good is rejected': broken({
    outcome: () => ({ status: 'retry', reason: 'the server said no' }),
  }),
  'a mail for which the server has no time yet is to be tried again': broken({
    outcome: (answer) => ({ status: 'rejected', reason: `the server said ${answer}` }),
  }),
  'a mail that never reached the server is not told as sent or rejected': broken({
    outcome: (_, messageId) => ({ status: 'sent', messageId }),
  }),
  'a call that is aborted before it begins rejects with the reason, and sends nothing': broken({
    hearsSignals: false,
  }),
};
