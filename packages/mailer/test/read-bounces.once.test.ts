import { createBilling, manualLine } from '@billwright/core';
import { fixedClock, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { describe, expect, test } from 'vitest';
import { type Bounce, readBounces } from '../src/mail/read-bounces.ts';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';
import { sampleMail, sender } from './support/mails.ts';
import { failed, feedbackReport, report } from './support/reports.ts';

describe('a report on delivery (RFC 3464)', () => {
  test('tells who did not get which mail, and why', async () => {
    const diagnostic =
      'Diagnostic-Code: smtp; 550 5.1.1 <gone@acme.example>: Recipient address rejected:\n    User unknown';
    expect(await readBounces(report({ status: failed('gone@acme.example', '5.1.1', diagnostic) }))).toEqual([
      {
        messageId: '<4f2a@desk.example>',
        recipient: 'gone@acme.example',
        kind: 'hard',
        reason: '5.1.1: 550 5.1.1 <gone@acme.example>: Recipient address rejected: User unknown',
      },
    ]);
  });

  test('tells each recipient that failed, and none that got it, has it delayed or passed it on', async () => {
    const status = `
Reporting-MTA: dns; cs.utk.example

Original-Recipient: rfc822;arathib@vnet.example
Final-Recipient: rfc822;arathib@vnet.example
Action: failed
Status: 5.0.0 (permanent failure)
Diagnostic-Code: smtp; 550 'arathib@vnet.example' is not a registered gateway user
Remote-MTA: dns; vnet.example

Original-Recipient: rfc822;johnh@hpnjld.example
Final-Recipient: rfc822;johnh@hpnjld.example
Action: delayed
Status: 4.0.0 (hpnjld.example: host name lookup failure)

Original-Recipient: rfc822;wsnell@sdcc13.example
Final-Recipient: rfc822;wsnell@sdcc13.example
Action: failed
Status: 4.4.7
Diagnostic-Code: smtp; 451 come back later

Final-Recipient: rfc822;here@acme.example
Action: delivered
Status: 2.0.0

Final-Recipient: rfc822;list@acme.example
Action: expanded
Status: 2.0.0
`;
    const bounces = await readBounces(report({ status }));
    expect(bounces.map(({ recipient, kind }) => [recipient, kind])).toEqual([
      ['arathib@vnet.example', 'hard'],
      ['wsnell@sdcc13.example', 'soft'],
    ]);
  });

  test.each([
    ['5.1.1', 'hard'],
    ['5.7.26', 'hard'],
    ['4.4.7', 'soft'],
    ['5.2.2', 'soft'],
    ['4.2.2', 'soft'],
    ['none', 'hard'],
  ] as const)('takes the status %s for a %s bounce', async (status, kind) => {
    expect(await readBounces(report({ status: failed('a@acme.example', status) }))).toMatchObject([{ kind }]);
  });

  test('names whom the mail was sent to, rather than where it was passed on to', async () => {
    const status = failed(
      'x99@inside.acme.example',
      '5.1.1',
      'Original-Recipient: rfc822;accounts+2Bbills@acme.example',
    );
    expect(await readBounces(report({ status }))).toMatchObject([
      { recipient: 'accounts+bills@acme.example' },
    ]);
  });

  test('is read with the whole mail behind it, too, and with other letters than ASCII (RFC 6533)', async () => {
    const original =
      'From: a@desk.example\nMessage-ID:\n <4f2a@desk.example>\n\nMessage-ID: <other@else.example>';
    expect(
      await readBounces(
        report({
          statusType: 'message/global-delivery-status; charset=utf-8',
          status: failed('x', '5.1.1').replace('rfc822; x', 'utf-8; büro@böhm.example'),
          originalType: 'message/rfc822',
          original,
        }),
      ),
    ).toMatchObject([{ messageId: '<4f2a@desk.example>', recipient: 'büro@böhm.example' }]);
  });

  test('says so when it does not tell what it is about', async () => {
    const status = failed('not an address, really', '5.0.0');
    const original = 'Subject: Invoice';
    expect(await readBounces(report({ status, original }))).toEqual([
      { messageId: null, recipient: null, kind: 'hard', reason: '5.0.0' },
    ]);
  });
});

describe('a report on abuse (RFC 5965)', () => {
  const original =
    'Message-ID: <4f2a@desk.example>\nTo: "Accounts" <accounts@acme.example>\nSubject: Invoice\n\nHello';
  const arf = (type: string, more = '') => feedbackReport({ type, original, more });

  test('is a complaint of whom it names, or else of whom the mail was for', async () => {
    const complaint = { messageId: '<4f2a@desk.example>', kind: 'complaint', reason: 'complaint: abuse' };
    expect(await readBounces(arf('abuse'))).toEqual([{ ...complaint, recipient: 'accounts@acme.example' }]);
    expect(await readBounces(arf('abuse', 'Original-Rcpt-To: <user@acme.example>'))).toEqual([
      { ...complaint, recipient: 'user@acme.example' },
    ]);
  });

  test('is none when it says that the mail was wanted, or is about signatures', async () => {
    expect(await readBounces(arf('not-spam'))).toEqual([]);
    expect(await readBounces(arf('auth-failure'))).toEqual([]);
  });
});

describe('any other mail', () => {
  test.each([
    ['an answer', 'From: a@acme.example\r\nSubject: Re: Invoice\r\n\r\nThanks. Action: failed'],
    ['nothing', ''],
    ['bytes', new Uint8Array([0, 255, 13, 10, 13, 10, 128])],
    ['a report without its parts', 'Content-Type: multipart/report; boundary=x\r\n\r\n--x--\r\n'],
    [
      'a part that says it is a report',
      report({ status: failed('a@b.example', '5.1.1') }).replace('multipart/report', 'multipart/mixed'),
    ],
  ])('tells no bounce: %s', async (_, mail) => {
    expect(await readBounces(mail)).toEqual([]);
  });

  test('with ten thousand groups is read in no time, and not to its end', async () => {
    const status = `Reporting-MTA: dns; x\n\n${'Final-Recipient: rfc822; a@b.example\nAction: failed\n\n'.repeat(10_000)}`;
    expect((await readBounces(report({ status }))).length).toBeLessThan(250);
  });
});

test('a mail that was sent is known again in the report on it, by the Message-ID that the mailer gave it', async () => {
  const server = await mailServer();
  const outcome = await smtpMailer({ transport: server.transport, sender }).send(sampleMail());
  const bounce = await bounceOf(server);
  await server.close();
  expect(outcome).toMatchObject({ status: 'sent', messageId: bounce.messageId });
  expect(bounce.messageId).toMatch(/^<inv_1-mail-1\.\w{8}@nordlicht\.example>$/);
});

test('R80: a mail of which nobody knew whether it was sent has failed when it comes back', async () => {
  const server = await mailServer();
  const clock = fixedClock('2026-04-01T06:00:00Z');
  const mailer = smtpMailer({ transport: server.transport, sender });
  const billing = createBilling({ storage: memoryStorage(), mailer, clock, ids: sequentialIds() });
  const desk = billing.forTenant('desk');
  await desk.settings.put({ seller: { name: 'Nordlicht' }, currency: 'EUR', zone: 'Europe/Berlin' });
  await desk.customers.put({ id: 'boehm', party: { name: 'Böhm', email: 'buchhaltung@boehm.example' } });
  const price = { unitPrice: '80.00', currency: 'EUR', from: '2026-04-01' };
  const lines = [manualLine({ id: 'setup', description: 'Setup', ...price })];
  await desk.invoices.draft({ id: 'inv_1', customerId: 'boehm', lines });
  await desk.invoices.issue('inv_1');
  await desk.invoices.send('inv_1');
  server.faults.push('lost', 'lost');
  for (let step = 0; step < 4; step += 1) {
    await billing.dispatch();
    clock.advance(3600);
  }
  expect((await desk.invoices.get('inv_1'))?.delivery).toBe('unknown');
  const { messageId, recipient, kind, reason } = await bounceOf(server);
  await server.close();
  if (messageId === null || recipient === null) throw new Error('the report says what it is about');
  expect(await desk.mails.reportBounce({ messageId, recipient, kind, reason })).toMatchObject({
    status: 'recorded',
    mail: { status: 'failed', messageId },
  });
  expect((await desk.invoices.get('inv_1'))?.delivery).toBe('failed');
});

/** What is read of the report on the first mail that a server took over. */
async function bounceOf(server: MailServer): Promise<Bounce> {
  const original = server.mails()[0]?.text ?? '';
  const status = failed('buchhaltung@boehm.example', '5.1.1');
  const [bounce] = await readBounces(report({ status, originalType: 'message/rfc822', original }));
  if (bounce === undefined) throw new Error('there is a bounce');
  return bounce;
}
