import type { Mail } from '@billwright/core';
import { previewMail, smtpMailer } from '@billwright/mailer';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { invoiceOf } from './mailer-invoice.ts';
import { type CallTime, leastOf, timeCall } from './mailer-time.ts';

const rounds = 3;
const sender = { from: { name: 'Desk GmbH', address: 'billing@desk.example' } };

export const mailerSend: Row = {
  name: 'mailer/send',
  divides:
    'writing and sending mails with their PDF, over a pool to a server beside it ÷ sending them written',
  better: 'less',
  bar: 16,
  goal: 8,
  async measure(size) {
    const count = size.name === 'full' ? 1000 : 200;
    const { port, taken, close } = await serve();
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true });
    const mailer = smtpMailer({ transport, sender });
    const invoice = invoiceOf(3);
    const mails = Array.from(
      { length: count },
      (_, index): Mail => ({
        key: `inv-${index}`,
        tenantId: 'desk',
        to: [{ name: 'Acme', address: 'accounts@acme.example' }],
        language: 'de',
        subject: { kind: 'invoice', invoice },
        attachments: [],
      }),
    );
    const [first] = mails;
    if (first === undefined) return { status: 'absent', reason: 'there is no mail' };
    const { subject, html, text, files } = await previewMail(first, { sender });
    const attachments = files.map((file) => ({ ...file, content: Buffer.from(file.content) }));
    const written = { from: sender.from, to: 'accounts@acme.example', subject, html, text, attachments };
    const times: { ours: CallTime; bare: CallTime }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await timeCall(() => Promise.all(mails.map(() => transport.sendMail(written))), count);
      const ours = await timeCall(() => Promise.all(mails.map((mail) => mailer.send(mail))), count);
      times.push({ ours, bare });
    }
    assertEqual('mails', [taken()], [2 * rounds * count]);
    transport.close();
    await close();
    return {
      status: 'measured',
      ...spreadOf(times.map(({ ours, bare }) => ours.cpu / bare.cpu)),
      notes: [`${count} mails`],
      sides: [
        leastOf(
          'a mail by the mailer',
          times.map(({ ours }) => ours),
        ),
        leastOf(
          'a written mail',
          times.map(({ bare }) => bare),
        ),
      ],
    };
  },
};

/** A server that takes everything over. */
async function serve() {
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _, callback) {
      stream.resume();
      stream.on('end', () => {
        count += 1;
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    taken: () => count,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
