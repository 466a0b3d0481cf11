import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';
import type { ErrorAnswer } from './error-answer.ts';

/** Writes an answer: JSON, or NDJSON line by line as fast as the caller reads. */
export async function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  toError: (error: unknown) => ErrorAnswer,
): Promise<void> {
  if ('body' in answer) {
    writeJson(response, answer.status, answer.body);
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/x-ndjson' });
  await pipeline(Readable.from(toLines(answer.lines, toError)), response);
}

/** Writes one value. */
export function writeJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** The status is out when something fails on the way, so the last line tells it. */
async function* toLines(
  values: AsyncIterable<unknown>,
  toError: (error: unknown) => ErrorAnswer,
): AsyncGenerator<string, void, undefined> {
  try {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  } catch (error) {
    yield `${JSON.stringify(toError(error).body)}\n`;
  }
}
