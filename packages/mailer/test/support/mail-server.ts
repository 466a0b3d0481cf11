import type { AddressInfo, Socket } from 'node:net';
import type { MailProbe, ProbedMail } from '@billwright/core/conformance';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/**
 * What goes wrong with a mail on its way. `delay-recipient`: greylisting. `slow-greeting`: the server says nothing. Those of
 * the `second` meet addresses that begin so. `lost`: the server takes it over, and the line breaks before it says so.
 */
export type MailFault =
  | 'refuse-recipient'
  | 'delay-recipient'
  | 'refuse-second'
  | 'delay-second'
  | 'refuse-mail'
  | 'delay-mail'
  | 'slow-greeting'
  | 'cut-greeting'
  | 'cut-data'
  | 'lost';

/** A server on the loopback interface, and a transport to it. */
export interface MailServer extends Required<MailProbe> {
  readonly transport: ReturnType<typeof transportTo>;
  mails(): readonly ProbedMail[];
  /** What the next mails meet, each one fault; `null`: none. Without faults, all goes well. */
  readonly faults: (MailFault | null)[];
  /** Recipients that are refused for good, or put off, whatever else happens. */
  readonly refused: Map<string, 450 | 550>;
  readonly port: number;
  close(): Promise<void>;
}

const transportTo = (port: number, pool: boolean, greetingTimeout: number) =>
  createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    greetingTimeout,
    socketTimeout: 5000,
    ...(pool ? { pool: true as const, maxConnections: 5, maxMessages: Number.POSITIVE_INFINITY } : {}),
  });

/** Starts a server that takes mails over, and fails as it is told to. */
export async function mailServer({ pool = false, greetingTimeout = 5000 } = {}): Promise<MailServer> {
  const faults: (MailFault | null)[] = [];
  const refused = new Map<string, 450 | 550>();
  const taken: ProbedMail[] = [];
  const sockets = new Set<Socket>();
  const current = new Map<string, MailFault | null>();
  const cut = (port: number): void => {
    for (const socket of sockets) if (socket.remotePort === port) socket.destroy();
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onConnect({ id, remotePort }, callback) {
      const fault = faults[0] ?? null;
      if (!pool && fault === 'cut-greeting') {
        faults.shift();
        cut(remotePort);
        return;
      }
      if (!pool && fault === 'slow-greeting') {
        faults.shift();
        return;
      }
      current.set(id, null);
      callback();
    },
    onMailFrom(_, { id }, callback) {
      current.set(id, faults.shift() ?? null);
      callback();
    },
    onRcptTo({ address }, { id }, callback) {
      const own = refused.get(address);
      const fault = current.get(id);
      const isSecond = address.startsWith('second@');
      if (own === 550 || fault === 'refuse-recipient' || (isSecond && fault === 'refuse-second'))
        return callback(answer(550, 'No such mailbox'));
      if (own === 450 || fault === 'delay-recipient' || (isSecond && fault === 'delay-second'))
        return callback(answer(450, 'Greylisted, come again'));
      return callback();
    },
    onData(stream, { id, envelope, remotePort }, callback) {
      const chunks: Buffer[] = [];
      const fault = current.get(id);
      if (fault === 'cut-data') {
        cut(remotePort);
        return;
      }
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (fault === 'refuse-mail') return callback(answer(552, 'Too large'));
        if (fault === 'delay-mail') return callback(answer(451, 'No time'));
        const recipients = envelope.rcptTo.map(({ address }) => address);
        taken.push({ recipients, text: Buffer.concat(chunks).toString('utf8') });
        if (fault === 'lost') return cut(remotePort);
        return callback(null, 'taken over');
      });
    },
  });
  server.on('error', () => null);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { port } = server.server.address() as AddressInfo;
  const transport = transportTo(port, pool, greetingTimeout);
  return {
    transport,
    port,
    faults,
    refused,
    mails: () => taken,
    refuseNext: () => faults.push('refuse-recipient'),
    delayNext: () => faults.push('delay-mail'),
    cutNext: () => faults.push('cut-greeting'),
    async close() {
      transport.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
