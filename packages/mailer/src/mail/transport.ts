/** What is asked of a transport. Those of `nodemailer` are such: `createTransport({ pool: true, host, … })`. */
export interface MailTransport {
  sendMail(message: OutgoingMail): Promise<SentInfo>;
}

/** What a transport says of a mail that somebody took over. */
export interface SentInfo {
  readonly envelope?: { readonly to?: unknown } | undefined;
  /** The recipients that were refused, while others were not. */
  readonly rejected?: readonly unknown[] | undefined;
  readonly rejectedErrors?: readonly unknown[] | undefined;
}

interface Address {
  name: string;
  address: string;
}

/** A mail in the words of `nodemailer`. */
export interface OutgoingMail {
  messageId: string;
  from: Address;
  to: Address[];
  replyTo?: Address;
  envelope: { from: string; to: string[] };
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: string; encoding: 'base64' }[];
  headers: Record<string, string | { prepared: boolean; value: string }>;
  dkim?: { domainName: string; keySelector: string; privateKey: string; headerFieldNames: string };
  disableFileAccess: true;
  disableUrlAccess: true;
  signal: AbortSignal;
}
