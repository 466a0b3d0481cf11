import { describe, expect, test } from 'vitest';
import type { AllowanceLot } from '../../src/contract/carry-over.ts';
import type { Bill } from '../../src/bill/bill.ts';
import type { BillFacts } from '../../src/bill/bill-facts.ts';
import { billPeriod } from '../../src/bill/bill-period.ts';
import type { BillPolicy } from '../../src/bill/bill-policy.ts';
import type { BuiltInComponentInput } from '../../src/contract/components/built-in-components.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { ContractInput } from '../../src/contract/contract-input.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { BuiltInPrice } from '../../src/rating/kinds/built-in-kinds.ts';
import type { Tier } from '../../src/rating/kinds/tiered.ts';
import {
  billOf,
  exampleContract,
  exampleRating,
  periodFrom,
  timedWork,
  workOf,
} from '../../src/testing/bill-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';

// Figures that other billing systems publish or test, as whole bills, each under the id that we keep it by. What became
// of each id stands in peers-table.ts.

const bill = (
  components: readonly BuiltInComponentInput[],
  facts: Partial<BillFacts> = {},
  policy: Partial<BillPolicy> = {},
  given: Partial<ContractInput> = {},
): Bill => billOf(exampleContract({ components, ...given }), facts, policy);

/** The bill of a contract's period that begins on a day. */
const billFrom = (from: string, contract: Contract, policy: Partial<BillPolicy> = {}): Bill =>
  billPeriod(
    { contract, contractPeriod: periodFrom(contract, from), at: '2027-01-01T06:00:00.000Z' },
    { rating: exampleRating, ...policy },
  );

const net = ({ totals }: Bill): string => totals.net.amount;
const euros = (amount: string) => ({ amount, currency: 'EUR' });
const pricedBy = (price: BuiltInPrice): Pick<BillPolicy, 'rating'> => ({
  rating: {
    ...exampleRating,
    rateCard: defineRateCard({ id: 'own', currency: 'EUR', rules: [{ id: 'any', price }] }),
  },
});
const hourly = (rate: string) => pricedBy({ kind: 'hourly', rate });

describe('allowances', () => {
  const tenHours = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' } as const;

  test('alga-011: 600 min with 360, 900 and 660 used carry 240 once, and leave 60 above twice', () => {
    const contract = exampleContract({
      components: [{ ...tenHours, carryOver: { maxPeriods: 1, maxQuantity: '10' } }],
    });
    let carriedIn: readonly AllowanceLot[] = [];
    const told = (
      [
        ['2026-01-01', 360],
        ['2026-02-01', 900],
        ['2026-03-01', 660],
      ] as const
    ).map(([date, minutes]) => {
      const month = billOf(contract, {
        contractPeriod: periodFrom(contract, date),
        work: [workOf(minutes / 60, { date })],
        history: { allowances: { support: { carriedIn } } },
      });
      carriedIn = month.allowances[0]?.carriesOut ?? [];
      const above = month.charges.reduce((sum, { billedSeconds }) => sum + billedSeconds / 60, 0);
      return [Number(month.allowances[0]?.limit) / 60, above];
    });
    expect(told).toEqual([
      [600, 0],
      [840, 60],
      [600, 60],
    ]);
  });

  test('alga-013: 250 of 1,250 are above 1,000, at 0.20 each 50.00', () => {
    const component = {
      ...tenHours,
      quantity: '1000',
      exhausted: 'overage-rate',
      overageRate: '0.20',
    } as const;
    expect(net(bill([component], { work: [workOf(1250)] }))).toBe('50.00');
  });

  test('alga-015: differs by design: 121 min above at 150.00 are 302.50, charged to the work that met the limit', () => {
    // There the 302.50 are shared over all work that used the pool, as 201.67 and 100.83. Here work is covered in its
    // order, so all of it is on the second service.
    const work = [
      workOf(481 / 60, { id: 'te_1', serviceTypeId: 'A' }),
      workOf(240 / 60, { id: 'te_2', serviceTypeId: 'B' }),
    ];
    const component = { ...tenHours, exhausted: 'overage-rate', overageRate: '150' } as const;
    const { charges, totals } = bill([component], { work }, {}, { linePolicy: { method: 'exact' } });
    expect(totals.net.amount).toBe('302.50');
    expect(charges.map(({ serviceTypeId, billedSeconds }) => [serviceTypeId, billedSeconds / 60])).toEqual([
      ['B', 121],
    ]);
  });

  test('alga-017: twice 840 weighted minutes of 600 leave 4 weighted hours at 150.00: 600.00', () => {
    // 120 + 300 min in a band that burns and costs twice: 180 min of the second are covered, 120 at 300.00 are left.
    const rateCard = defineRateCard({
      id: 'own',
      currency: 'EUR',
      rules: [{ id: 'any', price: { kind: 'hourly', rate: '150' } }],
      modifiers: [{ band: 'after-hours', multiplier: '2' }],
    });
    const work = [
      timedWork('2026-03-02T18:00:00+01:00', '2026-03-02T20:00:00+01:00'),
      timedWork('2026-03-03T18:00:00+01:00', '2026-03-03T23:00:00+01:00', { id: 'te_2' }),
    ];
    const { charges, totals } = bill(
      [{ ...tenHours, burn: { 'after-hours': '2' } }],
      { work },
      { rating: { ...exampleRating, rateCard } },
    );
    expect(charges.map(({ billedSeconds, unitPrice }) => [billedSeconds / 60, unitPrice])).toEqual([
      [120, '300'],
    ]);
    expect(totals.net.amount).toBe('600.00');
  });

  test('lg-pkg-23: differs by design: free units are an allowance, and hours are not sold in packages of 10', () => {
    // There 121 units cost 13, 12 and 0 packages of 100.00. Here 121, 111 and 0 h are charged by the second.
    const charged = ['0', '10', '200'].map((quantity) =>
      net(bill([{ ...tenHours, quantity }], { work: [workOf(121)] }, hourly('10'))),
    );
    expect(charged).toEqual(['1210.00', '1110.00', '0.00']);
  });

  test('om-disc-09, the free units: with 5 and 20 of 10 used before, 10 and 15 of 15 are charged', () => {
    const charged = (used: number) =>
      bill([tenHours], {
        work: [workOf(15)],
        history: { allowances: { support: { used: String(Math.min(used, 10) * 3600) } } },
      }).charges.map(({ billedSeconds }) => billedSeconds / 3600);
    expect([charged(5), charged(20)]).toEqual([[10], [15]]);
  });
});

describe('minimums and maximums', () => {
  const commitment = (amount: string) => ({ id: 'least', kind: 'commitment', amount }) as const;
  const most = (amount: string) => ({ id: 'most', kind: 'cap', amount, per: 'lifetime' }) as const;
  const capped = (amount: string) => ({ history: { capped: { most: euros(amount) } } });
  const costing = (...amounts: readonly string[]) =>
    amounts.map((amount, index) => workOf(1, { id: `te_${index}`, rate: euros(amount) }));
  const lifted = ({ trueUps }: Bill): readonly string[] => trueUps.map(({ amount }) => amount.amount);

  test('om-vol-07: usage of 100 is lifted by 50 to 150, not at all to 100, and 500 never', () => {
    const cases = [
      ['100', '150', ['50.00']],
      ['100', '100', []],
      ['500', '100', []],
    ] as const;
    for (const [usage, least, expected] of cases) {
      expect(lifted(bill([commitment(least)], { work: costing(usage) }))).toEqual(expected);
    }
  });

  test('lg-commit-25: 2, 3 and 1.50 are lifted by nothing to 2, by 93.50 to 100; nothing by 2', () => {
    const work = costing('2', '3', '1.50');
    expect(lifted(bill([commitment('2')]))).toEqual(['2.00']);
    expect(lifted(bill([commitment('2')], { work }))).toEqual([]);
    expect(lifted(bill([commitment('100')], { work }))).toEqual(['93.50']);
    expect(lifted(bill([commitment('10000')], { work: costing('100') }))).toEqual(['9900.00']);
  });

  test('lg-commit-25: differs by design: a fee of 5 does not count, so 93.50 and not 88.50 are missing', () => {
    const fee = { id: 'fee', kind: 'recurring-fee', price: '5' } as const;
    const work = costing('2', '3', '1.50');
    expect(lifted(bill([fee, commitment('100')], { work }))).toEqual(['93.50']);
  });

  test('lg-commit-25: 17 of 31 days promise 548.39 of 1,000, where that was agreed', () => {
    const given = { start: '2026-03-15', cycle: { frequency: 'monthly', anchor: '2026-01-01' } } as const;
    const component = { ...commitment('1000'), prorate: true };
    expect(lifted(bill([component], {}, {}, given))).toEqual(['548.39']);
  });

  test('om-grad-05: with 160 of 170 billed before, 15 and 7 are written down by 5 and 7', () => {
    const { totals } = bill([most('170')], { work: costing('15', '7'), ...capped('160') });
    expect(
      totals.lines
        .filter(({ discount }) => discount.amount !== '0.00')
        .map(({ discount }) => discount.amount),
    ).toEqual(['5.00', '7.00']);
    expect(totals.net.amount).toBe('10.00');
  });

  test('om-round-11: 1,000 on 9,000, 9,600, 10,000 and 20,000 of 10,000 are written down by 0, 600, 1,000 and 1,000', () => {
    const down = ['9000', '9600', '10000', '20000'].map(
      (before) => bill([most('10000')], { work: costing('1000'), ...capped(before) }).totals.discount.amount,
    );
    expect(down).toEqual(['0.00', '600.00', '1000.00', '1000.00']);
  });

  test('om-disc-09, the maximum: 50 on 70 of 100 is written down by 20 to 30', () => {
    expect(net(bill([most('100')], { work: costing('50'), ...capped('70') }))).toBe('30.00');
  });

  test('om-disc-09: differs by design: a cap counts prices before discounts, so 200 on 35 of 100 are 65, and 32.50 with 50 % off', () => {
    // There 50 % are taken off first, and 35 of the 100 that are left lie above the maximum: 65.
    const given = { discounts: [{ id: 'half', description: 'half', percent: '50' }] };
    expect(net(bill([most('100')], { work: costing('200'), ...capped('35') }, {}, given))).toBe('32.50');
  });
});

describe('proration', () => {
  const fee = (price: string, quantity = '1') =>
    ({ id: 'fee', kind: 'recurring-fee', price, quantity }) as const;
  const taxed = { taxCodes: [{ id: 'tax', name: 'Tax', percent: '10' }] };
  const sums = ({ totals }: Bill) => [totals.net.amount, totals.tax.amount, totals.total.amount];

  test('alga-027: 20 of 31 days of 62.00 are 40.00', () => {
    expect(net(bill([fee('62.00')], {}, {}, { end: '2026-03-21' }))).toBe('40.00');
  });

  test('alga-029: half of 100.01 is 50.01, half a cent rounded up; with 10 % tax 55.01', () => {
    const contract = exampleContract({ components: [fee('100.01')], end: '2026-02-15', taxCodes: ['tax'] });
    const half = billFrom('2026-02-01', contract, taxed);
    expect(sums(half)).toEqual(['50.01', '5.00', '55.01']);
  });

  test('alga-031: 2 at 31.00 for 22 of 31 days are 44.00, with 10 % tax 48.40', () => {
    const given = {
      start: '2026-03-10',
      cycle: { frequency: 'monthly', anchor: '2026-01-01' },
      taxCodes: ['tax'],
    } as const;
    expect(sums(bill([fee('31.00', '2')], {}, taxed, given))).toEqual(['44.00', '4.40', '48.40']);
  });

  test('kb-prorate-41: 28 of 31 days of 10.00 are 9.03, and 25 suspended days of 100.00 a year are 6.85', () => {
    expect(net(bill([fee('10.00')], {}, {}, { end: '2026-03-29' }))).toBe('9.03');
    const suspensions = [{ from: '2026-01-14', to: '2026-02-08' }];
    const yearly = exampleContract({
      components: [fee('100.00')],
      cycle: { frequency: 'yearly' },
      suspensions,
    });
    // 100.00 - 6.85
    expect(net(billFrom('2026-01-01', yearly))).toBe('93.15');
  });

  test('doc-flat-qty-01: 10 at 15 a month are 150', () => {
    expect(net(bill([fee('15', '10')]))).toBe('150.00');
  });
});

describe('tiers', () => {
  const inTiers = (hours: number, tiers: readonly Tier[], mode: 'graduated' | 'volume' = 'graduated') =>
    net(bill([], { work: [workOf(hours)] }, pricedBy({ kind: 'tiered', mode, tiers: [...tiers] })));

  test('alga-009: 15 h, of which 10 at 1.00 and the rest at 0.75, are 13.75', () => {
    const tiers = [
      { upTo: '10', rate: '1.00' },
      { upTo: null, rate: '0.75' },
    ];
    expect(inTiers(15, tiers)).toBe('13.75');
  });

  const openmeter = [
    { upTo: '5', rate: '0' },
    { upTo: '10', rate: '0' },
    { upTo: '15', rate: '5' },
    { upTo: null, rate: '1' },
  ];

  test('om-grad-01: differs by design: tiers have no flat part; 150 of base fees beside them make the 182', () => {
    expect(inTiers(22, openmeter)).toBe('32.00');
    const flat = { id: 'flat', kind: 'recurring-fee', price: '150' } as const;
    const tiers = pricedBy({ kind: 'tiered', mode: 'graduated', tiers: openmeter });
    expect(net(bill([flat], { work: [workOf(22)] }, tiers))).toBe('182.00');
  });

  test('om-grad-03-split: differs by design: a bill counts its own hours, so 10 h after 12 h that were billed cost 0', () => {
    // There the second bill of a period goes on at 12 h, and costs 15 + 7. Here tiers begin anew with each bill; within
    // one bill the second entry costs that.
    const tiers = pricedBy({ kind: 'tiered', mode: 'graduated', tiers: openmeter });
    const work = [workOf(12), workOf(10, { id: 'te_2', date: '2026-03-03' })];
    const { charges } = bill([], { work }, tiers);
    expect(charges.filter(({ entryId }) => entryId === 'te_2').map(({ amount }) => amount)).toEqual([
      '15',
      '7',
    ]);
    expect(inTiers(10, openmeter)).toBe('0.00');
  });

  test.each([
    { hours: 0.05, amount: '0.50' },
    { hours: 0.5, amount: '3.00' },
  ])('lg-grad-21-decimal: $hours h in tiers with fractional bounds make $amount', ({ hours, amount }) => {
    const tiers = [
      { upTo: '0.1', rate: '10' },
      { upTo: '1', rate: '5' },
      { upTo: null, rate: '2' },
    ];
    expect(inTiers(hours, tiers)).toBe(amount);
  });

  test('mt-tier-37: 150 are 125 in graduated tiers and 75 in volume tiers; 100 at 0.001 are 0.10', () => {
    const tiers = [
      { upTo: '100', rate: '1' },
      { upTo: '200', rate: '0.5' },
      { upTo: null, rate: '0.25' },
    ];
    expect([inTiers(150, tiers), inTiers(150, tiers, 'volume')]).toEqual(['125.00', '75.00']);
    expect(inTiers(100, [{ upTo: null, rate: '0.001' }])).toBe('0.10');
  });

  test('mt-tier-37: differs by design: a flat fee and a cap are parts of the contract, beside 5 units at 1 they make 15 and 3', () => {
    const five = { work: [workOf(5)] };
    expect(net(bill([{ id: 'flat', kind: 'recurring-fee', price: '10' }], five, hourly('1')))).toBe('15.00');
    expect(net(bill([{ id: 'most', kind: 'cap', amount: '3', per: 'period' }], five, hourly('1')))).toBe(
      '3.00',
    );
  });
});

describe('credits', () => {
  const at = '2026-06-01T00:00:00.000Z';
  const pool = (accountId: string) => ({ id: 'paid', kind: 'pool', accountId }) as const;

  test.each([
    [450, [300, 300, 300], [300, 150, 0], 0],
    [540, [240, 600], [240, 300], 0],
    [1000, [240, 120], [240, 120], 640],
  ])(
    'alga-025: %i minutes of blocks of %j take %j and leave %i uncovered',
    (need, blocks, expected, uncovered) => {
      const account = hoursAccount();
      const { lots, ledger } = paidLots(
        account,
        ...blocks.map((block, index) => ({ id: `block_${index}`, quantity: String(block / 60) })),
      );
      const prepaid = { accounts: [account], lots, postings: ledger };
      const { postings, charges } = bill([pool('hours')], {
        work: [workOf(need / 60)],
        history: { prepaid },
        at,
      });
      const drawn = lots.map(({ id }) => postings.find(({ lotId }) => lotId === id)?.quantity ?? '-0');
      expect(drawn.map((quantity) => Math.abs(Number(quantity)) / 60)).toEqual(expected);
      expect(charges.map(({ billedSeconds }) => billedSeconds / 60)).toEqual(
        uncovered === 0 ? [] : [uncovered],
      );
    },
  );

  const paidBy = (quantities: readonly string[], amounts: readonly string[], service = 'support') => {
    const account = moneyAccount({ covers: { serviceType: 'support' } });
    const { lots, ledger } = paidLots(
      account,
      ...quantities.map((quantity, index) => ({ id: String(index), quantity })),
    );
    const work = amounts.map((amount, index) =>
      workOf(1, { id: String(index), rate: euros(amount), serviceTypeId: index === 0 ? 'support' : service }),
    );
    const prepaid = { accounts: [account], lots, postings: ledger };
    const made = bill([pool('budget')], { work, history: { prepaid }, at });
    return {
      links: made.postings.map(({ lotId, entryId, quantity }) => `${lotId} ${entryId} ${quantity}`),
      net: net(made),
    };
  };

  test('alga-039: of labour at 60.00 and hardware at 40.00, credit for labour pays the labour; the oldest goes first', () => {
    expect(paidBy(['100'], ['60', '40'], 'hardware')).toEqual({ links: ['0 0 -60.00'], net: '40.00' });
    expect(paidBy(['60'], ['40', '40'])).toEqual({ links: ['0 0 -40.00', '0 1 -20.00'], net: '20.00' });
    expect(paidBy(['50', '70', '80'], ['120'])).toEqual({ links: ['0 0 -50.00', '1 0 -70.00'], net: '0.00' });
  });

  test('lg-trace-29: each draw is traced to the purchases that paid for it', () => {
    expect(paidBy(['100'], ['40']).links).toEqual(['0 0 -40.00']);
    expect(paidBy(['30', '50'], ['60']).links).toEqual(['0 0 -30.00', '1 0 -30.00']);
    expect(paidBy(['100'], ['25', '35']).links).toEqual(['0 0 -25.00', '0 1 -35.00']);
  });
});
