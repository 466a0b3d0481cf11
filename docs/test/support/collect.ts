import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Snippet {
  /** The file it stands in, and the line of its opening fence. */
  path: string;
  line: number;
  code: string;
  /** One entry for each `// =>` comment, in order. */
  expected: string[];
  /** Marked `no-run`: it needs the outside world, so only its types are checked. */
  noRun: boolean;
}

interface Fence {
  line: number;
  info: string;
  code: string;
}

/** The code fences of a Markdown text, indented ones (in lists) too. */
function fencesOf(text: string): Fence[] {
  const found: Fence[] = [];
  let open: (Fence & { indent: number; close: RegExp }) | undefined;
  for (const [index, row] of text.split('\n').entries()) {
    if (open) {
      if (open.close.test(row)) {
        found.push({ line: open.line, info: open.info, code: open.code });
        open = undefined;
      } else {
        open.code += `${row.slice(Math.min(open.indent, row.length - row.trimStart().length))}\n`;
      }
      continue;
    }
    const [, indent = '', ticks, info = ''] = /^(\s*)(`{3,})(.*)$/.exec(row) ?? [];
    if (ticks === undefined) continue;
    const close = new RegExp(`^\\s*\`{${ticks.length},}\\s*$`);
    open = { line: index + 1, info: info.trim(), code: '', indent: indent.length, close };
  }
  return found;
}

/** A source file with all but its doc comments blanked out, so that line numbers stay true. */
function docComments(source: string): string {
  let inside = false;
  return source
    .split('\n')
    .map((row) => {
      if (/^\s*\/\*\*/.test(row)) inside = true;
      const text = inside ? row.replace(/^\s*(?:\/\*\*|\*(?!\/)) ?/, '').replace(/\*\/.*$/, '') : '';
      if (row.includes('*/')) inside = false;
      return text;
    })
    .join('\n');
}

const exclude = ['docs/api/**', '**/node_modules/**', '**/*.test.ts', '**/*.test-d.ts'];

/** Every text that users read, with its code fences. */
function read(root: string): { path: string; fences: Fence[] }[] {
  const pages = globSync(['README.md', 'CONTRIBUTING.md', 'packages/*/README.md', 'docs/**/*.md'], {
    cwd: root,
    exclude,
  });
  const sources = globSync('packages/*/src/**/*.ts', { cwd: root, exclude });
  return [...pages.toSorted(), ...sources.toSorted()].map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, fences: fencesOf(path.endsWith('.md') ? text : docComments(text)) };
  });
}

/** The `ts` fences of README, guides and TSDoc comments. */
export function collectSnippets(root: string): Snippet[] {
  return read(root).flatMap(({ path, fences }) =>
    fences
      .filter(({ info }) => info.split(/\s+/)[0] === 'ts')
      .map(({ line, info, code }) => ({
        path,
        line,
        code,
        expected: [...code.matchAll(/\/\/ =>(.*)$/gm)].map(([, text = '']) => text.trim()),
        noRun: info.split(/\s+/).includes('no-run'),
      })),
  );
}

/** Fences that hold TypeScript or JavaScript under another name and would escape the test. */
export function strayFences(root: string): string[] {
  return read(root).flatMap(({ path, fences }) =>
    fences
      .filter(({ info }) => /^(?:typescript|tsx|mts|js|javascript|mjs)\b|^ts\S/.test(info))
      .map(({ line, info }) => `${path}:${line} is fenced as "${info}"`),
  );
}
