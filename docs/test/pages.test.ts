import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { guide } from '../.vitepress/sidebar.ts';

const root = resolve(import.meta.dirname, '../..');

/** The links of a sidebar, at any depth. */
function linksOf(items: typeof guide): string[] {
  return items.flatMap(({ link, items: inner = [] }) => [
    ...(link === undefined ? [] : [link]),
    ...linksOf(inner),
  ]);
}

/** The names that are missing from a text as `name/`. */
const missingFrom = (text: string, names: readonly string[]): string[] =>
  names.filter((name) => !text.includes(`\`${name}/\``));

/** The folders in a folder, without those of tools. */
const foldersIn = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((item) => item.isDirectory() && item.name !== 'node_modules' && !item.name.startsWith('.'))
    .map(({ name }) => name);

test('every page is in the sidebar, and the sidebar has no others', () => {
  const pages = globSync('docs/**/*.md', { cwd: root, exclude: ['docs/api/**', '**/node_modules/**'] }).map(
    (path) => path.replace(/^docs/, '').replace(/(?:index)?\.md$/, ''),
  );
  expect(linksOf(guide).toSorted()).toEqual(pages.toSorted());
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
