import { appendFile, readFile } from 'node:fs/promises';

/**
 * A file of lines, each one an object in JSON, to which lines are only added. What is written stays as it is, so the file
 * is also the history of what it says.
 */
export interface Journal<Line extends object> {
  /** The lines so far, oldest first. A file that is not there has none. */
  lines(): Promise<readonly Line[]>;
  add(line: Line): Promise<void>;
}

/** The journal in a file. Its folder must be there. */
export const openJournal = <Line extends object>(file: string): Journal<Line> => ({
  async lines() {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => {
      const read = readLine(line);
      // Lines are written here, by type, or by people who know the format.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return read === null ? [] : [read as Line];
    });
  },

  async add(line) {
    // The first line break ends a line that somebody had no time to finish.
    await appendFile(file, `\n${JSON.stringify(line)}\n`);
  },
});

/** What a line says. An empty one says nothing, and neither does half of one: half an object is no JSON. */
function readLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Whether a file was not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
