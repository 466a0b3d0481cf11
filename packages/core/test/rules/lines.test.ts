import { describe, expect, test } from 'vitest';
import { allocateLine } from '../../src/invoice/allocate-line.ts';
import type { InvoiceLine } from '../../src/invoice/invoice-line.ts';
import { linePolicy, type LinePolicyInput } from '../../src/invoice/line-policy.ts';
import { chargesByLine, priceLines } from '../../src/invoice/price-lines.ts';
import type { Charge } from '../../src/rating/charge.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { RateCard } from '../../src/rating/rate-card.ts';
import type { TimeEntry, UntimedEntry } from '../../src/work/time-entry.ts';
import { cardOf, hourlyCard, openOnWeekdays, timed, untimed } from '../rating/desk.ts';

const calendar = openOnWeekdays();
const charge = (rateCard: RateCard, ...entries: readonly TimeEntry[]): readonly Charge[] => [
  ...compileRater({ rateCard, calendar }).rate(entries).charges(),
];
const told = ({ unit, quantity, unitPrice, amount, hours }: InvoiceLine): string =>
  `${quantity} ${unit} × ${unitPrice} = ${amount.amount}${hours === null ? '' : ` (${hours} h)`}`;
const lines = (charges: readonly Charge[], policy: LinePolicyInput = {}): readonly string[] =>
  priceLines(charges, linePolicy(policy)).map(told);
const both = (charges: readonly Charge[]): readonly (readonly string[])[] => [
  lines(charges),
  lines(charges, { method: 'exact' }),
];
const minutes = (count: number, more: Partial<UntimedEntry> = {}): TimeEntry => untimed(count * 60, more);

describe('the worked examples, from the entry to the line', () => {
  test('R50, R51, R31: example 1: 25.00 and 7.51 printed, 25.00 and 7.50 exact', () => {
    const rateCard = hourlyCard('120.00', {
      modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
      quantity: { incrementMinutes: 15 },
    });
    const charges = charge(rateCard, timed('2026-03-02T17:50', '2026-03-02T18:02'));
    expect(both(charges)).toEqual([
      ['0.0417 hour × 180.00 = 7.51', '0.2083 hour × 120.00 = 25.00'],
      ['1 lump × 7.50 = 7.50 (0.0417 h)', '0.2083 hour × 120.00 = 25.00'],
    ]);
  });

  test('R50, R51, R43: example 3: 40 min of after-hours at 120.00 × 1.5 are 120.01 printed, 120.00 exact', () => {
    const rateCard = hourlyCard('120.00', { modifiers: [{ band: 'after-hours', multiplier: '1.5' }] });
    const charges = charge(rateCard, timed('2026-03-02T19:20', '2026-03-02T20:00'));
    expect(both(charges)).toEqual([
      ['0.6667 hour × 180.00 = 120.01'],
      ['1 lump × 120.00 = 120.00 (0.6667 h)'],
    ]);
  });

  test('R50, R51, R1: example 9: 1 h 20 min at 7,500 JPY are 10,000 either way', () => {
    const charges = charge(hourlyCard('7500', { currency: 'JPY' }), minutes(80));
    expect(both(charges)).toEqual([['1.3333 hour × 7500 = 10000'], ['1.3333 hour × 7500 = 10000']]);
  });

  test('R50: example 8: 25 h in graduated tiers are three lines of 10 × 100, 10 × 90 and 5 × 80', () => {
    const tiers = [
      { upTo: '10', rate: '100.00' },
      { upTo: '20', rate: '90.00' },
      { upTo: null, rate: '80.00' },
    ];
    const tiered = cardOf([{ id: 'tiers', price: { kind: 'tiered', mode: 'graduated', tiers } }]);
    expect(lines(charge(tiered, minutes(25 * 60)))).toEqual([
      '10 hour × 100.00 = 1000.00',
      '5 hour × 80.00 = 400.00',
      '10 hour × 90.00 = 900.00',
    ]);
  });
});

describe('R50 and R51: printed and exact', () => {
  // 33.3333 × 1.5 = 49.99995, which prints as 50.0000. 1 h: 49.99995 and 50.00 both round to 50.00.
  // 200 h: 10,000.00 printed, 9,999.99 exact.
  test('R50, R51: a price with more decimals than are printed shows only over many hours', () => {
    const rateCard = hourlyCard('33.3333', { modifiers: [{ band: 'business', multiplier: '1.5' }] });
    expect(both(charge(rateCard, minutes(60)))).toEqual([
      ['1 hour × 50.00 = 50.00'],
      ['1 hour × 50.00 = 50.00'],
    ]);
    expect(both(charge(rateCard, minutes(200 * 60)))).toEqual([
      ['200 hour × 50.00 = 10000.00'],
      ['1 lump × 9999.99 = 9999.99 (200 h)'],
    ]);
  });

  // 0.3333 × 41.125 = 13.7069625 and 41.125 ÷ 3 = 13.7083333: three decimals make 13.707 and 13.708.
  test('R50, R51, R1: a currency of three digits', () => {
    expect(both(charge(hourlyCard('41.125', { currency: 'KWD' }), minutes(20)))).toEqual([
      ['0.3333 hour × 41.125 = 13.707'],
      ['1 lump × 13.708 = 13.708 (0.3333 h)'],
    ]);
  });

  // 0.3333 × 2.5 = 0.83325, a tie at four decimals: 0.8333, which is what 2.5 ÷ 3 is, too.
  test('R50, R51, R1: a currency of four digits, with a tie', () => {
    expect(both(charge(hourlyCard('2.5', { currency: 'CLF' }), minutes(20)))).toEqual([
      ['0.3333 hour × 2.5000 = 0.8333'],
      ['0.3333 hour × 2.5000 = 0.8333'],
    ]);
  });

  // 0.1667 × 7,500 = 1,250.25 and 7,500 ÷ 6 = 1,250: no digits either way.
  test('R50, R51, R1: a currency without digits', () => {
    expect(both(charge(hourlyCard('7500', { currency: 'JPY' }), minutes(10)))).toEqual([
      ['0.1667 hour × 7500 = 1250'],
      ['0.1667 hour × 7500 = 1250'],
    ]);
  });

  // Three times 20 min are one hour, not three times 0.3333. With two decimals 10 min are 0.17 h: 20.40, not 20.00.
  test('R50: seconds are summed before they are rounded, to the scale of the policy', () => {
    const thirds = ['a', 'b', 'c'].map((id) => minutes(20, { id }));
    expect(lines(charge(hourlyCard('120.00'), ...thirds))).toEqual(['1 hour × 120.00 = 120.00']);
    const tenMinutes = charge(hourlyCard('120.00'), minutes(10));
    expect(lines(tenMinutes, { quantityScale: 2 })).toEqual(['0.17 hour × 120.00 = 20.40']);
    expect(lines(tenMinutes, { quantityScale: 6 })).toEqual(['0.166667 hour × 120.00 = 20.00']);
  });

  test('R50, R51, R5: work at a price of 0 is a line of 0 either way', () => {
    expect(both(charge(hourlyCard('0.00'), minutes(20)))).toEqual([
      ['0.3333 hour × 0.00 = 0.00'],
      ['0.3333 hour × 0.00 = 0.00'],
    ]);
  });
});

describe('R52: which charges share a line', () => {
  const rateCard = hourlyCard('120.00', { modifiers: [{ band: 'after-hours', multiplier: '1.5' }] });
  const seam = charge(
    rateCard,
    timed('2026-03-03T17:50', '2026-03-03T18:10', { id: 'b', agentId: 'ben' }),
    timed('2026-03-02T17:00', '2026-03-02T18:00', { id: 'a' }),
  );

  // Business: 60 + 10 min; after-hours: 10 min of the later day. By agent the business time is apart.
  test('R52: lines come by their first day of work, then by key; the price always tells them apart', () => {
    expect(lines(seam, { groupBy: [] })).toEqual([
      '1.1667 hour × 120.00 = 140.00',
      '0.1667 hour × 180.00 = 30.01',
    ]);
    expect(lines(seam, { groupBy: ['agent'] })).toEqual([
      '1 hour × 120.00 = 120.00',
      '0.1667 hour × 120.00 = 20.00',
      '0.1667 hour × 180.00 = 30.01',
    ]);
  });

  test('R52, R8: the order of charges and of grouping keys changes no byte', () => {
    const one = priceLines(seam, linePolicy({ groupBy: ['agent', 'band'] }));
    const other = priceLines(seam.toReversed(), linePolicy({ groupBy: ['band', 'agent'] }));
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });
});

describe('R53: a line told per entry', () => {
  const shares = (
    charges: readonly Charge[],
    input: LinePolicyInput = {},
  ): readonly (readonly string[])[] => {
    const policy = linePolicy(input);
    return priceLines(charges, policy).map((line) =>
      allocateLine(line, chargesByLine(charges, policy).get(line.key) ?? []).map(
        ({ entryId, amount }) => `${entryId} ${amount.amount}`,
      ),
    );
  };

  // 0.6667 h × 180.00 = 120.01 over two equal entries: 60.005 each, the cent to the earlier.
  test('R53: a printed line is told to the last cent, though its charges are exactly 60.00 each', () => {
    const charges = charge(hourlyCard('180.00'), minutes(20, { id: 'a' }), minutes(20, { id: 'b' }));
    expect(shares(charges)).toEqual([['a 60.01', 'b 60.00']]);
  });

  // Quarters down: 10 min are 0, 20 min are 15, 40 min are 30: 90.00 is 0, 30.00 and 60.00.
  test('R53, R5: an entry that was rounded to nothing has 0 of the line', () => {
    const rateCard = hourlyCard('120.00', { quantity: { incrementMinutes: 15, direction: 'down' } });
    const charges = charge(
      rateCard,
      minutes(10, { id: 'a' }),
      minutes(20, { id: 'b' }),
      minutes(40, { id: 'c' }),
    );
    expect(shares(charges)).toEqual([['a 0.00', 'b 30.00', 'c 60.00']]);
  });

  // 36 s three times at 0.30: 0.03 h × 0.30 = 0.009, one cent for three entries.
  test('R53: one cent for three entries is the first one’s', () => {
    const seconds = ['a', 'b', 'c'].map((id) => minutes(0.6, { id }));
    expect(shares(charge(hourlyCard('0.30'), ...seconds))).toEqual([['a 0.01', 'b 0.00', 'c 0.00']]);
  });

  // One incident for 50.00: the first entry carries it, the second has a charge of 0 on the same line.
  test('R53, R52: a price per incident is on the entry that carries it', () => {
    const rateCard = cardOf([{ id: 'incident', price: { kind: 'per-incident', price: '50.00' } }]);
    const workItem = { kind: 'ticket', id: '4711' } as const;
    const charges = charge(rateCard, minutes(20, { id: 'b', workItem }), minutes(20, { id: 'a', workItem }));
    expect(lines(charges)).toEqual(['1 piece × 50.00 = 50.00']);
    expect(shares(charges)).toEqual([['a 50.00', 'b 0.00']]);
  });

  // By entry, the second one's line has no piece: it is an information line, told as 0.
  test('R53, R6: an information line is told as 0 per entry', () => {
    const rateCard = cardOf([{ id: 'day', price: { kind: 'daily', price: '800.00' } }]);
    const charges = charge(rateCard, minutes(20, { id: 'a' }), minutes(20, { id: 'b' }));
    expect(shares(charges, { groupBy: ['entry'] })).toEqual([['a 800.00'], ['b 0.00']]);
  });
});
