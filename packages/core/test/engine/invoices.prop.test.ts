import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError } from '../../src/index.ts';
import { faultsOf } from './invoices/faults-of.ts';
import { anyStep, beginning, customers } from './invoices/steps.ts';
import { centsOf, sumBy } from './support/cents.ts';
import { testDesk } from './support/desk.ts';

/** Nothing but what a person can be told. */
const isRefusal = (error: unknown): boolean =>
  isBillingError(error) && !/^STORAGE_|^TRANSACTION_/.test(error.code);

test('R81 I5 I6 I7 I22 I23: whatever people do at once, numbers have no gap, what is issued stays, money adds up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep, { minLength: 4, maxLength: 18 }),
      fc.boolean(),
      async (life, strict) => {
        const world = await testDesk({ settings: { strict, reopen: !strict } });
        const frozen = new Map<string, string>();
        for (const [count, step] of [...beginning, ...life].entries()) {
          await step(world, count).catch((error: unknown) => {
            if (!isRefusal(error)) throw error;
          });
          expect(await world.seed((unit) => faultsOf(unit, frozen))).toEqual([]);
        }
        for (const customerId of customers) {
          const { items } = await world.desk.credits.movements(customerId, { limit: 1000 });
          const balance = await world.desk.credits.balance(customerId, 'EUR');
          expect(centsOf(balance)).toBe(sumBy(items, () => true));
          expect(centsOf(balance)).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: Math.max(300, fc.readConfigureGlobal().numRuns ?? 0) },
  );
});
