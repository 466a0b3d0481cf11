import { expect, test } from 'vitest';
import { cardOf, hourlyCard, openOnWeekdays, untimed } from '../../../test/rating/desk.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { compileRater } from '../compile-rater.ts';
import { measureWork } from '../measure/measure-work.ts';
import { priceWork } from '../price/price-work.ts';
import { readWork } from '../read/read-work.ts';
import { type Books, booksFor, openBooks } from './books.ts';
import { compilePolicy } from './compile-policy.ts';

const calendar = openOnWeekdays();
const rateCard = hourlyCard('60.00', { quantity: { incrementMinutes: 15 } });

/** So many entries, each with a rate that no other entry from the first number on has. */
const ownRates = (count: number, first: number): readonly TimeEntry[] =>
  Array.from({ length: count }, (_, at) => untimed(60, { id: `te_${at}`, rate: rateOf(first + at) }));

const rateOf = (number: number) => ({ amount: `${number}.25`, currency: 'EUR' });

/** Rates entries as a rater does, and returns the books that it used. */
function rateBy(books: Books, entries: readonly TimeEntry[]): Books {
  const used = booksFor(entries.length, books);
  const { policy, prices } = used;
  const work = readWork(entries, policy, { contractId: null, faults: 'throw' });
  const task = { work, policy, prices, selectionOf: work.selection, skipped: work.status };
  priceWork(measureWork(task), task);
  return used;
}

test('a rater that lives long remembers no more than it did after a while, whatever rates people set', () => {
  let books = openBooks(compilePolicy({ calendar, rateCard }));
  let most = 0;
  for (let call = 0; call < 40; call += 1) {
    books = rateBy(books, ownRates(2_000, call * 2_000));
    most = Math.max(most, books.policy.book.selections.length, books.prices.rows.length);
  }
  expect(most).toBeLessThan(65_536);
  expect(most).toBeGreaterThan(20_000);
});

test('nor whatever tags work has, though all of it may have one price', () => {
  const tags = Array.from({ length: 20 }, (_, at) => `tag-${at}`);
  const rules = [{ id: 'any', when: { tag: tags }, price: { kind: 'hourly', rate: '1' } }];
  let books = openBooks(compilePolicy({ calendar, rateCard: cardOf(rules) }));
  let most = 0;
  for (let call = 1; call <= 40; call += 1) {
    const entries = Array.from({ length: 2_000 }, (_, at) => {
      const bits = call * 2_000 + at;
      return untimed(60, { id: `te_${at}`, tags: tags.filter((_tag, bit) => (bits >> bit) % 2 === 1) });
    });
    books = rateBy(books, entries);
    most = Math.max(most, books.policy.book.searches);
  }
  expect(most).toBeLessThan(70_000);
  expect(most).toBeGreaterThan(20_000);
});

test('books are used again until they are long, and for a call that is as long as they are', () => {
  const first = openBooks(compilePolicy({ calendar, rateCard }));
  const long = rateBy(rateBy(first, ownRates(10, 0)), ownRates(70_000, 0));
  expect(long).toBe(first);
  expect(booksFor(1_000_000, long)).toBe(long);
  const fresh = booksFor(1, long);
  expect([fresh.policy.book.selections.length, fresh.prices.rows.length]).toEqual([1, 0]);
});

test('a result stays what it is when its rater forgets, and so does what the rater says', () => {
  const rater = compileRater({ calendar, rateCard, costBook: hourlyCard('30.00') });
  const entries = [untimed(60, { id: 'a' }), untimed(60, { id: 'b', rate: rateOf(7) })];
  const told = (rated: ReturnType<typeof rater.rate>): string =>
    JSON.stringify([...rated.charges(), ...(rated.cost?.charges() ?? [])]);
  const before = rater.rate(entries);
  const large = rater.rate(ownRates(70_000, 1));
  const afterwards = rater.rate(entries);
  expect(told(afterwards)).toBe(
    told(compileRater({ calendar, rateCard, costBook: hourlyCard('30.00') }).rate(entries)),
  );
  expect(told(before)).toBe(told(afterwards));
  expect(large.charge(69_999)).toMatchObject({ entryId: 'te_9999', unitPrice: '10000.25' });
});

test('a call that is under way keeps its books, also when an entry of it makes the rater forget', () => {
  const rater = compileRater({ calendar, rateCard });
  const nosy = {
    ...untimed(60, { id: 'nosy' }),
    get note(): string {
      return rater.rate([untimed(60, { rate: rateOf(1) })]).charge(0).amount;
    },
  };
  const last = untimed(60, { id: 'z', rate: rateOf(3) });
  const rated = rater.rate([...ownRates(70_000, 1), nosy, last]);
  const prices = Array.from(rated.charges(), ({ entryId, unitPrice }) => [entryId, unitPrice] as const);
  const byId = new Map(prices);
  expect([byId.get('te_0'), byId.get('te_69999'), byId.get('nosy'), byId.get('z')]).toEqual([
    '1.25',
    '70000.25',
    '60',
    '3.25',
  ]);
});
