import { expect, test } from 'vitest';
import { hourlyCard, openOnWeekdays, untimed } from '../../../test/rating/desk.ts';
import { compileRater } from '../compile-rater.ts';

const calendar = openOnWeekdays();

test('R40: customers with a card each have their own prices, also when they differ in nothing else', () => {
  const customers = {
    acme: { rateCard: hourlyCard('100') },
    globex: { rateCard: hourlyCard('90') },
    initech: { rateCard: hourlyCard('80') },
  };
  const work = ['acme', 'globex', 'initech', 'acme'].map((customerId, at) =>
    untimed(60, { id: `te_${at}`, customerId }),
  );
  const charges = [...compileRater({ calendar, customers }).rate(work).charges()];
  expect(charges.map(({ unitPrice }) => unitPrice)).toEqual(['100', '90', '80', '100']);
});

test('R30: a service type with a quantity policy lends it to no other, though no rule names either', () => {
  const serviceTypes = { travel: { quantity: { minimumMinutes: 30 } } };
  const rater = compileRater({ calendar, rateCard: hourlyCard('60'), serviceTypes });
  const minutes = (...ids: readonly string[]): readonly number[] => {
    const work = ids.map((serviceTypeId, at) => untimed(60, { id: `te_${at}`, serviceTypeId }));
    return [...rater.rate(work).charges()].map(({ billedSeconds }) => billedSeconds / 60);
  };
  expect(minutes('support', 'travel', 'support')).toEqual([1, 30, 1]);
  expect(minutes('travel', 'support')).toEqual([30, 1]);
});

test('R20: customers with the same card and other hours share prices, not bands', () => {
  const customers = { acme: { calendar: openOnWeekdays({ from: '09:00', weekend: ['mon'] }) } };
  const rater = compileRater({ calendar, rateCard: hourlyCard('60'), customers });
  const work = ['acme', 'globex'].map((customerId, at) => untimed(60, { id: `te_${at}`, customerId }));
  expect([...rater.rate(work).charges()].map(({ band }) => band)).toEqual(['weekend', 'business']);
});
