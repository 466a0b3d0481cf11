import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

const most = 1024 * 1024;

/** The bytes of a request, as they came. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    // Without an encoding, a request gives buffers.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > most) throw new HttpError(413, `is larger than ${most} bytes`, { connection: 'close' });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** What JSON says; `null` for no bytes. */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, 'the body is no JSON');
  }
}
