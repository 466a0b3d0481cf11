import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupKeys, type LinePolicyInput, linePolicySchema } from '../invoice/line-policy.ts';
import { type ContractLinePolicy, contractLinePolicySchema } from './contract-line-policy.ts';

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

test('R52: a contract can say of its lines exactly what a line policy can have', () => {
  const anyPolicy = fc.record(
    {
      method: maybe(fc.constantFrom('printed', 'exact', 'rounded')),
      quantityScale: maybe(fc.integer({ min: 0, max: 8 })),
      unitPriceScale: maybe(fc.integer({ min: 1, max: 7 })),
      groupBy: maybe(fc.array(fc.constantFrom(...groupKeys, 'customer'), { maxLength: 4 })),
      other: fc.constant(1),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anyPolicy, (policy) => {
      expect(contractLinePolicySchema.safeParse(policy).success).toBe(
        linePolicySchema.safeParse(policy).success,
      );
    }),
  );
  // Both ways: a key that only one of them knows does not compile.
  const there = (policy: ContractLinePolicy): LinePolicyInput => policy;
  const back = (policy: LinePolicyInput): ContractLinePolicy => policy;
  expect(there(back({ groupBy: groupKeys }))).toEqual({ groupBy: groupKeys });
});
