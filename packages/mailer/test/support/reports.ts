/** What a report on a mail is built of. */
export interface ReportParts {
  /** What kind of report it says it is. Default: on delivery. */
  readonly type?: string | undefined;
  /** The media type of the part for machines. */
  readonly statusType?: string | undefined;
  /** What the part for machines says. */
  readonly status: string;
  readonly originalType?: string | undefined;
  /** The mail that it is about, or its headers. */
  readonly original?: string | undefined;
}

/** A report as mail systems build it: words for people, fields for machines, and the mail that it is about. */
export const report = ({
  type = 'delivery-status',
  statusType = 'message/delivery-status',
  status,
  originalType = 'text/rfc822-headers',
  original = 'Message-ID: <4f2a@desk.example>\nTo: a@acme.example',
}: ReportParts): string =>
  [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.acme.example (Mail Delivery System)',
    'To: bounce@desk.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type};`,
    '\tboundary="=_b0undary/1"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--=_b0undary/1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry. Action: failed. Final-Recipient: rfc822; words@for.people',
    '',
    '--=_b0undary/1',
    `Content-Type: ${statusType}`,
    '',
    status.trim(),
    '',
    '--=_b0undary/1',
    `Content-Type: ${originalType}`,
    '',
    original.replaceAll('\r\n', '\n'),
    '',
    '--=_b0undary/1--',
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');

/** The fields of a report on one recipient who did not get a mail. */
export const failed = (recipient: string, status: string, more = ''): string =>
  `Reporting-MTA: dns; mx.acme.example\n\nFinal-Recipient: rfc822; ${recipient}\nAction: failed\nStatus: ${status}\n${more}`;

/** A report on a whole mail that one recipient did not get. */
export const deliveryReport = (given: { recipient: string; status: string; original: string }): string =>
  report({
    status: failed(given.recipient, given.status),
    originalType: 'message/rfc822',
    original: given.original,
  });

/** A report on a whole mail that a reader did not want. */
export const feedbackReport = (given: { type: string; original: string; more?: string }): string =>
  report({
    type: 'feedback-report',
    statusType: 'message/feedback-report',
    status: `Feedback-Type: ${given.type}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n${given.more ?? ''}`,
    originalType: 'message/rfc822',
    original: given.original,
  });
