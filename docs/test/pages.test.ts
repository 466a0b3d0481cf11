import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Where a sidebar's items lead to. */
const linksIn = (sidebar: string): string[] =>
  [...sidebar.matchAll(/\blink: '([^']*)'/g)].map(([, link = '']) => link);

/** A change of the walkthrough: the file, and the stretches of lines that it finds there. */
interface Change {
  readonly path: string;
  readonly found: readonly string[];
}

/** The changes that a text shows as `diff` fences: the first line names the file, `@@` parts its places. */
function changesIn(text: string): Change[] {
  return [...text.matchAll(/```diff\n\+\+\+ (.*)\n([\s\S]*?)```/g)].map(([, path = '', rows = '']) => ({
    path,
    found: rows.split(/^@@$/m).map((place) =>
      place
        .split('\n')
        .filter((row) => /^[ -]/.test(row))
        .map((row) => row.slice(1))
        .join('\n'),
    ),
  }));
}

/** The files of changes whose lines are not there, or there twice. */
const lostChanges = (changes: readonly Change[]): string[] =>
  changes
    .filter(({ path, found }) => {
      if (!existsSync(join(root, path))) return found.some((lines) => lines !== '');
      const text = readFileSync(join(root, path), 'utf8');
      return found.some((lines) => text.split(`\n${lines}\n`).length !== 2);
    })
    .map(({ path }) => path);

/** The names that are missing from a text as `name/`. */
const missingFrom = (text: string, names: readonly string[]): string[] =>
  names.filter((name) => !text.includes(`\`${name}/\``));

/** The folders in a folder, without those of tools. */
const foldersIn = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((item) => item.isDirectory() && item.name !== 'node_modules' && !item.name.startsWith('.'))
    .map(({ name }) => name);

/** The relative links of a page that lead nowhere. The site's build sees to those between pages of `docs`. */
const deadLinks = (path: string, text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !existsSync(join(root, dirname(path), link)))
    .map((link) => `${path}: ${link}`);

test('the links of READMEs and CONTRIBUTING.md lead to files', () => {
  const pages = globSync(['*.md', '{packages,examples}/*/README.md'], { cwd: root });
  expect(pages).toContain('README.md');
  expect(pages.flatMap((path) => deadLinks(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
  expect(deadLinks('docs/index.md', '[a](./gone.md), [b](index.md#install), [c](https://zod.dev)')).toEqual([
    'docs/index.md: ./gone.md',
  ]);
});

test('every page is in the sidebar, and the sidebar has no others', () => {
  const pages = globSync('docs/**/*.md', { cwd: root, exclude: ['docs/api/**', '**/node_modules/**'] }).map(
    (path) => path.replace(/^docs/, '').replace(/(?:index)?\.md$/, ''),
  );
  expect(linksIn(readFileSync(join(root, 'docs/.vitepress/sidebar.ts'), 'utf8')).toSorted()).toEqual(
    pages.toSorted(),
  );
});

test('the page "Architecture" names every package and every folder of core', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const folders = [
    ...foldersIn('packages').map((name) => `packages/${name}`),
    ...foldersIn('packages/core/src'),
    ...foldersIn('packages/core/src/rating'),
  ];
  expect(missingFrom(text, folders)).toEqual([]);
  expect(missingFrom(text, ['packages/core', 'cellar'])).toEqual(['cellar']);
});

test('the walkthrough of CONTRIBUTING.md changes lines that are there, each at one place', () => {
  const changes = changesIn(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
  expect(changes.length).toBeGreaterThan(5);
  expect(lostChanges(changes)).toEqual([]);
  expect(lostChanges([{ path: 'CONTRIBUTING.md', found: ['no such line'] }])).toEqual(['CONTRIBUTING.md']);
});

test('what README.md shows of the demo is what it prints', () => {
  const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  expect(shown.length).toBeGreaterThan(200);
  expect(readFileSync(join(root, 'examples/quickstart/test/golden/console.txt'), 'utf8')).toContain(shown);
});
