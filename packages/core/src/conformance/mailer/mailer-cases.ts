import type { Mail, MailOutcome } from '../../ports/mailer.ts';
import { sampleInvoice } from '../accounting/sample-documents.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { outcomeOf, require, requireRejection, requireSame, shown } from '../finding.ts';
import { aborted } from '../waiting.ts';
import { headersOf, valuesOf } from './mail-headers.ts';
import { mailerCase, type MailerSubject, type MailProbe, type ProbedMail } from './mailer-subject.ts';
import { sampleNotices } from './sample-notices.ts';

const accounts = { name: 'Accounts', address: 'accounts@acme.example' };

const mailOf = (given: Partial<Mail> = {}): Mail => ({
  key: 'inv_1-mail-1',
  tenantId: 'desk',
  to: [accounts],
  language: 'en',
  subject: { kind: 'invoice', invoice: sampleInvoice(1) },
  attachments: [],
  ...given,
});

function messageIdOf(outcome: MailOutcome): string {
  require(outcome.status === 'sent', `it should be sent, and was ${shown(outcome)}`);
  return outcome.messageId;
}

async function requireMails(server: MailProbe, count: number): Promise<readonly ProbedMail[]> {
  const mails = await server.mails();
  requireSame('the number of mails that the server took over', mails.length, count);
  return mails;
}

const withBreak = 'Eve\r\nBcc: everybody@else.example\r\n\r\nBody';

/**
 * The promises of a `Mailer`. Each case wants a server without mails.
 *
 * @example
 * ```ts
 * import { mailerCases } from '@billwright/core/conformance';
 *
 * console.log(mailerCases.some(({ name }) => name === 'a mail that the server refuses for good is rejected'));
 * // => true
 * ```
 */
export const mailerCases: readonly ConformanceCase<MailerSubject>[] = [
  mailerCase('a mail goes to those it is addressed to, and to nobody else', async ({ mailer, server }) => {
    const to = [accounts, { name: null, address: 'boss@acme.example' }];
    messageIdOf(await mailer.send(mailOf({ to })));
    const [mail] = await requireMails(server, 1);
    const recipients = to.map(({ address }) => address);
    requireSame('the recipients', mail?.recipients.toSorted(), recipients.toSorted());
  }),

  mailerCase(
    'the Message-ID that is told is the one of the mail, and well-formed',
    async ({ mailer, server }) => {
      const messageId = messageIdOf(await mailer.send(mailOf()));
      require(/^<[^<>@\s]+@[^<>@\s]+>$/.test(messageId), `it is ${shown(messageId)}`);
      const [mail] = await requireMails(server, 1);
      requireSame('the header', mail && valuesOf(mail, 'message-id'), [messageId]);
    },
  ),

  mailerCase('the same key has the same Message-ID, however often it is sent', async ({ mailer }) => {
    const first = messageIdOf(await mailer.send(mailOf()));
    requireSame('the Message-ID of the second', messageIdOf(await mailer.send(mailOf())), first);
  }),

  mailerCase(
    'another key, and the same key of another tenant, have other Message-IDs',
    async ({ mailer }) => {
      const mails = [
        {},
        { key: 'inv_1-mail-2' },
        { tenantId: 'other' },
        { key: 'mail-2', tenantId: 'desk-inv_1' },
      ];
      const ids = await Promise.all(
        mails.map(async (given) => messageIdOf(await mailer.send(mailOf(given)))),
      );
      requireSame('the number of Message-IDs', new Set(ids).size, mails.length);
    },
  ),

  mailerCase(
    'a key of any characters makes a well-formed Message-ID of its own',
    async ({ mailer, server }) => {
      const keys = ['a b', 'a<b>', 'a@b', 'a\r\nBcc: x@y.example', '\u00e4 \u{1f600}', 'ab'];
      const ids: string[] = [];
      for (const key of keys) ids.push(messageIdOf(await mailer.send(mailOf({ key }))));
      for (const id of ids) require(/^<[^<>@\s]+@[^<>@\s]+>$/.test(id), `a Message-ID is ${shown(id)}`);
      requireSame('the number of Message-IDs', new Set(ids).size, keys.length);
      const mails = await requireMails(server, keys.length);
      requireSame(
        'the headers',
        mails.flatMap((mail) => valuesOf(mail, 'message-id')),
        ids,
      );
    },
  ),

  mailerCase('the Message-ID of a plain key begins with it', async ({ mailer }) => {
    const key = '4f2a0b7c9d1e3f5a6b8c';
    const messageId = messageIdOf(await mailer.send(mailOf({ key })));
    require(/^<4f2a0b7c9d1e3f5a6b8c[.@]/.test(messageId), `it is ${shown(messageId)}`);
  }),

  mailerCase('no name brings a header or a recipient into a mail', async ({ mailer, server }) => {
    const to = [{ ...accounts, name: withBreak }];
    const outcome = await outcomeOf(() => mailer.send(mailOf({ to })));
    await requireClean(server, outcome.status);
  }),

  mailerCase('no invoice brings a header or a recipient into a mail', async ({ mailer, server }) => {
    const invoice = sampleInvoice(1, { buyer: withBreak, description: withBreak });
    const { content } = invoice;
    const seller = { ...content.seller, name: withBreak };
    const subject = { kind: 'invoice', invoice: { ...invoice, content: { ...content, seller } } } as const;
    const outcome = await outcomeOf(() => mailer.send(mailOf({ subject })));
    await requireClean(server, outcome.status);
  }),

  mailerCase('an address that is several, or holds a line break, is rejected', async ({ mailer, server }) => {
    const addresses = [
      'accounts@acme.example\r\nBcc: everybody@else.example',
      'accounts@acme.example, everybody@else.example',
      'accounts@acme.example> <everybody@else.example',
      'not an address',
      '',
    ];
    for (const address of addresses) {
      const outcome = await mailer.send(mailOf({ to: [{ name: null, address }] }));
      require(outcome.status ===
        'rejected', `${shown(address)} should be rejected, and was ${shown(outcome)}`);
    }
    await requireMails(server, 0);
  }),

  mailerCase('a mail to nobody is rejected', async ({ mailer, server }) => {
    const outcome = await mailer.send(mailOf({ to: [] }));
    require(outcome.status === 'rejected', `it should be rejected, and was ${shown(outcome)}`);
    await requireMails(server, 0);
  }),

  mailerCase('a reminder is sent as an invoice is', async ({ mailer, server }) => {
    const open = { amount: '95.20', currency: 'EUR' };
    const subject = { kind: 'reminder', invoice: sampleInvoice(1), daysOverdue: 14, open } as const;
    for (const language of ['de', 'en', 'fr'] as const) {
      messageIdOf(await mailer.send(mailOf({ subject, language, key: `reminder-${language}` })));
    }
    await requireMails(server, 3);
  }),

  mailerCase(
    'every notice is sent as an invoice is, to customers and to the seller',
    async ({ mailer, server }) => {
      const notices = [...sampleNotices('customer'), ...sampleNotices('seller')];
      for (const [index, subject] of notices.entries()) {
        const language = (['de', 'en', 'fr'] as const)[index % 3] ?? 'en';
        messageIdOf(await mailer.send(mailOf({ subject, language, key: `notice-${index}` })));
      }
      await requireMails(server, notices.length);
    },
  ),

  mailerCase('no notice brings a header or a recipient into a mail', async ({ mailer, server }) => {
    for (const subject of sampleNotices('seller', { seller: withBreak, customer: withBreak })) {
      const before = (await server.mails()).length;
      const outcome = await outcomeOf(() => mailer.send(mailOf({ subject, key: subject.kind })));
      const isSent = (await server.mails()).length > before;
      await requireClean(server, isSent ? 'resolved' : outcome.status);
    }
  }),

  mailerCase(
    'a mail that the server refuses for good is rejected',
    async ({ mailer, server }) => {
      await server.refuseNext();
      const outcome = await mailer.send(mailOf());
      require(outcome.status === 'rejected', `it should be rejected, and was ${shown(outcome)}`);
      require(outcome.reason !== '', 'the reason is empty');
      await requireMails(server, 0);
    },
    ['refuseNext'],
  ),

  mailerCase(
    'a mail for which the server has no time yet is to be tried again',
    async ({ mailer, server }) => {
      await server.delayNext();
      const outcome = await mailer.send(mailOf());
      require(outcome.status === 'retry', `it should say "retry", and gave ${shown(outcome)}`);
      messageIdOf(await mailer.send(mailOf()));
      await requireMails(server, 1);
    },
    ['delayNext'],
  ),

  mailerCase(
    'a mail that never reached the server is not told as sent or rejected',
    async ({ mailer, server }) => {
      await server.cutNext();
      const outcome = await outcomeOf(() => mailer.send(mailOf()));
      const isSure = outcome.status === 'resolved' && outcome.value.status !== 'retry';
      require(!isSure, `it should throw or say "retry", and gave ${shown(outcome)}`);
      messageIdOf(await mailer.send(mailOf()));
      await requireMails(server, 1);
    },
    ['cutNext'],
  ),

  mailerCase(
    'a call that is aborted before it begins rejects with the reason, and sends nothing',
    async (work) => {
      const { signal, reason } = aborted();
      await requireRejection('the call', reason, () => work.mailer.send(mailOf(), { signal }));
      await requireMails(work.server, 0);
    },
  ),
];

/** A mailer may refuse the text, or write it as text. It must not obey it. */
async function requireClean(server: MailProbe, status: 'resolved' | 'rejected'): Promise<void> {
  const mails = await server.mails();
  require(status === 'resolved' || mails.length === 0, 'the call threw, and the mail was sent');
  for (const mail of mails) {
    requireSame('the recipients', mail.recipients, [accounts.address]);
    const smuggled = headersOf(mail).filter(({ name }) => name === 'bcc' || name === 'cc');
    requireSame('the headers that were smuggled in', smuggled, []);
    requireSame('the number of addresses', valuesOf(mail, 'to').length, 1);
    const head = mail.text.split(/\r?\n\r?\n/, 1)[0] ?? '';
    require(/^(?:[\w-]+:.*(?:\r?\n[ \t].*)*(?:\r?\n|$))+$/.test(head), `its head is no head: ${shown(head)}`);
    requireSame('the number of its Message-IDs', valuesOf(mail, 'message-id').length, 1);
  }
}
