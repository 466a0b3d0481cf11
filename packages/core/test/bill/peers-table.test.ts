import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { elsewhere, otherKinds, peerCases } from './peers-table.ts';

const folder = resolve(import.meta.dirname, '../..');
/** Where the cases lie when they are there: beside the project, or where `BILLWRIGHT_PEERS` says. */
const file = process.env['BILLWRIGHT_PEERS'] ?? resolve(folder, '../../../shared/vectors/peers.json');
const needed = existsSync(file) ? '' : ' (skipped: peers.json is not beside the project)';

interface Case {
  readonly id: string;
  readonly kind: string;
}

function readCases(): readonly Case[] {
  const { vectors }: { readonly vectors: readonly Case[] } = JSON.parse(readFileSync(file, 'utf8'));
  return vectors;
}

/** The ids of cases in the titles of a file's tests are often cut after their number. */
const numberOf = (id: string): string => /^[a-z]+(?:-[a-z]+)*-\d+/.exec(id)?.[0] ?? id;

describe('what became of the cases of other systems', () => {
  test.skipIf(needed !== '')(
    `each case about allowances, credits, minimums, proration and tiers is in the table${needed}`,
    () => {
      const cases = readCases();
      const told = new Set([...peerCases.map(({ id }) => id), ...Object.keys(elsewhere)]);
      const untold = cases.filter(({ id, kind }) => !otherKinds.includes(kind) && !told.has(id));
      expect(untold.map(({ id }) => id)).toEqual([]);
      const known = new Set(cases.map(({ id }) => id));
      expect([...told].filter((id) => !known.has(id))).toEqual([]);
      const kindOf = new Map(cases.map(({ id, kind }) => [id, kind]));
      expect([...told].filter((id) => otherKinds.includes(kindOf.get(id) ?? ''))).toEqual([]);
    },
  );

  test('each is told once, and says why where it is not equal', () => {
    const ids = [...peerCases.map(({ id }) => id), ...Object.keys(elsewhere)];
    expect(new Set(ids).size).toBe(ids.length);
    const silent = peerCases.filter(({ became, reason }) => (became === 'equal') !== (reason === undefined));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test.each(peerCases)('$id is named by the tests that the table names', ({ id, tests }) => {
    for (const path of tests) {
      // In a text, and not in a remark.
      const title = new RegExp(`^(?!\\s*//).*['"\`].*${numberOf(id)}\\b`, 'm');
      expect([path, title.test(readFileSync(resolve(folder, path), 'utf8'))]).toEqual([path, true]);
    }
    expect(tests.length).toBeGreaterThan(0);
  });
});
