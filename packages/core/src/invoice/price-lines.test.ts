import { describe, expect, test } from 'vitest';
import type { Charge } from '../rating/charge.ts';
import { asOneRating, exampleCharge } from '../testing/charge-fixture.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { type LinePolicyInput, linePolicy } from './line-policy.ts';
import { chargesByLine, priceLines } from './price-lines.ts';

const lines = (charges: readonly Charge[], policy: LinePolicyInput = {}) =>
  priceLines(asOneRating(charges), linePolicy(policy));
const written = (all: readonly InvoiceLine[]) =>
  all.map(({ quantity, unitPrice, amount }) => `${quantity} × ${unitPrice} = ${amount.amount}`);

describe('worked examples', () => {
  const twelveMinutes = [
    exampleCharge({ billedSeconds: 750 }),
    exampleCharge({ billedSeconds: 150, band: 'after-hours', unitPrice: '180' }),
  ];

  test('R50, example 1: printed lines of 750 s and 150 s are 0.2083 h × 120.00 = 25.00 and 0.0417 h × 180.00 = 7.51', () => {
    expect(written(lines(twelveMinutes))).toEqual(['0.0417 × 180.00 = 7.51', '0.2083 × 120.00 = 25.00']);
  });

  test('R51, example 1: the exact lines are 25.00, which multiplies out, and 7.50, which is sold as one lump', () => {
    const [afterHours, business] = lines(twelveMinutes, { method: 'exact' });
    expect(business).toMatchObject({ unit: 'hour', quantity: '0.2083', unitPrice: '120.00', hours: null });
    expect(business?.amount.amount).toBe('25.00');
    expect(afterHours).toMatchObject({ unit: 'lump', quantity: '1', unitPrice: '7.50', hours: '0.0417' });
    expect(afterHours?.amount.amount).toBe('7.50');
  });

  test('R50 and R51, example 3: 40 min at 180.00 are 0.6667 h × 180.00 = 120.01 printed, 120.00 exact', () => {
    const charge = exampleCharge({ billedSeconds: 2400, unitPrice: '180' });
    expect(written(lines([charge]))).toEqual(['0.6667 × 180.00 = 120.01']);
    expect(written(lines([charge], { method: 'exact' }))).toEqual(['1 × 120.00 = 120.00']);
  });

  test('R1 and R50, example 9: 1 h 20 min at 7,500 JPY are 1.3333 h × 7,500 = 10,000', () => {
    const charge = exampleCharge({ billedSeconds: 4800, unitPrice: '7500', currency: 'JPY' });
    expect(written(lines([charge]))).toEqual(['1.3333 × 7500 = 10000']);
  });
});

describe('a line', () => {
  test('is plain JSON that says what, when and for whom', () => {
    const charges = [
      exampleCharge({ entryId: 'te_2', date: '2026-03-05', billedSeconds: 1800 }),
      exampleCharge({ entryId: 'te_1', date: '2026-03-02', billedSeconds: 3600 }),
    ];
    expect(lines(charges)).toEqual([
      {
        kind: 'time',
        key: 'time:service-type=support:band=business:price=120',
        group: { serviceTypeId: 'support', band: 'business' },
        unit: 'hour',
        quantity: '1.5',
        unitPrice: '120.00',
        amount: { amount: '180.00', currency: 'EUR' },
        hours: null,
        pieces: null,
        from: '2026-03-02',
        to: '2026-03-05',
        entryIds: ['te_1', 'te_2'],
        taxCodes: [],
        description: null,
      },
    ]);
  });

  test('R52: never holds two unit prices, however alike the work is', () => {
    const charges = [exampleCharge(), exampleCharge({ entryId: 'te_2', unitPrice: '120.001' })];
    expect(written(lines(charges, { groupBy: [] }))).toEqual(['1 × 120.00 = 120.00', '1 × 120.001 = 120.00']);
  });

  test('R52: takes equal prices together, however they are written', () => {
    const charges = [exampleCharge({ unitPrice: '120.00' }), exampleCharge({ unitPrice: '120' })];
    expect(written(lines(charges))).toEqual(['2 × 120.00 = 240.00']);
  });

  test('R50: prices that only look alike at the printed scale stay apart', () => {
    const charges = [exampleCharge({ unitPrice: '33.333333' }), exampleCharge({ unitPrice: '33.33334' })];
    expect(written(lines(charges))).toEqual(['1 × 33.3333 = 33.33', '1 × 33.3333 = 33.33']);
  });

  test('R5: of work that costs 0 stays on the invoice', () => {
    expect(written(lines([exampleCharge({ unitPrice: '0' })]))).toEqual(['1 × 0.00 = 0.00']);
  });

  test('R50: rounds quantity and unit price to the scales of the policy', () => {
    const charge = exampleCharge({ billedSeconds: 2400, unitPrice: '33.333333' });
    expect(written(lines([charge], { quantityScale: 2, unitPriceScale: 2 }))).toEqual([
      '0.67 × 33.33 = 22.33',
    ]);
    expect(written(lines([charge], { quantityScale: 6, unitPriceScale: 6 }))).toEqual([
      '0.666667 × 33.333333 = 22.22',
    ]);
  });

  test('R50: a unit price half way between two printed ones is the larger one', () => {
    expect(lines([exampleCharge({ unitPrice: '0.00005' })])[0]?.unitPrice).toBe('0.0001');
    expect(lines([exampleCharge({ unitPrice: '0.00025' })])[0]?.unitPrice).toBe('0.0003');
  });

  test('R50: an amount of half a cent rounds away from zero', () => {
    expect(written(lines([exampleCharge({ unitPrice: '0.005' })]))).toEqual(['1 × 0.005 = 0.01']);
    expect(written(lines([exampleCharge({ unitPrice: '-0.005' })]))).toEqual(['1 × -0.005 = -0.01']);
  });

  test('R51: exact amounts are rounded once, not once per charge', () => {
    const charges = ['te_1', 'te_2', 'te_3'].map((entryId) =>
      exampleCharge({ entryId, billedSeconds: 1, unitPrice: '12' }),
    );
    // Three times a third of a cent.
    expect(lines(charges, { method: 'exact' })[0]?.amount.amount).toBe('0.01');
  });
});

describe('pieces', () => {
  const visit = exampleCharge({ unit: 'piece', unitPrice: '45', billedSeconds: 1200 });
  const laterVisit = { ...visit, entryId: 'te_2', date: '2026-03-03', pieces: 0, amount: '0' };

  test('are counted, not timed', () => {
    const all = lines([visit, { ...visit, entryId: 'te_3' }, laterVisit]);
    expect(written(all)).toEqual(['2 × 45.00 = 90.00']);
    expect(all[0]).toMatchObject({ kind: 'piece', unit: 'piece', entryIds: ['te_1', 'te_2', 'te_3'] });
  });

  test('R6: that were all charged before become an information line of amount 0, so that no work is lost', () => {
    const [carrier, later] = lines([visit, laterVisit], { groupBy: ['entry'] });
    expect(carrier).toMatchObject({ kind: 'piece', quantity: '1', entryIds: ['te_1'] });
    expect(later).toMatchObject({ kind: 'information', quantity: '0', entryIds: ['te_2'] });
    expect(later?.amount.amount).toBe('0.00');
  });

  test('never share a line with hours of the same price', () => {
    expect(lines([visit, exampleCharge({ unitPrice: '45' })], { groupBy: [] })).toHaveLength(2);
  });

  test('R51: at a price finer than the scale are a lump that keeps its number of pieces', () => {
    const fine = exampleCharge({ unit: 'piece', unitPrice: '0.00004', pieces: 1000 });
    expect(written(lines([fine]))).toEqual(['1000 × 0.00 = 0.00']);
    expect(lines([fine], { method: 'exact' })[0]).toMatchObject({
      unit: 'lump',
      quantity: '1',
      unitPrice: '0.04',
      hours: null,
      pieces: '1000',
    });
  });
});

test('lines are ordered by first work date, then by key', () => {
  const charges = [
    exampleCharge({ serviceTypeId: 'b' }),
    exampleCharge({ serviceTypeId: 'c', date: '2026-03-01' }),
    exampleCharge({ serviceTypeId: 'a' }),
  ];
  expect(lines(charges).map(({ group }) => group.serviceTypeId)).toEqual(['c', 'a', 'b']);
});

describe('the charges of the lines', () => {
  const charges = asOneRating([
    exampleCharge({ billedSeconds: 750 }),
    exampleCharge({ billedSeconds: 150, band: 'after-hours' }),
    exampleCharge({ entryId: 'te_2', billedSeconds: 60, unitPrice: '120.00' }),
  ]);
  const policy = linePolicy();

  test('are found by the keys of the lines, all of them in one pass', () => {
    const byLine = chargesByLine(charges, policy);
    const found = priceLines(charges, policy).map(({ key }) =>
      byLine.get(key)?.map(({ billedSeconds }) => billedSeconds),
    );
    expect(found).toEqual([[150], [750, 60]]);
    expect(byLine.size).toBe(2);
  });

  test('know the taxes that keep lines apart', () => {
    const taxCodes = ({ entryId }: Charge) => (entryId === 'te_1' ? ['vat'] : []);
    const keys = priceLines(charges, policy, { taxCodes }).map(({ key }) => key);
    expect([...chargesByLine(charges, policy, { taxCodes }).keys()].toSorted()).toEqual(keys.toSorted());
  });
});

test('the result of a rating is as good as the list of its charges', () => {
  const charges = [exampleCharge(), exampleCharge({ entryId: 'te_2' })];
  const rated = { charges: () => charges.values() };
  expect(priceLines(rated, linePolicy())).toEqual(lines(charges));
  expect(chargesByLine(rated, linePolicy())).toEqual(chargesByLine(charges, linePolicy()));
});

test('a charge that is there twice is refused: it would be paid twice', () => {
  const charges = [exampleCharge(), exampleCharge({ entryId: 'te_2' })];
  const twice = 'DUPLICATE_CHARGE: the charge "te_1#0" is there twice';
  expect(() => priceLines([...charges, ...charges], linePolicy())).toThrow(twice);
  expect(() => chargesByLine([...charges, ...charges], linePolicy())).toThrow(twice);
});

test.each([
  ['a line', () => lines([exampleCharge()])],
  ['a hole', () => [undefined]],
  ['a charge and a hole', () => [exampleCharge(), undefined]],
  ['a charge and a line', () => [exampleCharge(), ...lines([exampleCharge()])]],
  ['nothing', () => undefined],
  ['a number', () => 42],
  ['an object without charges', () => ({ charges: [] })],
])('%s in place of charges is refused', (_, make) => {
  // As plain JavaScript may do.
  const given = make() as never;
  for (const use of [priceLines, chargesByLine]) {
    expect(() => use(given, linePolicy())).toThrow(expect.objectContaining({ code: 'CHARGE_INVALID' }));
  }
});

test('no charges make no lines', () => {
  expect(lines([])).toEqual([]);
});

test('R1: charges in two currencies are refused', () => {
  expect(() => lines([exampleCharge(), exampleCharge({ currency: 'USD' })])).toThrow(
    "CURRENCY_MISMATCH: EUR and USD can't be added or compared",
  );
});

test('charges of two customers are refused', () => {
  expect(() => lines([exampleCharge(), exampleCharge({ entryId: 'te_2', customerId: 'globex' })])).toThrow(
    'TOTALS_INVALID: charges: the charge of entry "te_2" is for "globex", the lines are for "acme"',
  );
});

describe('what is on a line', () => {
  test('R52: a line begins on its first day of work, also when an entry of a later day has the smaller id', () => {
    const charges = [
      exampleCharge({ entryId: 'te_b', date: '2026-03-02' }),
      exampleCharge({ entryId: 'te_a', date: '2026-03-03' }),
    ];
    const [line] = lines(charges);
    expect([line?.from, line?.to, line?.entryIds]).toEqual(['2026-03-02', '2026-03-03', ['te_a', 'te_b']]);
  });

  test('R52: ids that read the same when they are run together are still different ids', () => {
    const charges = [
      exampleCharge({ entryId: 'te_1', agentId: 'ab', serviceTypeId: 'c' }),
      exampleCharge({ entryId: 'te_2', agentId: 'a', serviceTypeId: 'bc' }),
    ];
    expect(lines(charges, { groupBy: ['agent', 'service-type'] })).toHaveLength(2);
  });

  test('R52: grouped by entry and work item, the line names both, also where there is no work item', () => {
    const workItem = { kind: 'ticket', id: '4711' } as const;
    const charges = [
      exampleCharge({ entryId: 'te_1', workItem }),
      exampleCharge({ entryId: 'te_2', unit: 'piece', unitPrice: '50' }),
    ];
    const named = lines(charges, { groupBy: ['entry', 'work-item'] });
    expect(named.map(({ key, group }) => [key, group])).toEqual([
      ['piece:entry=te_2:work-item=:price=50', { entryId: 'te_2', workItem: null }],
      [
        'time:entry=te_1:work-item=ticket%2F4711:price=120',
        { entryId: 'te_1', workItem: { kind: 'ticket', id: '4711', title: null } },
      ],
    ]);
  });

  test('R51: a lump of hours tells no pieces', () => {
    const [line] = lines([exampleCharge({ billedSeconds: 2400, unitPrice: '180' })], { method: 'exact' });
    expect([line?.unit, line?.hours, line?.pieces]).toEqual(['lump', '0.6667', null]);
  });

  test('a policy that is none is refused where it stands', () => {
    const policy = { ...linePolicy(), method: 'rough' } as unknown as ReturnType<typeof linePolicy>;
    expect(() => priceLines([exampleCharge()], policy)).toThrow(
      expect.objectContaining({
        code: 'LINE_POLICY_INVALID',
        details: { issues: [expect.objectContaining({ path: ['policy', 'method'] })] },
      }),
    );
  });
});
