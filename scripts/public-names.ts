import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Every export of an index is named in it, so its text tells types and values alike.
const LIST = /^export\s+(type\s+)?\{([^}]*)\}/gm;

/** The names that an index file exports, one a line, types marked as such. */
export function publicNames(index: URL): string[] {
  const text = readFileSync(fileURLToPath(index), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  if (/^export\s+\*/m.test(text)) throw new Error(`${index.pathname} exports a whole file unnamed`);
  return [...text.matchAll(LIST)]
    .flatMap(([, allTypes, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => {
          const isType = allTypes !== undefined || name.startsWith('type ');
          const exported = name.replace(/^type\s+/, '').replace(/^.*\bas\s+/, '');
          return isType ? `${exported} (type)` : exported;
        }),
    )
    .toSorted();
}
