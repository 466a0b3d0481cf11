import { BillingError } from '@billwright/core';
import { CsvError, parse, type Parser } from 'csv-parse';
import { type CsvSource, csvText } from './csv-text.ts';

/** One row of a CSV file, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

// No export has a row this long; a quote that is never closed makes one.
const longestRow = 1_000_000;

/**
 * The rows of a CSV file in order, blank lines left out. Lines are those that an editor shows: a line break within
 * quotes counts, and `\r\n` is one.
 *
 * @throws BillingError `CSV_UNREADABLE` with the line of the row at fault: text around quotes, a quote that is never
 * closed, more than a million characters, bytes that are not UTF-8. Rows before it may have been given already.
 */
export async function* csvRecords(
  source: CsvSource,
  delimiter: string,
): AsyncGenerator<CsvRecord, void, undefined> {
  let line = 1;
  let found: CsvRecord[] = [];
  // Rows are taken here and not from the stream: when it fails it drops those that nobody has read yet.
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRow,
    on_record(cells: string[]) {
      if (cells.length > 1 || cells[0]?.trim() !== '') found.push({ line, cells });
      line += 1 + countLineBreaks(cells);
      return null;
    },
  });
  // Each write reports its own failure.
  parser.on('error', () => undefined).resume();
  let sinceLineBreak = 0;
  for await (const text of csvText(source)) {
    const failure = await write(parser, text);
    yield* found;
    found = [];
    const lineBreak = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    sinceLineBreak = lineBreak < 0 ? sinceLineBreak + text.length : text.length - lineBreak;
    // Empty cells have no size, so a row of nothing but delimiters would never be too long for the parser.
    if (failure !== null || sinceLineBreak > longestRow) throw unreadable(failure, line);
  }
  const failure = await write(parser, null);
  yield* found;
  if (failure !== null) throw unreadable(failure, line);
}

/** Hands text to the parser, or ends it with null, and says how that failed. */
function write(parser: Parser, text: string | null): Promise<Error | null> {
  return new Promise((done) => {
    const settle = (error?: Error | null): void => done(error ?? null);
    if (text !== null) parser.write(text, settle);
    else
      parser
        .once('error', settle)
        .once('end', () => settle())
        .end();
  });
}

const tooLong = `the row is longer than ${longestRow} characters; is there a quote that is never closed?`;

const reasons: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: tooLong,
  CSV_QUOTE_NOT_CLOSED: 'the row has a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'the row has text after a closing quote; a quote within quotes is written twice',
  INVALID_OPENING_QUOTE: 'the row has a quote within a cell that does not begin with one',
};

function unreadable(failure: Error | null, line: number): Error {
  if (failure === null) return new BillingError('CSV_UNREADABLE', { line, reason: tooLong });
  const reason = failure instanceof CsvError ? reasons[failure.code] : undefined;
  if (reason === undefined) return failure;
  return new BillingError('CSV_UNREADABLE', { line, reason }, { cause: failure });
}

function countLineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    // Most cells have none, and a search costs less than a match.
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return count;
}
