import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isBillingError } from '../errors/billing-error.ts';
import { componentKind } from './component-kind.ts';
import type { Contract } from './contract.ts';
import type { ContractInput } from './contract-input.ts';
import { contractFromPlan } from './contract-from-plan.ts';
import { defineContract } from './define-contract.ts';
import { partsOn } from './parts-on.ts';
import { definePlan } from './plan.ts';
import { termsOn } from './terms-on.ts';

const least: ContractInput = {
  id: 'c_1',
  customerId: 'acme',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  start: '2026-01-31',
  cycle: { frequency: 'monthly' },
};

const contract = (given: Partial<ContractInput> = {}): Contract => defineContract({ ...least, ...given });

const faultsOf = (input: unknown): readonly string[] => {
  try {
    // What is tried here must not compile.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    defineContract(input as ContractInput);
  } catch (error) {
    if (isBillingError(error, 'CONTRACT_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
};

describe('a contract', () => {
  test('needs little: it is a draft without components, its periods begin on the day of its start', () => {
    expect(contract()).toEqual({
      ...least,
      planId: null,
      end: null,
      cycle: { frequency: 'monthly', every: 1, anchor: '2026-01-31' },
      order: null,
      covers: {},
      components: [],
      linePolicy: null,
      taxCodes: [],
      discounts: [],
      pricing: null,
      renewal: { mode: 'none', months: null, noticeDays: [60, 30, 7] },
      suspensions: [],
      amendments: [],
      state: 'draft',
      endedBy: null,
      predecessorId: null,
      successorId: null,
    });
  });

  test('can be stored and defined again as it is', () => {
    const given = contract({
      components: [
        {
          id: 'a',
          kind: 'allowance',
          unit: 'money',
          quantity: '100',
          exhausted: 'overage-rate',
          overageRate: '90',
        },
        { id: 'b', kind: 'pool', accountId: 'hours' },
        { id: 'c', kind: 'recurring-fee', price: '1' },
        { id: 'd', kind: 'base-fee', amount: '500', hours: '5' },
        { id: 'e', kind: 'fixed-fee', amount: '100', on: '2026-02-01' },
        { id: 'f', kind: 'milestone', description: 'Go-live', amount: '100' },
        { id: 'g', kind: 'commitment', amount: '100' },
        { id: 'h', kind: 'cap', amount: '1000', per: 'period', when: { agent: 'ana' } },
      ],
      amendments: [
        { from: '2026-09-01', linePolicy: null },
        { from: '2026-05-01', linePolicy: { method: 'exact' } },
      ],
    });
    expect(defineContract(JSON.parse(JSON.stringify(given)))).toEqual(given);
    expect(given.amendments.map(({ from }) => from)).toEqual(['2026-05-01', '2026-09-01']);
  });

  test.each<[string, object, readonly string[]]>([
    ['an unknown key', { colour: 'red' }, ['']],
    ['an unknown currency', { currency: 'XXX' }, ['currency']],
    ['an unknown zone', { zone: 'Mars/Olympus' }, ['zone']],
    ['an anchor that is no day', { cycle: { frequency: 'monthly', anchor: '2026-02-30' } }, ['cycle.anchor']],
    ['an end before its start', { end: '2026-01-30' }, ['end']],
    ['an automatic renewal without end', { renewal: { mode: 'automatic', months: 1 } }, ['renewal.mode']],
    [
      'an automatic renewal without length',
      { end: '2027-01-01', renewal: { mode: 'automatic' } },
      ['renewal.months'],
    ],
    ['an unknown component', { components: [{ id: 'a', kind: 'gift' }] }, ['components.0.kind']],
    [
      'a key that no allowance has',
      { components: [{ id: 'a', kind: 'allowance', unit: 'hours', quantity: '1', hours: '1' }] },
      ['components.0'],
    ],
    ['a component that is none', { components: [null] }, ['components.0.kind']],
    [
      'two components with one id',
      {
        components: [
          { id: 'a', kind: 'pool', accountId: 'x' },
          { id: 'a', kind: 'pool', accountId: 'y' },
        ],
      },
      ['components.1.id'],
    ],
    [
      'two pools of one account',
      {
        components: [
          { id: 'a', kind: 'pool', accountId: 'x' },
          { id: 'b', kind: 'pool', accountId: 'x' },
        ],
      },
      ['components.1.kind'],
    ],
    [
      'amounts that do not fit the currency',
      { currency: 'JPY', components: [{ id: 'a', kind: 'commitment', amount: '10.50' }] },
      ['components.0.amount'],
    ],
    [
      'a faulty component of an amendment, and another fault',
      { zone: 'x', amendments: [{ from: '2026-05-01', components: [{ id: 'a', kind: 'commitment' }] }] },
      ['zone', 'amendments.0.components.0.amount'],
    ],
    ['an amendment on its first day', { amendments: [{ from: '2026-01-31' }] }, ['amendments.0.from']],
    [
      'two amendments of one day',
      { amendments: [{ from: '2026-05-01' }, { from: '2026-05-01' }] },
      ['amendments.1.from'],
    ],
    ['an end of its life that nobody knows', { state: 'ended' }, ['end', 'endedBy']],
    ['a reason to have ended while it has not', { endedBy: 'expired' }, ['endedBy']],
    ['a suspended state without suspension', { state: 'suspended' }, ['state']],
    [
      'a suspension that overlaps the one before',
      {
        suspensions: [
          { from: '2026-02-01', to: '2026-03-01' },
          { from: '2026-02-28', to: '2026-04-01' },
        ],
      },
      ['suspensions.1.from'],
    ],
    [
      'a suspension of no day',
      { suspensions: [{ from: '2026-03-01', to: '2026-03-01' }] },
      ['suspensions.0.to'],
    ],
    [
      'a suspension before its start',
      { suspensions: [{ from: '2026-01-30', to: '2026-03-01' }] },
      ['suspensions.0.from'],
    ],
    [
      'a suspension after its end',
      { end: '2026-02-15', suspensions: [{ from: '2026-02-01', to: '2026-03-01' }] },
      ['suspensions.0.to'],
    ],
    [
      'a suspension after one without end',
      {
        state: 'active',
        suspensions: [
          { from: '2026-02-01', to: null },
          { from: '2026-03-01', to: '2026-04-01' },
        ],
      },
      ['suspensions.1.from'],
    ],
  ])('with %s is refused', (_, given, paths) => {
    expect(faultsOf({ ...least, ...given })).toEqual(paths);
  });
});

describe('amendments', () => {
  const given = contract({
    covers: { serviceType: 'support' },
    taxCodes: ['vat-19'],
    linePolicy: { method: 'exact' },
    amendments: [
      { from: '2026-03-01', taxCodes: ['vat-16'] },
      { from: '2026-05-01', linePolicy: null, covers: {} },
    ],
  });

  test.each([
    [
      '2026-02-28',
      { taxCodes: ['vat-19'], linePolicy: { method: 'exact' }, covers: { serviceType: ['support'] } },
    ],
    [
      '2026-03-01',
      { taxCodes: ['vat-16'], linePolicy: { method: 'exact' }, covers: { serviceType: ['support'] } },
    ],
    ['2026-05-01', { taxCodes: ['vat-16'], linePolicy: null, covers: {} }],
  ])('on %s the terms are those named up to then', (date, terms) => {
    expect(termsOn(given, date)).toEqual({ ...terms, components: [], discounts: [] });
  });
});

describe('a plan', () => {
  const plan = definePlan({
    id: 'silver',
    currency: 'EUR',
    cycle: { frequency: 'monthly', every: 3 },
    months: 12,
    renewal: { mode: 'automatic', months: 12 },
    taxCodes: ['vat-19'],
    components: [
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' },
      { id: 'seats', kind: 'recurring-fee', price: '12.50' },
    ],
  });
  const own = { id: 'c_1', customerId: 'acme', zone: 'Europe/Berlin', start: '2026-01-31' } as const;

  test('gives a contract everything that it does not say itself', () => {
    const made = contractFromPlan(plan, own);
    expect(made).toMatchObject({
      planId: 'silver',
      currency: 'EUR',
      end: '2027-01-31',
      cycle: { frequency: 'monthly', every: 3, anchor: '2026-01-31' },
      renewal: { mode: 'automatic', months: 12 },
      taxCodes: ['vat-19'],
      components: plan.components,
    });
    expect(definePlan(plan)).toEqual(plan);
  });

  test('yields to what the contract says: fields, single fields of components, added components', () => {
    const made = contractFromPlan(plan, {
      ...own,
      end: null,
      renewal: { mode: 'none' },
      taxCodes: undefined,
      cycle: { anchor: '2026-01-01' },
      components: [
        { id: 'extra', kind: 'commitment', amount: '100' },
        { id: 'seats', price: '11.00', quantity: '20' },
      ],
    });
    expect([made.end, made.cycle.anchor, made.taxCodes]).toEqual([null, '2026-01-01', ['vat-19']]);
    expect(made.components.map(({ id }) => id)).toEqual(['support', 'seats', 'extra']);
    expect(made.components[1]).toMatchObject({ price: '11.00', quantity: '20', billing: 'advance' });
  });

  test('is in one currency: its amounts would mean something else in another', () => {
    expect(() => contractFromPlan(plan, { ...own, currency: 'USD' })).toThrow(
      'CONTRACT_INVALID: currency: is not EUR',
    );
    expect(() => contractFromPlan(plan, { ...own, start: 'soon' })).toThrow('CONTRACT_INVALID: start');
  });

  test('is refused when it does not hold together', () => {
    const faulty = { id: 'gold', currency: 'EUR', cycle: { frequency: 'monthly' } } as const;
    const renewal = { mode: 'automatic', months: 12 } as const;
    expect(() => definePlan({ ...faulty, renewal })).toThrow('PLAN_INVALID: renewal.mode');
    const components = [{ id: 'a', kind: 'gift' }];
    expect(() => definePlan({ ...faulty, components })).toThrow('PLAN_INVALID: components[0].kind');
  });
});

describe('components come down to parts', () => {
  const parts = (given: Partial<ContractInput>) => partsOn(contract(given), '2026-02-01');

  test('by phase, each phase in the order of declaration', () => {
    const { cover, fee, minimum, cap } = parts({
      components: [
        { id: 'limit', kind: 'cap', amount: '1000', per: 'lifetime', above: 'block' },
        { id: 'base', kind: 'base-fee', amount: '500', hours: '5' },
        { id: 'hours', kind: 'pool', accountId: 'acme-hours', covers: { bands: ['business'] } },
        { id: 'least', kind: 'commitment', amount: '100' },
        { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' },
        { id: 'seats', kind: 'recurring-fee', price: '1' },
      ],
    });
    const ids = (found: readonly { componentId: string }[]) => found.map(({ componentId }) => componentId);
    expect(ids(cover)).toEqual(['base', 'hours', 'support']);
    expect(ids(fee)).toEqual(['base', 'seats']);
    expect(ids(minimum)).toEqual(['least']);
    expect(ids(cap)).toEqual(['limit']);
    expect(cover[1]?.part).toEqual({
      phase: 'cover',
      basis: 'pool',
      accountId: 'acme-hours',
      covers: { when: {}, bands: ['business'] },
      draws: 'automatic',
    });
    expect(cap[0]?.part).toMatchObject({ limit: { amount: '1000.00', currency: 'EUR' }, above: 'block' });
  });

  test('of kinds of one’s own, too, when both the contract and the question know them', () => {
    const escrow = componentKind({
      kind: 'escrow',
      schema: () => z.strictObject({ id: z.string(), kind: z.literal('escrow'), account: z.string() }),
      compile: ({ account }) => [
        { phase: 'cover', basis: 'pool', accountId: account, covers: { when: {}, bands: null } },
      ],
    });
    const components = [{ id: 'own', kind: 'escrow', account: 'x' }];
    const made = defineContract({ ...least, components }, { componentKinds: [escrow] });
    expect(partsOn(made, '2026-02-01', [escrow]).cover).toHaveLength(1);
    expect(() => partsOn(made, '2026-02-01')).toThrow(
      'CONTRACT_INVALID: components[0].kind: "escrow" is none',
    );
    expect(() => defineContract({ ...least, components })).toThrow('is none of the component kinds');
  });

  test('are those of the terms in force', () => {
    const amendments = [{ from: '2026-03-01', components: [] }];
    const given = contract({ components: [{ id: 'least', kind: 'commitment', amount: '1' }], amendments });
    expect(partsOn(given, '2026-02-28').minimum).toHaveLength(1);
    expect(partsOn(given, '2026-03-01').minimum).toHaveLength(0);
  });
});
