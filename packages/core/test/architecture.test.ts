import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cycles, fileFaults, floorFaults, readTree } from './support/architecture.ts';

// Lowest floor first. A folder may import itself and the folders listed before it.
const FLOORS = [
  'errors',
  'money',
  'time',
  'calendar',
  'work',
  'quantity',
  'rating',
  'contract',
  'prepaid',
  'tax',
  'invoice',
  'bill',
  'report',
  'master-data',
  'events',
  'ports',
  'engine',
  'conformance',
  'testing',
];

// One for each entry point of core.
const INDEXES = ['index.ts', 'conformance/index.ts', 'testing/index.ts'];

const packages = resolve(import.meta.dirname, '../..');

describe('core', () => {
  const tree = readTree(join(packages, 'core/src'));

  test('every file stays on its floor', () => {
    expect(floorFaults(tree, FLOORS)).toEqual([]);
  });

  test('every file is short, named in kebab-case and has named exports only', () => {
    expect(fileFaults(tree, INDEXES)).toEqual([]);
  });

  test('no imports in a circle', () => {
    expect(cycles(tree)).toEqual([]);
  });
});

const others = readdirSync(packages).filter(
  (name) => name !== 'core' && existsSync(join(packages, name, 'src')),
);

describe.each(others)('%s', (name) => {
  const tree = readTree(join(packages, name, 'src'));

  test('every file is short, named in kebab-case and has named exports only', () => {
    expect(fileFaults(tree, ['index.ts'])).toEqual([]);
  });

  test('no imports in a circle', () => {
    expect(cycles(tree)).toEqual([]);
  });
});

// A check that never rejects proves nothing: each rule meets a small tree that breaks it.
describe('the rules themselves', () => {
  const sound = {
    'index.ts': "export { rate } from './rating/rate.ts';\n",
    'money/money.ts': 'export interface Money { amount: string }\n',
    'rating/rate.ts':
      "import type { Money } from '../money/money.ts';\nexport const rate = (m: Money) => m;\n",
  };
  const treeOf = (files: Record<string, string>) => new Map(Object.entries({ ...sound, ...files }));

  test('accept a sound tree', () => {
    const tree = treeOf({});
    expect([...floorFaults(tree, FLOORS), ...fileFaults(tree, INDEXES), ...cycles(tree)]).toEqual([]);
  });

  test.each([
    ['a type', "import type { rate } from '../rating/rate.ts';"],
    ['an inline type', "export type R = typeof import('../rating/rate.ts');"],
    ['a value, over several lines', "import {\n  rate,\n} from '../rating/rate.ts';"],
    ['a re-export', "export * from '../rating/rate.ts';"],
    ['a side effect', "import '../rating/rate.ts';"],
  ])('reject %s from a higher floor', (_, text) => {
    expect(floorFaults(treeOf({ 'money/sum.ts': text }), FLOORS)).toEqual([
      'money/sum.ts imports rating/rate.ts, which is above it',
    ]);
  });

  test('reject the public index as a way around the floors', () => {
    const tree = treeOf({ 'money/sum.ts': "import { rate } from '../index.ts';" });
    expect(floorFaults(tree, FLOORS)).toEqual(['money/sum.ts imports index.ts, which is above it']);
  });

  test('reject an unknown folder, and a file beside the public index', () => {
    const tree = treeOf({ 'helpers/pad.ts': '', 'util.ts': '' });
    expect(floorFaults(tree, FLOORS)).toEqual([
      'helpers/pad.ts: its folder is not on the list of floors',
      'util.ts: its folder is not on the list of floors',
    ]);
  });

  test('reject a file of 300 lines, but not a public list', () => {
    const long = '//\n'.repeat(300);
    const tree = treeOf({ 'index.ts': long, 'money/long.ts': long, 'money/fits.ts': '//\n'.repeat(250) });
    expect(fileFaults(tree, INDEXES)).toEqual(['money/long.ts has 300 lines; the limit is 250']);
  });

  test.each([
    ['money/roundMoney.ts', 'export {};', 'money/roundMoney.ts is not kebab-case'],
    ['RateCard/card.ts', 'export {};', 'RateCard/card.ts is not kebab-case'],
    ['money/index.ts', '', 'money/index.ts: files import each other by file, not through an index'],
    ['money/sum.ts', 'export default 1;', 'money/sum.ts has a default export'],
    ['money/sum.ts', 'const a = 1;\nexport { a as default };', 'money/sum.ts has a default export'],
    [
      'money/sum.ts',
      "import type { A } from '../../../core/src/work/entry.ts';",
      "money/sum.ts imports ../../core/src/work/entry.ts, out of its own package's src",
    ],
  ])('reject %s with %j', (file, text, fault) => {
    expect(fileFaults(treeOf({ [file]: text }), INDEXES)).toEqual([fault]);
  });

  test('reject a circle of types', () => {
    const tree = treeOf({
      'money/a.ts': "import type { B } from './b.ts';",
      'money/b.ts': "import type { A } from './a.ts';",
    });
    expect(cycles(tree)).toEqual(['money/a.ts → money/b.ts → money/a.ts']);
  });
});
