import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type BillFacts,
  billPeriod,
  componentKind,
  type ContractInput,
  defineContract,
  defineRateCard,
  exhaustionKind,
  explain,
  explainBlocked,
  periodsDue,
  priceKind,
  type TimeEntry,
} from '../../src/index.ts';
import { openOnWeekdays } from '../rating/desk.ts';

/** The first hour of a customer in the period has a price of its own. */
const firstHour = priceKind({
  kind: 'first-hour',
  schema: z.strictObject({ kind: z.literal('first-hour'), first: z.string(), later: z.string() }),
  compile: ({ first, later }) => ({
    basis: 'schedule',
    runs: (before, seconds) => {
      const dear = Math.min(seconds, Math.max(0, 3600 - before));
      const runs = [
        { seconds: dear, rate: first, step: 0 },
        { seconds: seconds - dear, rate: later, step: 1 },
      ];
      return runs.filter((run) => run.seconds > 0);
    },
  }),
});

/** So much for each device, with an hour of support for each. */
const devices = componentKind({
  kind: 'devices',
  schema: () =>
    z.strictObject({
      id: z.string(),
      kind: z.literal('devices'),
      count: z.int().min(1),
      above: z.string().default('half-price'),
    }),
  compile: ({ id, count, above }, { currency }) => [
    {
      phase: 'cover',
      basis: 'allowance',
      allowance: {
        unit: 'hours',
        quantity: String(count),
        covers: { when: {}, bands: null },
        burn: {},
        carryOver: null,
        exhausted: above,
        overageRate: null,
        thresholds: [],
        prorate: false,
      },
    },
    {
      phase: 'fee',
      billing: 'arrears',
      feesOf: ({ period: { period } }) => [
        {
          key: id,
          description: 'Care of devices',
          quantity: String(count),
          unitPrice: '8.50',
          amount: { amount: (count * 8.5).toFixed(2), currency },
          from: period.from,
          to: period.to,
        },
      ],
    },
  ],
});

const care = { id: 'care', kind: 'devices', count: 2 };

/** Work above the allowance costs half. */
const halfPrice = exhaustionKind({ name: 'half-price', becomes: () => ({ rest: 'charge', factor: '0.5' }) });

/** Work above the allowance waits for the customer's manager. */
const askManager = exhaustionKind({
  name: 'ask-manager',
  becomes: () => ({ rest: 'hold', reason: 'own:manager' }),
});

const own = { componentKinds: [devices], exhaustionKinds: [halfPrice, askManager] };
const priceKinds = [firstHour];
const price = { kind: 'first-hour', first: '150.00', later: '90.00' };
const rateCard = defineRateCard(
  {
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price }],
  },
  { priceKinds },
);
const rating = { calendar: openOnWeekdays(), rateCard, priceKinds };

const entry: TimeEntry = {
  id: 'te_1',
  customerId: 'acme',
  agentId: 'ana',
  serviceTypeId: 'support',
  date: '2026-03-02',
  minutes: 5 * 60,
};

function billOf(components: ContractInput['components'], facts: Partial<BillFacts> = {}) {
  const contract = defineContract(
    {
      id: 'c_1',
      customerId: 'acme',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      state: 'active',
      start: '2026-03-01',
      cycle: { frequency: 'monthly' },
      components,
    },
    own,
  );
  const [contractPeriod] = periodsDue(contract, '2026-03-31');
  if (contractPeriod === undefined) throw new Error('March is due');
  const at = '2026-04-01T06:00:00.000Z';
  return billPeriod({ contract, contractPeriod, work: [entry], at, ...facts }, { rating, ...own });
}

describe('kinds of one’s own, without a change in core', () => {
  test('a price, a component and an exhaustion policy make one bill together', () => {
    const bill = billOf([care]);
    // 2 of 5 h are covered; of the 3 h that are left, the first is dear, and all of them cost half.
    expect(
      bill.lines.map(
        ({ kind, quantity, unitPrice, amount }) => `${kind} ${quantity} × ${unitPrice} = ${amount.amount}`,
      ),
    ).toEqual([
      'time 2 × 45.00 = 90.00',
      'time 1 × 75.00 = 75.00',
      'recurring-fee 2 × 8.50 = 17.00',
      'information 2 × 0.00 = 0.00',
    ]);
    expect(bill.totals.total.amount).toBe('182.00');
    expect(bill.coverage).toMatchObject({
      inputs: { count: 1, seconds: 18_000 },
      covered: { seconds: 7200 },
    });
  });

  test('says in words what a policy of one’s own has done to a price', () => {
    const [charge] = billOf([care]).charges;
    const said = (locale: 'en' | 'de' | 'fr') => (charge === undefined ? [] : explain(charge, { locale }));
    expect(said('en')).toContain('× 0.5 above “care” (“half-price”): EUR 75.00 per hour.');
    expect(said('de').join(' ')).toContain('× 0,5 über „care“ hinaus („half-price“)');
    expect(said('fr').join(' ')).toMatch(/× 0,5 au-delà de «\scare\s» \(«\shalf-price\s»\)/u);
  });

  test('a fee that a kind charges once is not charged again, whatever the kind forgets', () => {
    const setUp = componentKind({
      kind: 'set-up',
      schema: () => z.strictObject({ id: z.string(), kind: z.literal('set-up') }),
      compile: (_, { currency }) => [
        {
          phase: 'fee',
          billing: 'arrears',
          feesOf: ({ period: { period } }) => [
            {
              key: 'set-up',
              description: null,
              quantity: '1',
              unitPrice: '99.00',
              amount: { amount: '99.00', currency },
              from: period.from,
              to: period.to,
              once: true,
            },
          ],
        },
      ],
    });
    const contract = defineContract(
      {
        id: 'c_1',
        customerId: 'acme',
        currency: 'EUR',
        zone: 'Europe/Berlin',
        state: 'active',
        start: '2026-03-01',
        cycle: { frequency: 'monthly' },
        components: [{ id: 'set-up', kind: 'set-up' }],
      },
      { componentKinds: [setUp] },
    );
    const at = '2026-05-01T06:00:00.000Z';
    const policy = { rating, componentKinds: [setUp] };
    const [march, april] = periodsDue(contract, '2026-04-30');
    if (march === undefined || april === undefined) throw new Error('March and April are due');
    const first = billPeriod({ contract, contractPeriod: march, at }, policy);
    const billedFees = first.fees.map(({ claim }) => claim);
    expect(first.claims).toEqual([{ kind: 'fee', id: 'c_1/set-up', part: null }]);
    expect(billPeriod({ contract, contractPeriod: april, history: { billedFees }, at }, policy).fees).toEqual(
      [],
    );
  });

  test('R63: work waits with a reason of one’s own, in words of one’s own', () => {
    const bill = billOf([
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', exhausted: 'ask-manager' },
    ]);
    expect(bill.blocked).toMatchObject([{ entryId: 'te_1', reason: 'own:manager', seconds: 14_400 }]);
    expect(bill.coverage.blocked.reasons).toEqual({ 'own:manager': { count: 1, seconds: 14_400 } });
    const [waiting] = bill.blocked;
    if (waiting === undefined) throw new Error('work waits');
    const reasons = { 'own:manager': 'the manager has to agree first' } as const;
    expect(explainBlocked(waiting, { reasons })).toBe(
      'Entry “te_1” (4 h) is not billed yet: the manager has to agree first.',
    );
    expect(explainBlocked(waiting)).toBe('Entry “te_1” (4 h) is not billed yet: “manager”.');
  });

  test('a pool that is declared later is asked before a policy of one’s own holds', () => {
    const components = [
      { id: 'care', kind: 'devices', count: 1, above: 'ask-manager' },
      { id: 'more', kind: 'allowance', unit: 'hours', quantity: '4' },
    ];
    expect(billOf(components).blocked).toEqual([]);
  });
});

describe('what does not hold together is refused with a code', () => {
  const contract = (componentKinds: readonly unknown[], exhaustionKinds: readonly unknown[] = []) =>
    defineContract(
      {
        id: 'c_1',
        customerId: 'acme',
        currency: 'EUR',
        zone: 'Europe/Berlin',
        start: '2026-03-01',
        cycle: { frequency: 'monthly' },
        components: [{ id: 'own', kind: 'own' }],
      },
      { componentKinds, exhaustionKinds } as never,
    );
  const schema = () => z.strictObject({ id: z.string(), kind: z.literal('own') });
  const compile = () => [];

  test.each<[string, unknown, string]>([
    ['no schema', { kind: 'own', compile }, 'CONTRACT_INVALID: options.componentKinds[0].schema: is missing'],
    ['a schema of zod in place of a function', { kind: 'own', schema: schema(), compile }, 'is no function'],
    [
      'a schema that is none of zod',
      { kind: 'own', schema: () => ({}), compile },
      'schema() is no schema of zod',
    ],
    [
      'the name of a built-in kind',
      { kind: 'cap', schema, compile },
      'options.componentKinds[0].kind: "cap" is the name of a built-in component kind',
    ],
  ])('a component kind with %s', (_, kind, message) => {
    expect(() => contract([kind])).toThrow(message);
  });

  test('two kinds of one name, and two policies of one name', () => {
    const kind = { kind: 'own', schema, compile };
    expect(() => contract([kind, kind])).toThrow('"own" is the name of an earlier component kind');
    expect(() => contract([kind], [halfPrice, halfPrice])).toThrow(
      '"half-price" is the name of an earlier exhaustion policy',
    );
    expect(() => contract([kind], [{ ...halfPrice, name: 'block' }])).toThrow(
      '"block" is the name of a built-in exhaustion policy',
    );
  });

  test('a definition that is none, at once', () => {
    expect(() => componentKind({ kind: 'own', compile } as never)).toThrow('COMPONENT_KIND_INVALID: schema');
    expect(() => exhaustionKind({ name: 'own' } as never)).toThrow('EXHAUSTION_KIND_INVALID: becomes');
  });

  test.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'compile() is missing'],
    ['a part that nobody knows', () => [{ phase: 'rebate' }], 'compile()[0] is no part'],
    ['an error', () => JSON.parse('{'), 'compile() threw'],
    [
      'a fee without an amount',
      () => [{ phase: 'fee', billing: 'arrears', feesOf: () => [{ key: 'own' }] }],
      'feesOf()[0]',
    ],
    [
      'a minimum in another currency',
      () => [{ phase: 'minimum', scope: {}, leastOf: () => ({ amount: '1.00', currency: 'USD' }) }],
      'leastOf().currency is not EUR',
    ],
  ])('a component kind that compiles to %s', (_, compiled, problem) => {
    const kind = { kind: 'own', schema, compile: compiled } as never;
    const bad = contract([kind]);
    const active = { ...bad, state: 'active' as const };
    const [contractPeriod] = periodsDue(active, '2026-03-31');
    if (contractPeriod === undefined) throw new Error('March is due');
    const facts = { contract: active, contractPeriod, at: '2026-04-01T06:00:00.000Z' };
    expect(() => billPeriod(facts, { rating, componentKinds: [kind] })).toThrow(
      `COMPONENT_KIND_FAULTY: the component kind "own" of the component "own": ${problem}`,
    );
  });

  test.each<[string, unknown, string]>([
    ['no rate', { rest: 'rate' }, 'becomes().rate is missing'],
    [
      'a reason that could be one of ours',
      { rest: 'hold', reason: 'no-rate' },
      'becomes().reason is neither',
    ],
    ['nothing', undefined, 'becomes() is no object'],
  ])('an exhaustion policy that answers with %s', (_, answer, problem) => {
    const faulty = exhaustionKind({ name: 'half-price', becomes: () => answer as never });
    const facts = {
      id: 'support',
      kind: 'allowance',
      unit: 'hours',
      quantity: '1',
      exhausted: 'half-price',
    } as const;
    const contractOf = defineContract(
      {
        id: 'c_1',
        customerId: 'acme',
        currency: 'EUR',
        zone: 'Europe/Berlin',
        state: 'active',
        start: '2026-03-01',
        cycle: { frequency: 'monthly' },
        components: [facts],
      },
      { exhaustionKinds: [faulty] },
    );
    const [contractPeriod] = periodsDue(contractOf, '2026-03-31');
    if (contractPeriod === undefined) throw new Error('March is due');
    const given = { contract: contractOf, contractPeriod, at: '2026-04-01T06:00:00.000Z' };
    expect(() => billPeriod(given, { rating, exhaustionKinds: [faulty] })).toThrow(
      `EXHAUSTION_KIND_FAULTY: the exhaustion policy "half-price": ${problem}`,
    );
  });

  test('a policy that a contract names and nobody handed in', () => {
    expect(() =>
      billOf([{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', exhausted: 'thirds' }]),
    ).toThrow(
      /CONTRACT_INVALID: components\[0\]\.exhausted: is none of "charge", "overage-rate", "prepaid", "block"/u,
    );
  });
});
