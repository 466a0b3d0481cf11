import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** When a way falls silent: with the question that has this text, or with the answer to it. */
export interface Silence {
  readonly at: string;
  readonly what: 'question' | 'answer';
}

/** A way to a server on which bytes vanish, and neither end is told: both believe that they are connected. */
export interface SilentProxy {
  readonly url: string;
  /** How often a connection fell silent. */
  readonly count: () => number;
  close(): Promise<void>;
}

/**
 * Opens a way to a server.
 *
 * @param next is asked with each message to the server: when, if at all, the connection falls silent
 */
export async function silentProxy(url: string, next: (text: string) => Silence | null): Promise<SilentProxy> {
  const own = new URL(url);
  const target = { host: own.hostname, port: Number(own.port) };
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(target);
    let [isHeard, isAnswered] = [true, true];
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      const silence = isAnswered ? next(text) : null;
      if (silence !== null) {
        count += 1;
        isAnswered = false;
      }
      if (silence?.what === 'question') isHeard = false;
      if (isHeard) upstream.write(bytes);
      if (!isAnswered) isHeard = false;
    });
    upstream.on('data', (bytes) => {
      if (isAnswered) client.write(bytes);
    });
    // Whoever hangs up is heard, unless the way is silent.
    client.on('close', () => {
      if (isAnswered) upstream.destroy();
    });
    upstream.on('close', () => {
      if (isAnswered) client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  own.port = String(address.port);
  return {
    url: own.href,
    count: () => count,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
