import { type Invoice, formatMoney } from '@billwright/core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailOptions } from '../src/mail/mailer-options.ts';
import { previewMail } from '../src/mail/preview-mail.ts';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';
import { sampleMail, sampleReminder, sender } from './support/mails.ts';
import { creditNoteOf, issued, sampleDraft } from './support/samples.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(() => server.close());

/** What could turn a text into a header, into markup, or into a template. */
const hostile = [
  'Eve\r\nBcc: everybody@else.example\r\n\r\nBody',
  '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&',
  '{{ seller_email }}{% include "secret" %}{% raw %}',
  'Eve <eve@else.example>, mallory@else.example;',
  '=?utf-8?B?PHNjcmlwdD4=?=\u2028\u202e\u0000',
];

/** Puts a text wherever an invoice has room for one. */
function poisoned(text: string): Invoice {
  const { content, ...draft } = sampleDraft();
  const party = { name: text, contact: text, reference: text, taxIds: [{ scheme: 'vat', id: text }] };
  const address = { lines: [text], postalCode: text, city: text, region: null, country: 'DE' };
  const bankAccounts = [{ holder: text, bank: text, account: text, routing: text }];
  return issued({
    ...draft,
    content: {
      ...content,
      seller: { ...content.seller, ...party, address, email: text },
      buyer: { ...content.buyer, ...party, address, email: text },
      bankAccounts,
      lines: content.lines.map((line) => ({ ...line, description: text })),
      taxCodes: content.taxCodes.map((code) => ({ ...code, name: text, exemption: text })),
      totals: { ...content.totals, taxes: content.totals.taxes.map((tax) => ({ ...tax, name: text })) },
      terms: { ...content.terms, instructions: text },
      note: text,
      purchaseOrder: text,
    },
  });
}

describe.each(hostile.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  const invoice = poisoned(text);
  const numbered = { ...invoice, issued: invoice.issued && { ...invoice.issued, number: text } };
  const note = creditNoteOf(issued(sampleDraft()));
  const open = invoice.content.totals.total;
  const subjects = [
    { kind: 'invoice', invoice: numbered },
    { kind: 'reminder', invoice: numbered, daysOverdue: 7, open },
    {
      kind: 'invoice',
      invoice: { ...note, credits: note.credits && { ...note.credits, reason: text, invoiceNumber: text } },
    },
  ] as const;

  test.each(subjects)('in every text of a $kind stays a text, in head and body', async (subject) => {
    const to = [{ name: text, address: 'buchhaltung@boehm.example' }];
    const from = { name: text, address: 'rechnung@nordlicht.example' };
    const count = server.mails().length;
    const mailer = smtpMailer({ transport: server.transport, sender: { from, replyTo: from } });
    expect(await mailer.send(sampleMail({ to, subject }))).toMatchObject({ status: 'sent' });
    const taken = server.mails().slice(count);
    expect(taken).toMatchObject([{ recipients: ['buchhaltung@boehm.example'] }]);
    const mail = await PostalMime.parse(taken[0]?.text ?? '');
    const names = mail.headers.map(({ key }) => key).toSorted();
    expect(names).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'reply-to',
      'subject',
      'to',
    ]);
    expect(mail.to).toHaveLength(1);
    expect(mail.from?.address).toBe('rechnung@nordlicht.example');
    expect(mail.html).not.toMatch(/<script|<img|onerror=[^&]*>/i);
    for (const file of mail.attachments) expect(file.filename).toMatch(/^[\p{L}\p{N}. _()-]+$/u);
  });
});

const preview = (options: Partial<MailOptions> = {}) => previewMail(sampleMail(), { sender, ...options });

describe('templates of tenants', () => {
  test('replace the subject, the text or the page, and can name what the mail is about', async () => {
    const template = { subject: '{{ number }} von {{ seller }}', html: '<p>{{ buyer }}: {{ total }}</p>' };
    const mail = await preview({ template });
    expect(mail.subject).toBe('RE-2026-00042 von Nordlicht IT-Service GmbH');
    expect(mail.html).toBe('<p>Käserei Böhm &amp; Söhne KG: 652,89 EUR</p>');
    expect(mail.text).toContain('anbei erhalten Sie unsere Rechnung.');
  });

  test('can not let a value through unescaped', async () => {
    const { html } = await preview({ template: { html: '{{ buyer | raw }}{{ buyer | upcase }}' } });
    expect(html).toBe('Käserei Böhm &amp; Söhne KGKÄSEREI BÖHM &amp; SÖHNE KG');
  });

  test('can not make a second line of a subject, however they try', async () => {
    const { subject } = await preview({ template: { subject: 'A{{ "\\r\\nBcc: x@y.example" }}\r\nB' } });
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each([
    ['name what is not there', '{{ customer_password }}'],
    ['use what is not there', '{{ number | exec }}'],
    ['read files', '{% include "/etc/passwd" %}'],
    ['render files', '{% render "../package.json" %}'],
    ['take layouts from files', '{% layout "/etc/passwd" %}'],
    ['reach what an object inherits', '{{ seller.constructor.constructor }}'],
    ['reach prototypes', '{{ facts.__proto__.toString }}'],
    ['run for ever', '{% for a in (1..100000000) %}x{% endfor %}'],
    [
      'fill the memory',
      '{% assign a = "xxxxxxxxxx" %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    ],
    ['be endless', 'x'.repeat(200_000)],
    ['be left unfinished', '{% if number %}'],
  ])('can not %s: such a mail is rejected, with the reason', async (_, html) => {
    const mailer = smtpMailer({ transport: server.transport, sender, template: { html } });
    const count = server.mails().length;
    expect(await mailer.send(sampleMail())).toMatchObject({
      status: 'rejected',
      reason: expect.stringMatching(/\w/),
    });
    expect(server.mails()).toHaveLength(count);
  });
});

describe('a preview', () => {
  test('of a mail that can not be written says why', async () => {
    const mail = sampleMail({ to: [] });
    await expect(previewMail(mail, { sender })).rejects.toMatchObject({
      code: 'MAIL_UNWRITABLE',
      details: { reason: 'the mail is addressed to nobody' },
    });
  });

  test('is what would be sent, and sends nothing', async () => {
    const count = server.mails().length;
    const shown = await preview();
    expect(server.mails()).toHaveLength(count);
    const outcome = await smtpMailer({ transport: server.transport, sender }).send(sampleMail());
    const mail = await PostalMime.parse(server.mails().at(-1)?.text ?? '');
    expect(outcome).toMatchObject({ messageId: shown.messageId });
    expect(mail.subject).toBe(shown.subject);
    expect(mail.html?.trim()).toBe(shown.html.trim());
    const [sent, seen] = [mail.attachments[0]?.content, shown.files[0]?.content];
    expect(Buffer.compare(Buffer.from(sent as ArrayBuffer), seen ?? Buffer.from(''))).toBe(0);
  });

  test.each(['de', 'en', 'fr'] as const)('of a reminder shows what is open, in %s', async (language) => {
    const mail = sampleReminder({ language });
    const { html, text, files } = await previewMail(mail, { sender });
    if (!('invoice' in mail.subject)) throw new Error('it is about no invoice');
    const open = formatMoney(mail.subject.invoice.content.totals.total, language);
    expect(html).toContain(open);
    expect(text).toContain(open);
    expect(files).toHaveLength(2);
  });
});
