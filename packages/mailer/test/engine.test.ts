import { createServer } from 'node:net';
import { createBilling, type Mailer, manualLine } from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import type { MailTransport } from '../src/mail/transport.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';
import { sampleMail, sender } from './support/mails.ts';

let server: MailServer;
beforeAll(async () => {
  server = await mailServer();
});
afterAll(() => server.close());

const ownSenders = (): Mailer =>
  smtpMailer({
    transport: server.transport,
    sender: ({ tenantId }) => ({ from: { name: tenantId, address: `billing@${tenantId}.example` } }),
  });

/** Two tenants, each with an invoice of the same id. */
async function desks(mailer: Mailer = ownSenders()) {
  const clock = fixedClock('2026-04-01T06:00:00Z');
  const billing = createBilling({ storage: memoryStorage(), mailer, clock, ids: sequentialIds() });
  const both = ['one', 'two'].map((id) => billing.forTenant(id));
  const price = { unitPrice: '80.00', currency: 'EUR', from: '2026-04-01' };
  for (const desk of both) {
    await desk.settings.put({ seller: { name: 'Desk' }, currency: 'EUR', zone: 'Europe/Berlin' });
    await desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'accounts@acme.example' } });
    const lines = [manualLine({ id: 'setup', description: 'Setup', ...price })];
    await desk.invoices.draft({ id: 'inv_1', customerId: 'acme', lines });
    await desk.invoices.issue('inv_1');
  }
  return { billing, both };
}

describe('in the engine', () => {
  test('I17: a recipient that a server refuses is told of, while the others have the invoice', async () => {
    const { billing, both } = await desks();
    const [desk] = both;
    const told: string[] = [];
    desk?.on('invoice.sent', ({ invoice }) => void told.push(`sent ${invoice.id}`));
    desk?.on('invoice.delivery-failed', ({ reason }) => void told.push(reason));
    server.refused.set('gone@acme.example', 550);
    await desk?.invoices.send('inv_1', {
      to: [{ address: 'here@acme.example' }, { address: 'gone@acme.example' }],
    });
    await billing.dispatch();
    expect(told).toEqual(['sent inv_1', expect.stringMatching(/^gone@acme\.example: .*550/)]);
    expect((await desk?.invoices.get('inv_1'))?.delivery).toBe('sent');
  });

  test('each tenant sends in its own name, and the same invoice of two tenants has two Message-IDs', async () => {
    const { billing, both } = await desks();
    const count = server.mails().length;
    for (const desk of both) await desk.invoices.send('inv_1');
    await billing.dispatch();
    const taken = server.mails().slice(count);
    const headers = (name: string) =>
      taken.map(({ text }) => text.match(new RegExp(`^${name}:\\s+(.*)$`, 'im'))?.[1]);
    expect(new Set(headers('From'))).toEqual(
      new Set(['one <billing@one.example>', 'two <billing@two.example>']),
    );
    expect(new Set(headers('Message-ID')).size).toBe(2);
  });
});

describe('a server that is in no state to take mail', () => {
  test('has not taken it when it is too slow to greet: it is tried again', async () => {
    const silent = createServer(() => null);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const transport = createTransport({ host: '127.0.0.1', port, greetingTimeout: 100 });
    const outcome = await smtpMailer({ transport, sender }).send(sampleMail());
    expect(outcome).toMatchObject({ status: 'retry', reason: expect.stringContaining('Greeting') });
    silent.close();
  });

  test('gets no mail in the clear when the transport asks for TLS: it is to be tried again', async () => {
    const count = server.mails().length;
    const transport = createTransport({ host: '127.0.0.1', port: server.port, requireTLS: true });
    expect(await smtpMailer({ transport, sender }).send(sampleMail())).toMatchObject({ status: 'retry' });
    expect(server.mails()).toHaveLength(count);
  });

  test('that offers TLS and then refuses it gets no mail in the clear: it is to be tried again', async () => {
    const said: string[] = [];
    const offering = createServer((socket) => {
      socket.write('220 mx.acme.example\r\n');
      socket.on('error', () => null);
      socket.on('data', (data) => {
        const command = data.toString().trim();
        said.push(command.slice(0, 8));
        if (command.startsWith('EHLO')) socket.write('250-mx.acme.example\r\n250 STARTTLS\r\n');
        else socket.write('454 TLS not available due to temporary reason\r\n');
      });
    });
    await new Promise<void>((resolve) => {
      offering.listen(0, '127.0.0.1', resolve);
    });
    const address = offering.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const transport = createTransport({ host: '127.0.0.1', port });
    const outcome = await smtpMailer({ transport, sender }).send(sampleMail());
    expect(outcome).toMatchObject({ status: 'retry', reason: expect.stringContaining('STARTTLS') });
    expect(said.slice(0, 2)).toEqual([expect.stringMatching(/^EHLO/), 'STARTTLS']);
    expect(said.filter((command) => /^(?:MAIL|RCPT|DATA)/.test(command))).toEqual([]);
    transport.close();
    offering.close();
  });

  test.each([
    ['421 Too busy', '250 mx.acme.example'],
    ['554 No mail from you', '250 mx.acme.example'],
    ['220 mx.acme.example', '421 Too busy'],
  ])(
    'has not taken it when it turns everybody away: it greets with "%s", and answers "%s"',
    async (...said) => {
      const busy = createServer((socket) => {
        const [greeting, answer] = said;
        socket.on('error', () => null);
        socket.on('data', () => socket.end(`${answer}\r\n`));
        if (greeting.startsWith('220')) socket.write(`${greeting}\r\n`);
        else socket.end(`${greeting}\r\n`);
      });
      await new Promise<void>((resolve) => {
        busy.listen(0, '127.0.0.1', resolve);
      });
      const address = busy.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      const transport = createTransport({ host: '127.0.0.1', port });
      const outcome = await smtpMailer({ transport, sender }).send(sampleMail());
      busy.close();
      expect(outcome).toMatchObject({ status: 'retry', reason: expect.stringMatching(/421|554/) });
    },
  );

  test.each(['everybody@else.example', 'buchhaltung@else.example'])(
    'and a transport that used other recipients than it was given, is no success, and nothing is sent there again: %s',
    async (used) => {
      let calls = 0;
      const transport: MailTransport = {
        sendMail: async () => {
          calls += 1;
          return { envelope: { to: [used] }, rejected: [] };
        },
      };
      const outcome = await smtpMailer({ transport, sender }).send(sampleMail());
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.stringContaining(used) });
      const { billing, both } = await desks(smtpMailer({ transport, sender }));
      calls = 0;
      await both[0]?.invoices.send('inv_1');
      for (let step = 0; step < 3; step += 1) await billing.dispatch();
      expect((await both[0]?.invoices.get('inv_1'))?.delivery).toBe('failed');
      expect(calls).toBe(1);
    },
  );

  test('and of one that left out a recipient, or sent to another besides, each is told', async () => {
    const [here, gone, other] = ['here@boehm.example', 'gone@boehm.example', 'everybody@else.example'];
    const transport: MailTransport = { sendMail: async () => ({ envelope: { to: [here, other] } }) };
    const to = [here, gone].map((address) => ({ name: null, address }));
    expect(await smtpMailer({ transport, sender }).send(sampleMail({ to }))).toMatchObject({
      status: 'sent',
      refused: [
        { address: gone, reason: 'the transport left it out' },
        { address: other, reason: expect.stringContaining('was not told to') },
      ],
    });
  });

  test('and a transport that takes no mail to so many has rejected it: none of them was told to a server', async () => {
    const transport = createTransport({ jsonTransport: true }, { maxRecipients: 1 });
    const to = ['a', 'b'].map((name) => ({ name, address: `${name}@boehm.example` }));
    expect(await smtpMailer({ transport, sender }).send(sampleMail({ to }))).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('maxRecipients'),
    });
  });
});
