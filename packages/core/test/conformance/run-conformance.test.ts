import { expect, test } from 'vitest';
import { conformanceCase } from '../../src/conformance/conformance-case.ts';
import { ConformanceFailure } from '../../src/conformance/conformance-failure.ts';
import { require, requireSame } from '../../src/conformance/finding.ts';
import { firstDifference } from '../../src/conformance/first-difference.ts';
import { checkCase, type ConformanceResult, runConformance } from '../../src/conformance/run-conformance.ts';

interface Counter {
  readonly adds: number;
  count: number;
}

const addsOne = conformanceCase<Counter>('a counter adds one', async ({ adds }) => {
  require(adds === 1, `it added ${adds}`);
});

const cases = [
  conformanceCase<Counter>('a counter begins at 0', async (counter) => {
    requireSame('the count', counter.count, 0);
    counter.count += counter.adds;
  }),
  addsOne,
  conformanceCase<Counter>(
    'a counter counts backwards',
    async () => {
      throw new Error('it can not');
    },
    () => 'the counter only counts up',
  ),
];

const counterOf = (adds: number) => (): Counter => ({ adds, count: 0 });

test('each case has a subject of its own, and is told in order', async () => {
  const told: ConformanceResult[] = [];
  const report = (result: ConformanceResult): unknown => told.push(result);
  const { conforms, results } = await runConformance(cases, counterOf(2), { report });
  expect(conforms).toBe(false);
  expect(results).toEqual([
    { name: 'a counter begins at 0', outcome: 'kept', reason: null },
    { name: 'a counter adds one', outcome: 'broken', reason: 'it added 2' },
    { name: 'a counter counts backwards', outcome: 'skipped', reason: 'the counter only counts up' },
  ]);
  expect(told).toEqual(results);
});

test('only some cases run when a part of their names is given', async () => {
  const { conforms, results } = await runConformance(cases, counterOf(2), { only: 'begins' });
  expect(conforms).toBe(true);
  expect(results).toHaveLength(1);
});

test('a promise that an adapter is known not to keep is skipped, with the reason', async () => {
  const except = { 'a counter adds one': 'it adds two, for the speed' };
  const { conforms, results } = await runConformance(cases, counterOf(2), { except });
  expect(conforms).toBe(true);
  expect(results[1]).toEqual({
    name: 'a counter adds one',
    outcome: 'skipped',
    reason: 'it adds two, for the speed',
  });
});

test('a broken promise says what was promised and what happened', async () => {
  const failure = await checkCase(addsOne, counterOf(3)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConformanceFailure);
  expect(failure).toMatchObject({
    message: 'Promised: a counter adds one. But it added 3',
    promised: 'a counter adds one',
    happened: 'it added 3',
  });
});

test('what an adapter throws is told, and kept as the cause', async () => {
  const cause = new TypeError('rows is not iterable');
  const throwing = conformanceCase<null>('it is sound', async () => {
    throw cause;
  });
  await expect(checkCase(throwing, () => null)).rejects.toMatchObject({
    happened: 'it threw TypeError: rows is not iterable',
    cause,
  });
});

test('a case that does not end is broken', async () => {
  const endless = conformanceCase<null>('it ends', () => new Promise(() => undefined));
  const { results } = await runConformance([endless], () => null, { timeLimit: 10 });
  expect(results).toMatchObject([{ outcome: 'broken', reason: 'it had not ended after 10 ms' }]);
});

test('every subject is given back, whatever became of its case', async () => {
  const disposed: Counter[] = [];
  const dispose = (counter: Counter): unknown => disposed.push(counter);
  await runConformance(cases, async () => counterOf(2)(), { dispose });
  expect(disposed).toHaveLength(3);
});

test('a subject that can not be made is no broken promise: it is thrown', async () => {
  const failing = async (): Promise<Counter> => {
    throw new Error('the database is not there');
  };
  await expect(runConformance(cases, failing)).rejects.toThrow('the database is not there');
});

test.each([
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '.a[1].b'],
  [{ a: 1 }, { a: 1, b: undefined }, ''],
  [[1, 2], [1, 2, 3], ''],
  [{ 0: 1 }, [1], ''],
  [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), '.__proto__'],
  [{}, JSON.parse('{"__proto__":{}}'), ''],
  ['0', 0, ''],
  [null, {}, ''],
])('%j and %j differ', (actual, expected, path) => {
  expect(firstDifference(actual, expected)?.path).toBe(path);
  expect(firstDifference(expected, structuredClone(expected))).toBeNull();
});

test('keys in another order are no difference', () => {
  expect(firstDifference({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBeNull();
});
