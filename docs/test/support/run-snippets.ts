// Runs snippets one after another: `node run-snippets.ts FOLDER RESULTS FILE...`. Each outcome is
// written at once, so that a snippet that brings the process down is known by its absence.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const [folder = '', results = '', ...files] = process.argv.slice(2);

for (const file of files) {
  const printed: string[] = [];
  console.log = (...values: unknown[]): void => {
    printed.push(
      ...format(...values)
        .split('\n')
        .map((line) => line.trim()),
    );
  };
  let error: string | undefined;
  try {
    await import(pathToFileURL(join(folder, file)).href);
    // A promise that nobody awaited fails here, under its own snippet's name.
    await new Promise((done) => {
      setImmediate(done);
    });
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  appendFileSync(results, `${JSON.stringify({ file, printed, error })}\n`);
}
