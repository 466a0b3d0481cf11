import type { Mailer } from '../../ports/mailer.ts';
import { type ConformanceCase, conformanceCase } from '../conformance-case.ts';

/** A mail as a server took it over. */
export interface ProbedMail {
  /** The addresses that it goes to, by the envelope. */
  readonly recipients: readonly string[];
  /** The message as it came: headers, an empty line, the body. */
  readonly text: string;
}

/** The mail server, seen and moved without the mailer. What is left out can't be tried, and its cases are skipped. */
export interface MailProbe {
  /** What it took over, in order. */
  mails(): readonly ProbedMail[] | Promise<readonly ProbedMail[]>;
  /** The server refuses the next mail for good: there is no such mailbox. */
  refuseNext?(): unknown;
  /** The server asks to come again later, and takes nothing over. */
  delayNext?(): unknown;
  /** The next mail never reaches the server. */
  cutNext?(): unknown;
}

/** A mailer and a server that has no mail yet. */
export interface MailerSubject {
  readonly mailer: Mailer;
  readonly server: MailProbe;
}

type Means = Exclude<keyof MailProbe, 'mails'>;

/** A mailer to try, with everything at hand that the case needs. */
interface AtWork<Given extends Means> {
  readonly mailer: Mailer;
  readonly server: MailProbe & Required<Pick<MailProbe, Given>>;
}

/** A promise of a mailer. */
export function mailerCase<Given extends Means = never>(
  name: string,
  body: (work: AtWork<Given>) => Promise<void>,
  means: readonly Given[] = [],
): ConformanceCase<MailerSubject> {
  return conformanceCase(
    name,
    // The case is skipped when something is missing.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ({ mailer, server }) => body({ mailer, server: server as AtWork<Given>['server'] }),
    ({ server }) => {
      const missing = means.find((each) => server[each] === undefined);
      return missing === undefined ? null : `the probe has no "${missing}"`;
    },
  );
}
