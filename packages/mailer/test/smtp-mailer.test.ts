import { createServer } from 'node:net';
import { generateKeyPairSync } from 'node:crypto';
import { authenticate } from 'mailauth';
import PostalMime from 'postal-mime';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MailOptions } from '../src/mail/mailer-options.ts';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import type { MailTransport } from '../src/mail/transport.ts';
import type { PdfOptions } from '../src/pdf/pdf-documents.ts';
import { readPdf } from './support/read-pdf.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';
import { sampleMail, sampleReminder, sender } from './support/mails.ts';
import { creditNoteOf, issued, sampleDraft } from './support/samples.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(() => server.close());

let before = 0;
beforeEach(() => {
  before = server.mails().length;
  server.refused.clear();
});

const mailer = (options: Partial<MailOptions> = {}) =>
  smtpMailer({ transport: server.transport, sender, ...options });
const taken = () => server.mails().slice(before);
const parsed = async () => PostalMime.parse(taken().at(-1)?.text ?? '');

describe('a mail', () => {
  test('is read back by another library as it was meant: subject, texts, and the PDF', async () => {
    const outcome = await mailer().send(sampleMail());
    const mail = await parsed();
    expect(outcome).toEqual({ status: 'sent', messageId: mail.messageId });
    expect(mail).toMatchObject({
      subject: 'Rechnung RE-2026-00042 – Nordlicht IT-Service GmbH',
      from: { name: 'Nordlicht IT-Service GmbH', address: 'rechnung@nordlicht.example' },
      to: [{ name: 'Käserei Böhm', address: 'buchhaltung@boehm.example' }],
    });
    for (const text of [mail.text, mail.html])
      for (const part of ['RE-2026-00042', '652,89 EUR', '15.04.2026', 'anbei erhalten Sie unsere Rechnung'])
        expect(text).toContain(part);
    const [pdf] = mail.attachments;
    expect(pdf).toMatchObject({ filename: 'Rechnung RE-2026-00042.pdf', mimeType: 'application/pdf' });
    const { title } = await readPdf(new Uint8Array(pdf?.content as ArrayBuffer));
    expect(title).toBe('Rechnung RE-2026-00042');
  });

  test.each([
    ['de', 'Rechnungskorrektur RK-2026-00007', 'Zahlungserinnerung zur Rechnung RE-2026-00042'],
    ['en', 'Credit note RK-2026-00007', 'Payment reminder for invoice RE-2026-00042'],
    ['fr', 'Avoir RK-2026-00007', 'Rappel de paiement de la facture RE-2026-00042'],
  ] as const)(
    'of a credit note or a reminder says so in its subject, in %s',
    async (language, credit, reminder) => {
      const invoice = creditNoteOf(issued(sampleDraft({ language })));
      await mailer().send(sampleMail({ subject: { kind: 'invoice', invoice }, language }));
      expect((await parsed()).subject).toContain(credit);
      await mailer().send(sampleReminder({ language }));
      const mail = await parsed();
      expect(mail.subject).toContain(reminder);
      expect(mail.attachments).toHaveLength(2);
    },
  );

  test('has headers by which reminders are stopped, when it is a reminder', async () => {
    const unsubscribeUrl = () => 'https://billing.example/stop?token=a&b="c"';
    await mailer({ unsubscribeUrl }).send(sampleMail());
    expect(taken().at(-1)?.text).not.toContain('List-Unsubscribe');
    await mailer({ unsubscribeUrl }).send(sampleReminder());
    const mail = await parsed();
    const valueOf = (key: string) => mail.headers.find((header) => header.key === key)?.value;
    expect(valueOf('list-unsubscribe')).toBe('<https://billing.example/stop?token=a&b=%22c%22>');
    expect(valueOf('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  test('carries further files, and is rejected when nobody gives their bytes', async () => {
    const attachments = [
      { id: 'a', name: 'Zeit\r\nnachweis/../März.csv', mediaType: 'text/csv', reference: 'x' },
    ];
    expect(await mailer().send(sampleMail({ attachments }))).toMatchObject({ status: 'rejected' });
    const loadAttachment = async () => new TextEncoder().encode('a;b');
    await mailer({ loadAttachment }).send(sampleMail({ attachments }));
    const mail = await parsed();
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([
      'Rechnung RE-2026-00042.pdf',
      'Zeit nachweis-..-März.csv',
    ]);
  });

  test('comes back to where the sender wants it, and is answered where the sender wants it', async () => {
    const from = { name: null, address: 'noreply@nordlicht.example' };
    const replyTo = { name: 'Buchhaltung', address: 'buch@nordlicht.example' };
    await mailer({
      sender: async () => ({ from, replyTo, returnPath: 'bounce+inv1@nordlicht.example' }),
    }).send(sampleMail());
    const mail = await parsed();
    expect(mail.replyTo).toMatchObject([replyTo]);
    expect(mail.returnPath ?? 'none').toBe('none');
  });

  test('goes to whoever is named twice once, however the address is written', async () => {
    const to = [
      'a@boehm.example',
      'a@boehm.example',
      'A@Böhm.example',
      'a@xn--bhm-sna.example',
      '.c@boehm.example',
    ];
    const named = to.map((address) => ({ name: null, address }));
    expect(await mailer().send(sampleMail({ to: named }))).toMatchObject({ status: 'sent' });
    expect(taken()).toHaveLength(1);
    expect((await parsed()).to?.map(({ address }) => address?.toLowerCase())).toHaveLength(3);
  });

  test('is not sent unsigned when the key of its sender is none, and nobody reads the key', async () => {
    const from = { name: null, address: 'rechnung@nordlicht.example' };
    const { privateKey: elliptic } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    for (const privateKey of ['', 'secret', elliptic]) {
      const dkim = { domainName: 'nordlicht.example', keySelector: 'billing', privateKey };
      const outcome = await mailer({ sender: { from, dkim } }).send(sampleMail());
      expect(outcome).toEqual({ status: 'rejected', reason: '`dkim.privateKey` is no RSA key in PEM' });
    }
    expect(taken()).toHaveLength(0);
  });

  test('is signed with the key of its sender, as another library confirms', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const dkim = { domainName: 'nordlicht.example', keySelector: 'billing', privateKey };
    const from = { name: 'Nordlicht', address: 'rechnung@nordlicht.example' };
    const unsubscribeUrl = () => 'https://billing.example/stop';
    await mailer({ sender: { from, dkim }, unsubscribeUrl }).send(sampleReminder());
    // RFC 8058 asks that both headers by which a reminder is stopped are signed.
    expect(
      taken()
        .at(-1)
        ?.text.replaceAll(/\r\n\s+/g, ''),
    ).toMatch(/^DKIM-Signature: .*\bh=[^;]*:list-unsubscribe:list-unsubscribe-post;/im);
    const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
    const resolver = async (name: string) => {
      if (name === 'billing._domainkey.nordlicht.example') return [[record]];
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    const { dkim: found } = await authenticate(taken().at(-1)?.text ?? '', {
      resolver,
      trustReceived: false,
    });
    expect(found.results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
      ['pass', 'nordlicht.example'],
    ]);
  });
});

describe('what becomes of a mail', () => {
  test.each([
    ['refuse-recipient', 'rejected'],
    ['refuse-mail', 'rejected'],
    ['delay-recipient', 'retry'],
    ['delay-mail', 'retry'],
  ] as const)('that a server answers with "%s" is told as %s', async (fault, status) => {
    server.faults.push(fault);
    expect(await mailer().send(sampleMail())).toMatchObject({ status, reason: expect.stringMatching(/./) });
    expect(taken()).toHaveLength(0);
  });

  test('I17: that was taken over, and never acknowledged, is not known: the call throws', async () => {
    server.faults.push('lost');
    await expect(mailer().send(sampleMail())).rejects.toThrow(/connection|closed|socket/i);
    expect(taken()).toHaveLength(1);
    server.faults.push('cut-data');
    await expect(mailer().send(sampleMail())).rejects.toThrow(/connection|closed|socket/i);
    expect(taken()).toHaveLength(1);
  });

  test.each([450, 550] as const)(
    'that one of two recipients is refused with %i is sent, and says who is missing, and whether for now only',
    async (code) => {
      server.refused.set('gone@boehm.example', code);
      const isLater = code === 450 ? { isLater: true } : {};
      const to = ['here@boehm.example', 'gone@boehm.example'].map((address) => ({ name: null, address }));
      expect(await mailer().send(sampleMail({ to }))).toMatchObject({
        status: 'sent',
        refused: [
          { address: 'gone@boehm.example', reason: expect.stringContaining(String(code)), ...isLater },
        ],
      });
      expect(taken()).toMatchObject([{ recipients: ['here@boehm.example'] }]);
    },
  );

  test('that is put off for one tells the address as it was given, however the transport writes it', async () => {
    const [here, boss] = ['here@boehm.example', 'boss@böhm.example'];
    const rejected = ['boss@xn--bhm-sna.example'];
    const rejectedErrors = [Object.assign(new Error('450 busy'), { responseCode: 450 })];
    const transport: MailTransport = {
      sendMail: async () => ({ envelope: { to: [here, ...rejected] }, rejected, rejectedErrors }),
    };
    const to = [here, boss].map((address) => ({ name: null, address }));
    expect(await smtpMailer({ transport, sender }).send(sampleMail({ to }))).toMatchObject({
      status: 'sent',
      refused: [{ address: boss, reason: '450 busy', isLater: true }],
    });
  });

  test('that could not be written yet tells why without what signs an address, and who asked', async () => {
    const address = 'https://me:canary-password@files.example/1.pdf?expires=9&X-Signature=canary-signed';
    const loadAttachment = async (): Promise<Uint8Array> => {
      throw new Error(`403 of ${address}, asked with Bearer canary.token`);
    };
    const attachments = [{ id: 'a', name: 'a.pdf', mediaType: 'application/pdf', reference: 'a' }];
    const outcome = await mailer({ loadAttachment }).send(sampleMail({ attachments }));
    expect(outcome).toEqual({
      status: 'retry',
      reason: '403 of https://files.example/1.pdf?… asked with Bearer …',
    });
  });

  test('that no server was there to take is to be tried again', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: await unusedPort() });
    expect(await smtpMailer({ transport, sender }).send(sampleMail())).toMatchObject({ status: 'retry' });
  });

  test('is not known when the call is given up while the server is slow to say anything', async () => {
    const silent = createServer(() => null);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    const transport = createTransport({
      host: '127.0.0.1',
      port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    });
    const abort = new AbortController();
    const reason = new Error('given up');
    setTimeout(() => abort.abort(reason), 50);
    await expect(smtpMailer({ transport, sender }).send(sampleMail(), { signal: abort.signal })).rejects.toBe(
      reason,
    );
    silent.close();
  });

  test('that the caller could not get ready is to be tried again; one that can not be written is rejected', async () => {
    const failing = async () => {
      throw new Error('the settings can’t be read just now');
    };
    expect(await mailer({ sender: failing }).send(sampleMail())).toMatchObject({ status: 'retry' });
    expect(await mailer({ template: { subject: '{{ nobody }}' } }).send(sampleMail())).toMatchObject({
      status: 'rejected',
    });
    const from = { name: null, address: 'a@b.example, c@d.example' };
    expect(await mailer({ sender: { from } }).send(sampleMail())).toMatchObject({ status: 'rejected' });
    expect(taken()).toHaveLength(0);
  });

  test.each(['describeLine', 'swissReference'] as const)(
    'that the caller’s `%s` can’t help with just now is to be tried again, and says why',
    async (name) => {
      const failing = () => {
        throw new Error('the catalogue can’t be read just now');
      };
      const send = (pdf: PdfOptions) => mailer({ pdf }).send(sampleMail());
      const reason = 'the catalogue can’t be read just now';
      expect(await send({ [name]: failing })).toEqual({ status: 'retry', reason });
      // What is wrong with the document itself stays so.
      expect(await send({ [name]: () => null, logo: new Uint8Array([1]) })).toMatchObject({
        status: 'rejected',
      });
      expect(taken()).toHaveLength(0);
    },
  );
});

async function unusedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
