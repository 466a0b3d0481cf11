import fc from 'fast-check';
import { type Allowance, type AllowanceInput, defineAllowance } from '../contract/allowance.ts';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import type { Contract } from '../contract/contract.ts';
import { defineContract } from '../contract/define-contract.ts';
import { addDays } from '../time/civil-date.ts';
import { often } from './often.ts';
import { smallWorld } from './small-world.ts';
import { anyCivilDate, anyZone } from './time-arbitraries.ts';

/** What {@link anyContract} may make. */
export interface ContractConstraints {
  readonly state?: 'draft' | 'active' | undefined;
  readonly customerId?: string | undefined;
}

/**
 * A contract in EUR that starts in the first months of 2026: any cycle and anchor, with and without an end, with
 * components of every built-in kind.
 */
export function anyContract({
  state = 'active',
  customerId = 'acme',
}: ContractConstraints = {}): fc.Arbitrary<Contract> {
  return fc
    .record({
      id: fc.constantFrom(...smallWorld.contracts),
      zone: anyZone(),
      start: anyCivilDate({ from: '2026-01-01', to: '2026-04-01' }),
      days: fc.option(fc.integer({ min: 1, max: 500 })),
      cycle: fc.record({
        frequency: fc.constantFrom('weekly', 'monthly', 'quarterly', 'yearly'),
        every: fc.integer({ min: 1, max: 3 }),
        anchor: anyCivilDate({ from: '2025-11-01', to: '2026-07-01' }),
      }),
      components: anyComponents(),
    })
    .map(({ days, ...rest }) =>
      defineContract({
        ...rest,
        customerId,
        currency: 'EUR',
        state,
        end: days === null ? null : addDays(rest.start, days),
      }),
    );
}

/** An allowance in EUR of any unit, often with burn factors and carry-over. */
export function anyAllowance(): fc.Arbitrary<Allowance> {
  return anyAllowanceInput().map((input) => defineAllowance(input, 'EUR'));
}

function anyAllowanceInput(): fc.Arbitrary<AllowanceInput> {
  const factor = fc.constantFrom('1', '1.5', '2', '0.5', '1.25', '1.3333');
  const burn = fc.dictionary(fc.constantFrom(...smallWorld.bands), factor, { noNullPrototype: true });
  const carryOver = fc.record({
    maxPeriods: fc.integer({ min: 1, max: 3 }),
    maxQuantity: fc.integer({ min: 0, max: 30 }).map(String),
  });
  return fc
    .record({
      unit: fc.constantFrom('hours', 'incidents', 'money'),
      quantity: fc.integer({ min: 0, max: 20 }).map(String),
      burn,
      carryOver: often(carryOver, fc.constant(null)),
      prorate: fc.boolean(),
    })
    .map(({ burn: factors, ...input }) => ({ ...input, burn: input.unit === 'hours' ? factors : {} }));
}

function anyComponents(): fc.Arbitrary<readonly BuiltInComponentInput[]> {
  const amount = fc.integer({ min: 0, max: 200_000 }).map((cents) => (cents / 100).toFixed(2));
  const date = anyCivilDate({ from: '2026-01-01', to: '2026-12-31' });
  const billing = fc.constantFrom('advance', 'arrears');
  const component: fc.Arbitrary<BuiltInComponentInput> = fc.oneof(
    anyAllowanceInput().map((input) => ({ id: 'allowance', kind: 'allowance' as const, ...input })),
    fc.constant({ id: 'pool', kind: 'pool' as const, accountId: 'acme-hours' }),
    fc
      .record({ price: amount, billing, prorate: fc.boolean() })
      .map((fee) => ({ id: 'fee', kind: 'recurring-fee' as const, ...fee })),
    fc
      .record({ amount, hours: fc.constantFrom('0', '5', '7.5'), billing, prorate: fc.boolean() })
      .map((fee) => ({ id: 'base', kind: 'base-fee' as const, ...fee })),
    fc
      .record({ amount, prorate: fc.boolean() })
      .map((least) => ({ id: 'least', kind: 'commitment' as const, ...least })),
    fc
      .record({ amount, per: fc.constantFrom('period', 'lifetime') })
      .map((most) => ({ id: 'cap', kind: 'cap' as const, ...most })),
    fc.record({ amount, on: date }).map((fee) => ({ id: 'once', kind: 'fixed-fee' as const, ...fee })),
    fc
      .record({ amount, reachedOn: fc.option(date) })
      .map((part) => ({ id: 'milestone', kind: 'milestone' as const, description: 'Go-live', ...part })),
  );
  return fc.uniqueArray(component, { maxLength: 5, selector: ({ id }) => id });
}
