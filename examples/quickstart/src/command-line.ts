import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What to run on, and where to put the result. Paths are absolute. */
export interface CommandLine {
  readonly file: string;
  /** Columns and prices for the file, or `null` for those of the helpdesk. */
  readonly mapping: string | null;
  readonly out: string;
  /** Whether to forget what was billed before. */
  readonly fresh: boolean;
}

const example = fileURLToPath(new URL('..', import.meta.url));

/** Reads `[--file PATH] [--mapping PATH] [--out DIR] [--fresh]`. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      file: { type: 'string' },
      mapping: { type: 'string' },
      out: { type: 'string' },
      fresh: { type: 'boolean', default: false },
    },
  });
  // Package managers change the folder; where the person stands is what a path is relative to.
  const here = process.env['INIT_CWD'] ?? process.cwd();
  return {
    file: values.file === undefined ? resolve(example, 'data/helpdesk.csv') : resolve(here, values.file),
    mapping: values.mapping === undefined ? null : resolve(here, values.mapping),
    out: values.out === undefined ? resolve(example, 'out') : resolve(here, values.out),
    fresh: values.fresh,
  };
}
