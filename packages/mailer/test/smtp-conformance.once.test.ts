import { checkCase, mailerCases } from '@billwright/core/conformance';
import { describe, expect, test } from 'vitest';
import { smtpMailer } from '../src/mail/smtp-mailer.ts';
import { type MailServer, mailServer } from './support/mail-server.ts';
import { sender } from './support/mails.ts';

describe('a mailer over SMTP keeps what mailers promise', () => {
  test.each(mailerCases)('$name', async (promise) => {
    const servers: MailServer[] = [];
    const result = await checkCase(promise, async () => {
      const server = await mailServer();
      servers.push(server);
      return { mailer: smtpMailer({ transport: server.transport, sender }), server };
    });
    for (const server of servers) await server.close();
    expect(result).toMatchObject({ outcome: 'kept' });
  });
});
