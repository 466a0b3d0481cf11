import { expect, test } from 'vitest';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { allocateLine } from './allocate-line.ts';
import { linePolicy } from './line-policy.ts';
import { priceLines } from './price-lines.ts';

const twentyMinutes = (entryId: string, start: string | null = null) =>
  exampleCharge({ entryId, start, billedSeconds: 1200, unitPrice: '100' });
const lineOf = (charges: Parameters<typeof priceLines>[0]) => {
  const [line] = priceLines(charges, linePolicy({ method: 'exact', groupBy: [] }));
  if (line === undefined) throw new Error('there is no line');
  return line;
};

test('R53: a line of 100.00 is 33.34, 33.33 and 33.33 for three equal entries, the odd cent for the earliest', () => {
  const charges = [
    twentyMinutes('te_a', '2026-03-02T12:00:00.000Z'),
    twentyMinutes('te_c', '2026-03-02T08:00:00.000Z'),
    twentyMinutes('te_b', '2026-03-02T12:00:00.000Z'),
  ];
  expect(
    allocateLine(lineOf(charges), charges).map(({ entryId, amount }) => [entryId, amount.amount]),
  ).toEqual([
    ['te_c', '33.34'],
    ['te_a', '33.33'],
    ['te_b', '33.33'],
  ]);
});

test('R53: untimed work is the first of its day', () => {
  const charges = [twentyMinutes('te_a', '2026-03-02T00:30:00.000Z'), twentyMinutes('te_b')];
  expect(allocateLine(lineOf(charges), charges).map(({ entryId }) => entryId)).toEqual(['te_b', 'te_a']);
});

test('R53: the parts of one entry on the line count together', () => {
  const charges = [
    twentyMinutes('te_1'),
    twentyMinutes('te_2'),
    { ...twentyMinutes('te_1'), key: 'te_1#1', band: 'after-hours' },
  ];
  const shares = allocateLine(lineOf(charges), charges);
  expect(shares.map(({ amount }) => amount.amount)).toEqual(['66.67', '33.33']);
});

test('R5 and R53: every entry of a line of 0 has 0', () => {
  const charges = [exampleCharge({ unitPrice: '0' }), exampleCharge({ entryId: 'te_2', unitPrice: '0' })];
  expect(allocateLine(lineOf(charges), charges).map(({ amount }) => amount.amount)).toEqual(['0.00', '0.00']);
});

test("charges that are not the line's own are refused", () => {
  const charges = [twentyMinutes('te_1'), twentyMinutes('te_2')];
  const line = lineOf(charges);
  expect(() => allocateLine(line, charges.slice(1))).toThrow('entry "te_1" of the line has no charge');
  expect(() => allocateLine(line, [...charges, twentyMinutes('te_3')])).toThrow(
    'entry "te_3" is not on the line "time:price=100"',
  );
  expect(() => allocateLine(line, [{ ...twentyMinutes('te_1'), currency: 'USD' }])).toThrow(
    'CURRENCY_MISMATCH',
  );
});

test('R53: pieces are weighed by their number, whatever the time they took', () => {
  const piece = (entryId: string, billedSeconds: number) =>
    exampleCharge({ entryId, unit: 'piece', unitPrice: '50', billedSeconds });
  const charges = [piece('te_1', 600), piece('te_2', 7200), piece('te_3', 0)];
  expect(allocateLine(lineOf(charges), charges).map(({ amount }) => amount.amount)).toEqual([
    '50.00',
    '50.00',
    '50.00',
  ]);
});

test('R53: a line of negative prices is the mirror image of one of positive ones', () => {
  const charges = [twentyMinutes('te_1'), twentyMinutes('te_2'), twentyMinutes('te_3')].map((charge) => ({
    ...charge,
    unitPrice: '-100',
  }));
  expect(allocateLine(lineOf(charges), charges).map(({ amount }) => amount.amount)).toEqual([
    '-33.34',
    '-33.33',
    '-33.33',
  ]);
});

test('charges that are not those of the line are refused as such', () => {
  const charges = [twentyMinutes('te_1')];
  expect(() => allocateLine(lineOf(charges), [twentyMinutes('te_2')])).toThrow(
    expect.objectContaining({
      code: 'ALLOCATION_INVALID',
      details: { issues: [expect.objectContaining({ path: ['charges'] })] },
    }),
  );
});
