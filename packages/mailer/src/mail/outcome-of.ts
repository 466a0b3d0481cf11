import type { MailOutcome } from '@billwright/core';

/** What a transport tells with an error. */
interface TransportFault {
  readonly code: string;
  readonly responseCode: number | null;
  /** The call to the system that failed, for example `connect`. */
  readonly syscall: string;
  /** What the server was told when it failed, for example `EHLO`. */
  readonly command: string;
  /** Which wait was too long, for example `GREETING_TIMEOUT`. */
  readonly timeoutType: string;
  readonly message: string;
}

/** Faults before anything was said to a server. */
const unreached = new Set([
  'EDNS',
  'EPROXY',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'ETLS',
  'ECONFIG',
  'EREQUIRETLS',
]);

/** Calls to the system without which there is no connection. */
const connecting = new Set(['connect', 'getaddrinfo', 'queryA', 'queryAaaa']);

/** Waits that end before anything of a mail is said. */
const openings = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);

/** What is said before any mail is. */
const introductions = new Set(['EHLO', 'LHLO', 'HELO']);

/** Whether a server said at once that it takes no mail now: it is too busy, or does not want this sender's machine. */
const isTurnedAway = ({ responseCode, command, message }: TransportFault): boolean =>
  responseCode !== null &&
  responseCode >= 400 &&
  (introductions.has(command) || message.startsWith('Invalid greeting'));

/**
 * What an error of a transport says of the mail, or `null` when nobody can say: the connection broke, and the server may
 * have taken the mail over and never come to say so.
 */
export function outcomeOfFault(error: unknown): Exclude<MailOutcome, { status: 'sent' }> | null {
  const fault = readFault(error);
  const { code, responseCode, syscall, timeoutType, message } = fault;
  const reason = message.replaceAll(/\s+/g, ' ').slice(0, 500);
  // 421 can come while the mail is on its way; whoever says so has not taken it over.
  const isAnswer = responseCode !== null && (code === 'EENVELOPE' || code === 'EMESSAGE');
  if (isAnswer && responseCode >= 500 && responseCode < 600) return { status: 'rejected', reason };
  if (isAnswer && responseCode >= 400 && responseCode < 500) return { status: 'retry', reason };
  // Of addresses that are none, or too many for the transport, no server was told.
  if ((code === 'EENVELOPE' && responseCode === null) || code === 'EMAXRECIPIENTS')
    return { status: 'rejected', reason };
  if (unreached.has(code) || connecting.has(syscall) || openings.has(timeoutType) || isTurnedAway(fault))
    return { status: 'retry', reason };
  return null;
}

/** Whether a server refused one recipient for now (4xx), and may take the mail for it later. */
export function isForNow(error: unknown): boolean {
  const { responseCode } = readFault(error);
  return responseCode !== null && responseCode >= 400 && responseCode < 500;
}

/** What a transport says of one recipient that it refused. */
export const reasonOf = (error: unknown): string =>
  readFault(error).message.replaceAll(/\s+/g, ' ').slice(0, 300);

function readFault(error: unknown): TransportFault {
  const fields = new Map<string, unknown>(
    typeof error === 'object' && error !== null ? Object.entries(error) : [],
  );
  const textOf = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const responseCode = fields.get('responseCode');
  return {
    code: textOf('code'),
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    syscall: textOf('syscall'),
    command: textOf('command'),
    timeoutType: textOf('timeoutType'),
    message: error instanceof Error ? error.message : String(error),
  };
}
