import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deepFreeze } from '../errors/deep-freeze.ts';
import { isBillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { anyRateCard } from '../testing/rate-card-arbitraries.ts';
import { priceKind } from './price-kind.ts';
import { defineRateCard } from './define-rate-card.ts';
import type { RateCardInput } from './rate-card.ts';

const hourly = { kind: 'hourly', rate: '120.00' };
const support = { id: 'support', price: hourly };
const card = (more: object): RateCardInput => ({
  id: 'standard',
  currency: 'EUR',
  rules: [support],
  ...more,
});

/** The faults that a card is refused for, `path: message`. */
function faults(input: unknown): readonly string[] {
  try {
    defineRateCard(input as RateCardInput);
  } catch (error) {
    if (!isBillingError(error, 'RATE_CARD_INVALID')) throw error;
    return error.details.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  }
  return [];
}

describe('a rate card', () => {
  test('of rules alone is one version, in force since 1970, with every default written out', () => {
    expect(defineRateCard(card({}))).toEqual({
      id: 'standard',
      name: null,
      currency: 'EUR',
      levels: ['agent', 'team', 'serviceType'],
      versions: [
        {
          effectiveFrom: '1970-01-01',
          rules: [
            {
              id: 'support',
              when: {},
              price: hourly,
              priority: 0,
              validFrom: null,
              validUntil: null,
              modifiers: null,
              quantity: null,
            },
          ],
          modifiers: [],
          combine: 'max',
          quantity: null,
        },
      ],
    });
  });

  test('has its versions by date, in whatever order they are written', () => {
    const versions = ['2026-07-01', '2025-01-01', '2026-01-01'].map((effectiveFrom) => ({
      effectiveFrom,
      rules: [support],
    }));
    const read = defineRateCard({ id: 'standard', currency: 'EUR', versions });
    expect(read.versions.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2025-01-01',
      '2026-01-01',
      '2026-07-01',
    ]);
  });

  test('takes one value or a list of them in its conditions', () => {
    const rules = [{ ...support, when: { serviceType: 'support', agent: ['ben', 'ana'] } }];
    const [version] = defineRateCard(card({ rules })).versions;
    expect(version?.rules[0]?.when).toEqual({ agent: ['ana', 'ben'], serviceType: ['support'] });
  });

  test('that was read can be stored, read again, and is the same; nothing handed in is changed', () => {
    fc.assert(
      fc.property(anyRateCard(), (given) => {
        const before = JSON.stringify(given);
        const read = defineRateCard(deepFreeze(given));
        const stored: unknown = JSON.parse(JSON.stringify(read));
        expect(defineRateCard(stored as RateCardInput)).toEqual(read);
        expect(defineRateCard(read)).toEqual(read);
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });

  test('is frozen all the way down, and what it was made of is not', () => {
    const rule = { ...support, when: { agent: ['ana'] } };
    const read = defineRateCard(card({ rules: [rule] }));
    expect(Object.isFrozen(read.versions[0]?.rules[0]?.when.agent)).toBe(true);
    expect(Object.isFrozen(rule.when.agent)).toBe(false);
  });

  test('R5: may have a rate of 0', () => {
    expect(faults(card({ rules: [{ id: 'free', price: { kind: 'hourly', rate: '0' } }] }))).toEqual([]);
  });
});

describe('a rate card that contradicts itself is refused', () => {
  test('two rules with one id', () => {
    const rules = [support, { ...support, when: { agent: 'ana' } }];
    expect(faults(card({ rules }))).toEqual(['rules[1].id: "support" is the id of an earlier rule']);
  });

  test('two rules for the same work, which could only ever be ambiguous', () => {
    const when = { agent: ['ana', 'ben'], attributes: { a: '1', b: '2' } };
    const same = { agent: ['ben', 'ana'], attributes: { b: ['2'], a: '1' } };
    const rules = [
      { ...support, when },
      { ...support, id: 'copy', when: same },
    ];
    expect(faults(card({ rules }))).toEqual(['rules[1].when: is for the same work as the rule "support"']);
  });

  test('but not when a priority or their dates tell them apart', () => {
    const summer = { ...support, id: 'summer', validFrom: '2026-06-01', validUntil: '2026-09-01' };
    const autumn = { ...support, id: 'autumn', validFrom: '2026-09-01' };
    expect(faults(card({ rules: [summer, autumn] }))).toEqual([]);
    expect(faults(card({ rules: [support, { ...support, id: 'first', priority: 1 }] }))).toEqual([]);
    expect(faults(card({ rules: [{ ...summer, validUntil: '2026-09-02' }, autumn] }))).toHaveLength(1);
  });

  test('two versions from one date', () => {
    const version = { effectiveFrom: '2026-01-01', rules: [support] };
    expect(
      faults({
        id: 'standard',
        currency: 'EUR',
        versions: [version, { ...version, effectiveFrom: '2025-01-01' }, version],
      }),
    ).toEqual(['versions[2].effectiveFrom: two versions begin on 2026-01-01']);
  });

  test('a rule that ends before it begins', () => {
    const rules = [{ ...support, validFrom: '2026-03-01', validUntil: '2026-03-01' }];
    expect(faults(card({ rules }))).toEqual(['rules[0].validUntil: is not after validFrom']);
  });

  test('a level named twice', () => {
    expect(faults(card({ levels: ['agent', 'agent'] }))).toEqual(['levels: names a level twice']);
  });

  test('a modifier that does nothing, or two things', () => {
    const message = 'has none or several of multiplier, surcharge and rate';
    expect(faults(card({ modifiers: [{ band: 'weekend' }] }))).toEqual([`modifiers[0]: ${message}`]);
    expect(faults(card({ modifiers: [{ band: 'weekend', multiplier: '2', rate: '1' }] }))).toEqual([
      `modifiers[0]: ${message}`,
    ]);
  });
});

describe('a rate card with a fault says where', () => {
  const price = (given: unknown) => card({ rules: [{ id: 'a', price: given }] });

  test.each<[string, unknown, string]>([
    ['an unknown key', card({ rule: [] }), '(input)'],
    ['an unknown key of a rule', card({ rules: [{ ...support, whne: {} }] }), 'rules[0]'],
    ['an unknown price kind', price({ kind: 'auction' }), 'rules[0].price.kind'],
    ['a price kind that is none', price({ kind: 7 }), 'rules[0].price.kind'],
    [
      'the name of what every object has as price kind',
      price({ kind: 'constructor' }),
      'rules[0].price.kind',
    ],
    ['a price that is no object', price('120.00'), 'rules[0].price.kind'],
    ['a price without its rate', price({ kind: 'hourly' }), 'rules[0].price.rate'],
    ['a rate that is a number, and so a float', price({ kind: 'hourly', rate: 120 }), 'rules[0].price.rate'],
    ['a rate with an exponent', price({ kind: 'hourly', rate: '1e3' }), 'rules[0].price.rate'],
    ['a rate below 0', price({ kind: 'hourly', rate: '-1' }), 'rules[0].price.rate'],
    ['an unknown key of a price', price({ ...hourly, currency: 'EUR' }), 'rules[0].price'],
    [
      'a key "__proto__" of a price',
      price(JSON.parse('{"kind":"hourly","rate":"1","__proto__":{}}')),
      'rules[0].price',
    ],
    [
      'tiers out of order',
      price({
        kind: 'tiered',
        mode: 'volume',
        tiers: [
          { upTo: '2', rate: '1' },
          { upTo: '1', rate: '1' },
          { upTo: null, rate: '1' },
        ],
      }),
      'rules[0].price.tiers[1].upTo',
    ],
    ['an unknown currency', card({ currency: 'EURO' }), 'currency'],
    [
      'a day that does not exist',
      card({ rules: [{ ...support, validFrom: '2026-02-30' }] }),
      'rules[0].validFrom',
    ],
    [
      'a priority that is no whole number',
      card({ rules: [{ ...support, priority: 0.5 }] }),
      'rules[0].priority',
    ],
    ['an unknown level', card({ levels: ['tag'] }), 'levels[0]'],
    ['an unknown way to combine', card({ combine: 'min' }), 'combine'],
    ['rules that are an object', card({ rules: { support } }), 'rules'],
    ['no rules and no versions', { id: 'standard', currency: 'EUR' }, 'rules'],
    ['rules beside versions', card({ versions: [{ effectiveFrom: '2026-01-01', rules: [] }] }), '(input)'],
    ['no versions at all', { id: 'standard', currency: 'EUR', versions: [] }, 'versions'],
  ])('%s', (_, input, path) => {
    const found = faults(input).map((fault) => fault.slice(0, fault.indexOf(': ')));
    expect(found).toEqual([path]);
  });
});

describe('a rate card with a fault says what is wanted', () => {
  const rule = (more: object) => card({ rules: [{ ...support, ...more }] });

  test.each<[string, unknown]>([
    ['rules[0].when.agent: is neither a text nor a list of texts', rule({ when: { agent: 5 } })],
    ['rules[0].when.attributes.site: is neither a text', rule({ when: { attributes: { site: 5 } } })],
    ['rules[0].when.agent: names no value', rule({ when: { agent: [] } })],
    ['rules[0].when.agent[1]: is empty', rule({ when: { agent: ['ana', ''] } })],
    [
      'rules[0].when.workItemKind: is none of "ticket", "task", "project"',
      rule({ when: { workItemKind: 'issue' } }),
    ],
    ['rules[0].when.workItemKind[1]: is none of', rule({ when: { workItemKind: ['task', 'issue'] } })],
    ['rules[0].price: is missing', rule({ price: undefined })],
    ['rules[0].price.kind: is missing; there are the price kinds hourly, fixed', rule({ price: {} })],
    ['rules[0].price.rate: is missing', rule({ price: { kind: 'hourly' } })],
    ['rules[0].id: is missing', rule({ id: undefined })],
    ['rules[0]: has the unknown key "whne"; it can have id, when, price', rule({ whne: {} })],
    ['currency: is missing', card({ currency: undefined })],
    ['combine: is none of "max", "sum", "product"', card({ combine: 'min' })],
    ['(input): is missing', undefined],
  ])('%s', (message, input) => {
    expect(() => defineRateCard(input as RateCardInput)).toThrow(`RATE_CARD_INVALID: ${message}`);
  });
});

describe("a price kind of one's own", () => {
  const callOut = priceKind({
    kind: 'call-out',
    schema: z.strictObject({ kind: z.literal('call-out'), fee: z.string() }),
    compile: ({ fee }) => ({ basis: 'piece', price: fee, once: 'entry' }),
  });
  const visit = card({ rules: [{ id: 'visit', price: { kind: 'call-out', fee: '45.00' } }] });

  test('enters by the same door as the built-in ones', () => {
    const read = defineRateCard(visit, { priceKinds: [callOut] });
    expect(read.versions[0]?.rules[0]?.price).toEqual({ kind: 'call-out', fee: '45.00' });
    expect(defineRateCard(read, { priceKinds: [callOut] })).toEqual(read);
  });

  test('has a name that no built-in kind and no other one has, or it would price in its place', () => {
    const named = (kind: string) => ({ ...callOut, kind });
    const of = (...kinds: readonly string[]) => {
      const priceKinds = kinds.map(named);
      return () => defineRateCard(card({}), { priceKinds });
    };
    expect(of('call-out', 'hourly')).toThrow(
      'RATE_CARD_INVALID: priceKinds[1].kind: "hourly" is the name of a built-in price kind',
    );
    expect(of('call-out', 'other', 'call-out')).toThrow(
      'RATE_CARD_INVALID: priceKinds[2].kind: "call-out" is the name of an earlier price kind',
    );
    expect(of('call-out', 'other')).not.toThrow();
  });

  test('whose schema drops the kind of the price is refused: nobody could tell how to price it', () => {
    const schema = z.object({ fee: z.string() }) as unknown as typeof callOut.schema;
    expect(() => defineRateCard(visit, { priceKinds: [{ ...callOut, schema }] })).toThrow(
      'rules[0].price.kind: is lost on the way through the schema of its price kind',
    );
  });

  test('that is none is refused', () => {
    const priceKinds = [{ kind: 'own' }] as unknown as readonly (typeof callOut)[];
    expect(() => defineRateCard(card({}), { priceKinds })).toThrow('RATE_CARD_INVALID: priceKinds[0].schema');
  });

  test('is unknown where it is not handed in, and its own schema has the word on its price', () => {
    expect(() => defineRateCard(visit)).toThrow('is none of the price kinds hourly, fixed, daily');
    const broken = card({ rules: [{ id: 'visit', price: { kind: 'call-out', fee: 45 } }] });
    expect(() => defineRateCard(broken, { priceKinds: [callOut] })).toThrow('rules[0].price.fee');
  });
});
