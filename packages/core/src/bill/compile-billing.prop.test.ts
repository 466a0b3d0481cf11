import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { exampleContract, exampleRating, periodFrom } from '../testing/bill-fixture.ts';
import { hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { BillFacts } from './bill-facts.ts';
import { billPeriod } from './bill-period.ts';
import type { BillPolicy } from './bill-policy.ts';
import { compileBilling } from './compile-billing.ts';

const customers = ['acme', 'globex'];

const policy: BillPolicy = {
  rating: {
    ...exampleRating,
    rateCard: defineRateCard({
      id: 'standard',
      currency: 'EUR',
      rules: [
        { id: 'any', price: { kind: 'hourly', rate: '97.53' } },
        { id: 'incident', when: { serviceType: 'travel' }, price: { kind: 'per-incident', price: '45.00' } },
      ],
      modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
      quantity: { incrementMinutes: 15 },
    }),
    customers: { globex: { requireApproval: true } },
    contracts: { c_1: { customerId: 'acme', quantity: { incrementMinutes: 60 } } },
  },
};

const hours = hoursAccount({ burn: { 'after-hours': '1.25' } });
const { lots, ledger } = paidLots(hours, { id: 'A', quantity: '2' });

const anyComponents: fc.Arbitrary<readonly BuiltInComponentInput[]> = fc.subarray<BuiltInComponentInput>([
  {
    id: 'support',
    kind: 'allowance',
    unit: 'hours',
    quantity: '3',
    exhausted: 'overage-rate',
    overageRate: '33',
  },
  { id: 'paid', kind: 'pool', accountId: 'hours' },
  { id: 'least', kind: 'commitment', amount: '500.00', scope: { agent: 'ana' } },
  { id: 'most', kind: 'cap', amount: '300.00', per: 'period', above: 'block' },
]);

const anyEntry = fc.record({
  agentId: fc.constantFrom('ana', 'ben'),
  serviceTypeId: fc.constantFrom('support', 'travel'),
  workItem: fc.constantFrom(null, { kind: 'ticket' as const, id: '1' }),
  approval: fc.constantFrom('pending' as const, 'approved' as const),
  start: fc.integer({ min: 0, max: 33 * 24 * 60 }),
  minutes: fc.integer({ min: 0, max: 600 }),
});

const anyFacts: fc.Arbitrary<BillFacts> = fc
  .record({
    customerId: fc.constantFrom(...customers),
    id: fc.constantFrom('c_1', 'c_2'),
    components: anyComponents,
    entries: fc.array(anyEntry, { maxLength: 8 }),
  })
  .map(({ customerId, id, components, entries }) => {
    const contract = exampleContract({ id, customerId, components });
    const at = (minute: number): string => new Date(Date.UTC(2026, 1, 27) + minute * 60_000).toISOString();
    const work = entries.map(
      ({ start, minutes, ...rest }, index): TimeEntry => ({
        ...rest,
        id: `te_${index}`,
        customerId,
        start: at(start),
        end: at(start + minutes),
      }),
    );
    const history = { prepaid: { accounts: [hours], lots, postings: ledger } };
    const contractPeriod = periodFrom(contract, '2026-03-01');
    return { contract, contractPeriod, work, history, at: '2026-06-01T00:00:00.000Z' };
  });

test('a biller makes the bill that one call makes, whatever it has billed before', () => {
  const biller = compileBilling(policy);
  fc.assert(
    fc.property(fc.array(anyFacts, { minLength: 1, maxLength: 4 }), (periods) => {
      for (const facts of periods) {
        expect(JSON.stringify(biller.bill(facts))).toBe(JSON.stringify(billPeriod(facts, policy)));
      }
    }),
  );
});
