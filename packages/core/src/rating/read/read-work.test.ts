import { expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays, untimed } from '../../../test/rating/desk.ts';
import { compileRater } from '../compile-rater.ts';

const rater = compileRater({ calendar: openOnWeekdays(), rateCard: hourlyCard('120.00') });
const hours = (count: number) =>
  untimed(count * 3600, { id: `te_${count}`, customerId: `customer-${count}` });

test('R8: a list that is sorted or emptied after rating moves no charge to another entry', () => {
  const entries = [hours(1), hours(2), hours(3)];
  const rated = rater.rate(entries);
  const read = () =>
    [...rated.charges()].map(({ entryId, customerId, billedSeconds }) => [
      entryId,
      customerId,
      billedSeconds,
    ]);
  const before = read();
  entries.reverse();
  expect(read()).toEqual(before);
  entries.length = 0;
  expect(read()).toEqual(before);
  expect(before).toContainEqual(['te_3', 'customer-3', 10_800]);
});
