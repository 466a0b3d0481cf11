import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Violation } from '../../src/engine/verify/violation.ts';
import { isBillingError, isNegative } from '../../src/index.ts';
import { faultsOf } from './invoices/faults-of.ts';
import { anyStep, beginning, customers } from './invoices/steps.ts';
import { centsOf, sumBy } from './support/cents.ts';
import { type TestDesk, testDesk } from './support/desk.ts';

/** Nothing but what a person can be told. */
const isRefusal = (error: unknown): boolean =>
  isBillingError(error) && !/^STORAGE_|^TRANSACTION_/.test(error.code);

/** Nobody keeps a draft below 0 that can't be issued. */
async function dropBelowZero({ desk }: TestDesk): Promise<void> {
  const { items } = await desk.invoices.list({ settlement: 'draft', limit: 1000 });
  for (const { id, issued, content } of items)
    if (issued === null && isNegative(content.totals.total)) await desk.invoices.delete(id);
}

/** What the checkers find, which know nothing of the code that they check. */
async function violationsOf({ desk }: TestDesk): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for await (const violation of desk.verify()) violations.push(violation);
  return violations;
}

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
        await dropBelowZero(world);
        expect(await violationsOf(world)).toEqual([]);
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
