import type { Mail } from '@billwright/core';
import type { MailOptions } from '../../src/mail/mailer-options.ts';
import { issued, sampleDraft } from './samples.ts';

/** A mail of an invoice to the accounts of a customer, but for what is given. */
export const sampleMail = (given: Partial<Mail> = {}): Mail => ({
  key: 'inv_1-mail-1',
  tenantId: 'desk',
  to: [{ name: 'Käserei Böhm', address: 'buchhaltung@boehm.example' }],
  language: 'de',
  subject: { kind: 'invoice', invoice: issued(sampleDraft()) },
  attachments: [],
  ...given,
});

/** A reminder of that invoice. */
export const sampleReminder = (given: Partial<Mail> = {}): Mail => {
  const invoice = issued(sampleDraft());
  const subject = { kind: 'reminder', invoice, daysOverdue: 14, open: invoice.content.totals.total } as const;
  return sampleMail({ subject, ...given });
};

export const sender: MailOptions['sender'] = {
  from: { name: 'Nordlicht IT-Service GmbH', address: 'rechnung@nordlicht.example' },
};
