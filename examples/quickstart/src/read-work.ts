import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { TimeEntry } from '@billwright/core';
import {
  type CsvMapping,
  importTimeEntries,
  type ImportWarning,
  type RejectedRow,
} from '@billwright/import-csv';
import type { Progress } from './progress.ts';

/** The rows of a file: each one is an entry or was rejected. */
export interface ReadWork {
  readonly rowCount: number;
  readonly entries: readonly TimeEntry[];
  /** The line of the file on which each entry stands. */
  readonly lines: readonly number[];
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly (ImportWarning & { readonly line: number })[];
}

/** Reads a CSV file, packed with gzip or not, without holding its text. */
export async function readWork(file: string, mapping: CsvMapping, progress: Progress): Promise<ReadWork> {
  const { size } = await stat(file);
  const bytes = createReadStream(file);
  const source = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => source.destroy(error));

  const entries: TimeEntry[] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  const warnings: (ImportWarning & { readonly line: number })[] = [];
  for await (const row of importTimeEntries(source, mapping)) {
    if (row.status === 'entry') {
      entries.push(row.entry);
      lines.push(row.line);
      warnings.push(...row.warnings.map((warning) => ({ ...warning, line: row.line })));
    } else {
      rejected.push(row);
    }
    progress.step('rows read', entries.length + rejected.length, bytes.bytesRead / size);
  }
  progress.done();
  return { rowCount: entries.length + rejected.length, entries, lines, rejected, warnings };
}
