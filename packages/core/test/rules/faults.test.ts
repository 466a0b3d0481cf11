import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { linePolicy, type LinePolicy } from '../../src/invoice/line-policy.ts';
import { allocateLine } from '../../src/invoice/allocate-line.ts';
import { chargesByLine, priceLines } from '../../src/invoice/price-lines.ts';
import { type TotalsInput, totalInvoice } from '../../src/invoice/total-invoice.ts';
import { money } from '../../src/money/money.ts';
import { quantityPolicy } from '../../src/quantity/quantity-policy.ts';
import { roundSeconds } from '../../src/quantity/round-seconds.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import { type PriceBasis, priceKind } from '../../src/rating/price-kind.ts';
import { computeTaxes, type TaxInput } from '../../src/tax/compute-tax.ts';
import { hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

/** What a call is refused with: code and path, and a word where it says nothing about what to do. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!isBillingError(error)) throw error;
    const issues: readonly { readonly path: readonly (string | number)[] }[] =
      'issues' in error.details ? error.details.issues : [];
    const told = [error.code, ...issues.map(({ path }) => path.join('.'))].join(' ');
    return error.remedy === '' ? `${told} without remedy` : told;
  }
  return 'accepted';
}

const calendar = openOnWeekdays();
const rateCard = hourlyCard('120.00');
const charges = [
  ...compileRater({ rateCard, calendar })
    .rate([untimed(600)])
    .charges(),
];

describe('R5: a price that is missing is never 0', () => {
  const rateBy = (basis: unknown) => () => {
    const own = priceKind({
      kind: 'own',
      schema: z.strictObject({ kind: z.literal('own') }),
      compile: () => basis as PriceBasis,
    });
    const priceKinds = [own];
    const card = defineRateCard(
      { id: 'own', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'own' } }] },
      { priceKinds },
    );
    return compileRater({ rateCard: card, calendar, priceKinds })
      .rate([untimed(600)])
      .charge(0);
  };

  const number = 'must be a decimal number of 0 or more written as text, such as "120.50"';

  test.each<[string, unknown, string]>([
    ['nothing', undefined, ' is no object'],
    ['no object', null, ' is no object'],
    ['an unknown basis', { basis: 'per-hour', rate: '120.00' }, '.basis is none of hourly, piece'],
    ['an hour without a rate', { basis: 'hourly' }, '.rate '],
    ['an hour at a number', { basis: 'hourly', rate: 0.1 }, '.rate '],
    ['an hour at less than 0', { basis: 'hourly', rate: '-5.00' }, `.rate ${number}`],
    ['a piece at junk', { basis: 'piece', price: 'free', once: 'entry' }, `.price ${number}`],
    ['a piece of nothing known', { basis: 'piece', price: '5.00', once: 'month' }, '.once '],
    ['a schedule without runs', { basis: 'schedule' }, '.runs is no function'],
    ['more than a basis has', { basis: 'unbilled', rate: '1' }, ' '],
  ])('R5: a price kind that gives %s is refused, with its name and its rule', (_, basis, problem) => {
    const about = 'PRICE_KIND_FAULTY: the price kind "own" of the rule "any": compile()';
    expect(rateBy(basis)).toThrow(`${about}${problem}`);
  });

  test('R5: a price kind that gives a rate of 0 is not', () => {
    expect(rateBy({ basis: 'hourly', rate: '0' })()).toMatchObject({ amount: '0' });
  });
});

describe('R10, R13: times that no instant can have', () => {
  // 00:30 on 1 January 1970 in Berlin is 23:30 UTC on the day before, which is outside the years of instants.
  test('R13: the first hour on the wall east of Greenwich, and the last west of it, block only their own entry', () => {
    const early = timed('1970-01-01T00:30', '1970-01-01T02:30', { id: 'early' });
    const rated = compileRater({ rateCard, calendar }).rate([early, untimed(600)], { faults: 'block' });
    expect(rated.blocked).toMatchObject([{ entryId: 'early', reason: 'invalid' }]);
    expect(Array.from(rated.charges(), ({ entryId }) => entryId)).toEqual(['te_1']);
    const newYork = compileRater({ rateCard, calendar: openOnWeekdays({ zone: 'America/New_York' }) });
    const late = timed('2199-12-31T18:30', '2199-12-31T23:30');
    expect(refusal(() => newYork.rate([late]))).toBe('TIME_ENTRY_INVALID 0.end');
  });
});

describe('R30, R50: policies that come back from storage', () => {
  test('R30: an unknown direction is refused, not rounded down', () => {
    const policy = { ...quantityPolicy({ incrementMinutes: 15 }), direction: 'sideways' as 'up' };
    expect(refusal(() => roundSeconds(100, policy))).toBe('QUANTITY_POLICY_INVALID policy');
  });

  test('R50, R51, R52: an unknown method, scale or key is refused where lines are made, and where they are taken apart', () => {
    const damaged = (part: object): LinePolicy => ({ ...linePolicy(), ...part });
    const refusals = [{ method: 'exakt' }, { quantityScale: 1 }, { groupBy: ['price'] }]
      .map(damaged)
      .map((policy) => [
        refusal(() => priceLines(charges, policy)),
        refusal(() => chargesByLine(charges, policy)),
      ]);
    expect(refusals).toEqual(
      ['method', 'quantityScale', 'groupBy.0'].map((path) => [
        `LINE_POLICY_INVALID policy.${path}`,
        `LINE_POLICY_INVALID policy.${path}`,
      ]),
    );
  });

  test('R53: a line and charges that are not its own are refused', () => {
    const [line] = priceLines(charges, linePolicy());
    const others = charges.map((charge) => ({ ...charge, entryId: 'te_2' }));
    expect(refusal(() => line && allocateLine(line, others))).toBe('ALLOCATION_INVALID charges');
    expect(refusal(() => line && allocateLine(line, []))).toBe('ALLOCATION_INVALID charges');
  });
});

describe('R83: totals of what does not hold together', () => {
  const line = { key: 'work', amount: money('119.00', 'EUR'), taxCodes: ['vat'] };
  const vat = { id: 'vat', name: 'VAT 19 %', percent: '19' };
  const sound: TotalsInput = { lines: [line], taxCodes: [vat], currency: 'EUR' };
  const off = { id: 'off', description: 'off', percent: '10' };

  test.each<[string, object, string]>([
    [
      'a misspelt key, which would be a discount that nobody takes off',
      { discount: [off] },
      'TOTALS_INVALID ',
    ],
    [
      'a text for a flag, which would take a tax out of prices without one',
      { pricesIncludeTax: 'false' },
      'TOTALS_INVALID pricesIncludeTax',
    ],
    ['no lines', { lines: undefined }, 'TOTALS_INVALID lines'],
    [
      'a line without tax codes',
      { lines: [{ key: 'a', amount: line.amount }] },
      'TOTALS_INVALID lines.0.taxCodes',
    ],
    [
      'an amount finer than its currency',
      { lines: [line, { ...line, key: 'b', amount: { amount: '0.005', currency: 'EUR' } }] },
      'TOTALS_INVALID lines.1.amount.amount',
    ],
    ['an amount of another currency', { currency: 'USD' }, 'CURRENCY_MISMATCH'],
    ['an unknown currency', { lines: [], currency: 'DEM' }, 'CURRENCY_UNKNOWN'],
    ['an unknown tax', { taxCodes: [] }, 'TAX_CODE_UNKNOWN'],
    ['a tax below 0', { taxCodes: [{ ...vat, percent: '-19' }] }, 'TOTALS_INVALID taxCodes.0.percent'],
    [
      'a discount above 100 percent',
      { discounts: [{ ...off, percent: '100.01' }] },
      'TOTALS_INVALID discounts.0.percent',
    ],
    [
      'a discount off an unknown line',
      { discounts: [{ ...off, lineKey: 'play' }] },
      'TOTALS_INVALID discounts.0.lineKey',
    ],
    ['a coin of 0', { cashRounding: { step: '0.00' } }, 'TOTALS_INVALID cashRounding.step'],
  ])('R83: %s', (_, change, expected) => {
    expect(refusal(() => totalInvoice(sound))).toBe('accepted');
    expect(refusal(() => totalInvoice({ ...sound, ...change }))).toBe(expected);
  });

  test('R83, R3: taxes alone refuse an unknown rounding, which would be one down', () => {
    const tax = (rounding: object, percent = '19') =>
      refusal(() =>
        computeTaxes({
          lines: [{ net: line.amount, taxCodes: ['vat'] }],
          taxCodes: [{ ...vat, percent }],
          currency: 'EUR',
          pricesIncludeTax: false,
          rounding,
        } as TaxInput),
      );
    expect(tax({ level: 'document', mode: 'half-up' })).toBe('accepted');
    expect(tax({ level: 'document', mode: 'bankers' })).toBe('TOTALS_INVALID rounding.mode');
    expect(tax({ level: 'page', mode: 'half-up' })).toBe('TOTALS_INVALID rounding.level');
    expect(tax({ level: 'document', mode: 'half-up' }, '-19')).toBe('TOTALS_INVALID taxCodes.0.percent');
  });
});
