import { TextDecoder } from 'node:util';
import { BillingError } from '@billwright/core';

/** The text of a CSV file, whole or in pieces of any size: text, or bytes in UTF-8. */
export type CsvSource =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/**
 * Refuses what no text can be read from, before the first row is asked for.
 *
 * @throws BillingError `CSV_UNREADABLE` when it is neither text, nor bytes, nor an iteration of them.
 */
export function requireSource(source: CsvSource): void {
  const given: object = Object(source);
  if (source instanceof Promise) throw unreadable('the source is a promise: await it first');
  if (Symbol.iterator in given || Symbol.asyncIterator in given) return;
  throw unreadable(
    `the source is ${source === null ? 'null' : `of type ${typeof source}`}, not text or bytes`,
  );
}

const unreadable = (reason: string): BillingError => new BillingError('CSV_UNREADABLE', { line: 1, reason });

// So that a file that comes in one piece is not held twice.
const pieceLength = 65_536;

/**
 * The text of a source in pieces of a bounded size, without byte order mark, and never cut within a character.
 *
 * @throws BillingError `CSV_UNREADABLE` when bytes are not UTF-8.
 */
export async function* csvText(source: CsvSource): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const pieces = typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
  let line = 1;
  let isFirst = true;
  // The first half of a surrogate pair whose other half is in the next piece.
  let carried = '';
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += pieceLength) {
      const part = piece.slice(at, at + pieceLength);
      let text = typeof part === 'string' ? part : decode(decoder, part, line);
      if (text === '') continue;
      if (isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
      isFirst = false;
      text = carried + text;
      carried = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
      text = text.slice(0, text.length - carried.length);
      line += countLineFeeds(text);
      yield text;
    }
  }
  decode(decoder, null, line);
  if (carried !== '') yield carried;
}

/** Decodes the next bytes, or with null makes sure that none are left over. */
function decode(decoder: TextDecoder, bytes: Uint8Array | null, line: number): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    const before = new TextDecoder().decode(bytes ?? new Uint8Array()).split('\uFFFD')[0] ?? '';
    const reason = 'it has bytes that are not UTF-8; save the file as UTF-8';
    throw new BillingError('CSV_UNREADABLE', { line: line + countLineFeeds(before), reason }, { cause });
  }
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
