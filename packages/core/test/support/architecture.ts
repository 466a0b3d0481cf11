import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** The longest file that is still read in one sitting. */
const MAX_LINES = 250;

/** A `src` folder as read from disk: paths relative to it, with `/`, and their text. */
export type Tree = ReadonlyMap<string, string>;

/** Reads the sources of one package; tests beside them are free to import what they need. */
export function readTree(src: string): Tree {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.test(?:-d)?\.ts$/.test(file))
    .toSorted();
  return new Map(files.map((file) => [file, readFileSync(posix.join(src, file), 'utf8')]));
}

// Types count as much as values: a file that names a type from above can't be understood without it.
const STATIC = /^(?:import|export)\b[^'"]*?\bfrom\s*['"](\.[^'"]+)['"]/gm;
const BARE = /^import\s*['"](\.[^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g;

/** The files that each file imports by a relative path. */
function imports(tree: Tree): Map<string, string[]> {
  return new Map(
    [...tree].map(([file, text]) => [
      file,
      [STATIC, BARE, DYNAMIC]
        .flatMap((pattern) => [...text.matchAll(pattern)])
        .map(([, specifier = '']) => posix.join(posix.dirname(file), specifier)),
    ]),
  );
}

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

/** Files that import from a higher floor, and files that stand on no floor. Lowest floor first. */
export function floorFaults(tree: Tree, floors: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [file, targets] of imports(tree)) {
    if (file === 'index.ts') continue;
    const floor = floors.indexOf(folderOf(file));
    if (floor < 0) {
      faults.push(`${file}: its folder is not on the list of floors`);
      continue;
    }
    for (const target of targets) {
      // Not a folder of the list: the public index, or out of `src`.
      const other = floors.indexOf(folderOf(target));
      if (other < 0 || other > floor) faults.push(`${file} imports ${target}, which is above it`);
    }
  }
  return faults;
}

/** What holds for every file of every package, whatever it is about. */
export function fileFaults(tree: Tree, indexes: readonly string[] = ['index.ts']): string[] {
  const faults: string[] = [];
  const targets = imports(tree);
  for (const [file, text] of tree) {
    const lines = text.replace(/\n$/, '').split('\n').length;
    // A public list is looked up in, not read.
    if (lines > MAX_LINES && !indexes.includes(file))
      faults.push(`${file} has ${lines} lines; the limit is ${MAX_LINES}`);
    if (!/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(file)) {
      faults.push(`${file} is not kebab-case`);
    }
    if (posix.basename(file) === 'index.ts' && !indexes.includes(file)) {
      faults.push(`${file}: files import each other by file, not through an index`);
    }
    if (/^export\s+default\b|^export\s*\{[^}]*\bas\s+default\b/m.test(text)) {
      faults.push(`${file} has a default export`);
    }
    for (const target of targets.get(file) ?? []) {
      if (target.startsWith('..')) faults.push(`${file} imports ${target}, out of its own package's src`);
    }
  }
  return faults;
}

/** Circles of imports, each as the path that closes it. */
export function cycles(tree: Tree): string[] {
  const targets = imports(tree);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push([...path.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of tree.keys()) visit(file, []);
  return found;
}
