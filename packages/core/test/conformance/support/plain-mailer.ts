import type { MailerSubject, ProbedMail } from '../../../src/conformance/mailer/mailer-subject.ts';
import type { Party } from '../../../src/invoice/party.ts';
import type { Mail, MailOutcome, MailSubject } from '../../../src/ports/mailer.ts';

/** What a mail server answers to one mail: an SMTP code. */
export type Answer = 250 | 450 | 550 | 'cut';

/** The parts of a mailer that can be broken one by one. */
export interface MailerParts {
  messageId(mail: Mail): string;
  isAddress(address: string): boolean;
  /** A name as it stands in a header. */
  name(name: string): string;
  /** The line that tells what the mail is about. */
  about(mail: Mail): string;
  recipients(mail: Mail): readonly string[];
  outcome(answer: Answer, messageId: string): MailOutcome;
  accepts(mail: Mail): boolean;
  readonly hearsSignals: boolean;
}

const encoded = (text: string): string =>
  /^[\w .-]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** In whose name a mail is written. */
export const sellerOf = (subject: MailSubject): Party =>
  'invoice' in subject ? subject.invoice.content.seller : subject.seller;

const honest: MailerParts = {
  messageId: ({ tenantId, key }) => {
    const [tenant, coded] = [tenantId, key].map((part) => Buffer.from(part).toString('base64url'));
    return `<${/^[\da-f]+$/.test(key) ? key : coded}.${tenant}@mail.example>`;
  },
  isAddress: (address) => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address),
  name: encoded,
  about: ({ subject }) => encoded(`${sellerOf(subject).name}: ${subject.kind}`),
  recipients: ({ to }) => to.map(({ address }) => address),
  accepts: ({ to }) => to.length > 0,
  hearsSignals: true,
  outcome(answer, messageId) {
    if (answer === 'cut') throw new Error('the connection was refused');
    if (answer === 250) return { status: 'sent', messageId };
    return { status: answer === 550 ? 'rejected' : 'retry', reason: `the server said ${answer}` };
  },
};

/** A mailer that writes messages by hand, and the server that takes them. */
export function plainMailer(broken: Partial<MailerParts> = {}): MailerSubject {
  const parts = { ...honest, ...broken };
  const mails: ProbedMail[] = [];
  let next: Answer = 250;
  const answer = (): Answer => {
    const given = next;
    next = 250;
    return given;
  };
  const tell = (given: Answer) => () => {
    next = given;
  };
  return {
    mailer: {
      async send(mail, { signal } = {}) {
        if (parts.hearsSignals && signal?.aborted === true) throw signal.reason;
        const isFit = mail.to.every(({ address }) => parts.isAddress(address)) && parts.accepts(mail);
        if (!isFit) return { status: 'rejected', reason: 'the addresses are wrong' };
        const messageId = parts.messageId(mail);
        const to = mail.to.map(({ name, address }) => `${parts.name(name ?? '')} <${address}>`);
        const head = [
          `Message-ID: ${messageId}`,
          `To: ${to.join(',\r\n ')}`,
          `Subject: ${parts.about(mail)}`,
        ];
        const given = answer();
        if (given === 250) {
          mails.push({ recipients: parts.recipients(mail), text: `${head.join('\r\n')}\r\n\r\nBody` });
        }
        return parts.outcome(given, messageId);
      },
    },
    server: {
      mails: () => mails,
      refuseNext: tell(550),
      delayNext: tell(450),
      cutNext: tell('cut'),
    },
  };
}
