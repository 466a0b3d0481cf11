import { describe, expect, test } from 'vitest';
import { readBounces } from '../src/mail/read-bounces.ts';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { mailServer } from './support/mail-server.ts';
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
  const [mail] = server.mails();
  const original = mail?.text ?? '';
  await server.close();
  const status = failed('buchhaltung@boehm.example', '5.1.1');
  const [bounce] = await readBounces(report({ status, originalType: 'message/rfc822', original }));
  expect(outcome).toMatchObject({ status: 'sent', messageId: bounce?.messageId });
  expect(bounce?.messageId).toMatch(/^<\w+@nordlicht\.example>$/);
});
