import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Every export of an index is named in it, so its text tells types and values alike.
const LIST = /^export\s+(type\s+)?\{([^}]*)\}/gm;
const DECLARATION =
  /^export\s+(?:(interface|type)|(?:async\s+)?function\*?|const|(?:abstract\s+)?class)\s+(\w+)/gm;

function label(name: string, isType: boolean): string {
  return isType ? `${name} (type)` : name;
}

/** The names that an index file exports, types marked as such. */
export function publicNames(index: URL): string[] {
  const text = readFileSync(fileURLToPath(index), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  if (/^export\s+\*/m.test(text)) throw new Error(`${index.pathname} exports a whole file unnamed`);
  const listed = [...text.matchAll(LIST)].flatMap(([, allTypes, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) =>
        label(
          name.replace(/^type\s+/, '').replace(/^.*\bas\s+/, ''),
          allTypes !== undefined || name.startsWith('type '),
        ),
      ),
  );
  const declared = [...text.matchAll(DECLARATION)].map(([, type, name = '']) =>
    label(name, type !== undefined),
  );
  return [...listed, ...declared].toSorted();
}
