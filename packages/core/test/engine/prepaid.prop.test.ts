import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { faultsOf, ledgerState, steps, sumOf } from './prepaid/ledger-state.ts';
import { anyOperation, ledgerDesk, type Operation, perform } from './prepaid/operations.ts';
import { rowsOf, type TestDesk } from './support/desk.ts';

const numRuns = fc.readConfigureGlobal()?.numRuns ?? 100;

test('I8, I9, I10, R70 to R77: whatever happens, balances are sums, no lot is below 0, and each draw has its cause', {
  timeout: numRuns * 2000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('0', '0', '1.5'),
      fc.constantFrom('payment' as const, 'issue' as const),
      fc.array(anyOperation, { maxLength: 40, size: 'max' }),
      async (overdraft, usableFrom, operations) => {
        const own = await ledgerDesk(overdraft, usableFrom);
        for (const operation of operations) {
          expect(await performedOrRefused(own, operation)).toBe('done');
          const state = await ledgerState(own.storage);
          expect(faultsOf(state)).toEqual([]);
          for (const { id } of state.accounts) {
            const { balance } = await own.desk.prepaid.balance(id);
            expect(steps(balance)).toBe(
              sumOf(state.postings.filter(({ posting }) => posting.accountId === id)),
            );
          }
        }
        const violations = [];
        for await (const violation of own.desk.verify()) violations.push(violation);
        expect(violations).toEqual([]);
        // The draws that stand never keep a customer from being billed.
        const { customers } = await own.desk.batches.preview({ through: '2026-04-30', early: true });
        expect(customers.filter(({ status }) => status === 'failed').map(({ reason }) => reason)).toEqual([]);
      },
    ),
    { numRuns },
  );
});

/** Does it. What is refused must leave nothing behind. */
async function performedOrRefused(own: TestDesk, operation: Operation): Promise<'done' | 'left something'> {
  const before = JSON.stringify(await rowsOf(own.storage));
  try {
    await perform(own, operation);
    return 'done';
  } catch (error) {
    if (!isBillingError(error)) throw error;
    return JSON.stringify(await rowsOf(own.storage)) === before ? 'done' : 'left something';
  }
}

test('I10: a draw that was given back is not taken for that of another account with the same key', async () => {
  const own = await ledgerDesk('1.5', 'payment');
  const life = [
    ['record', 27],
    ['draw', 11],
    ['giveBack', 11],
    ['bill', 0],
  ] as const;
  for (const [kind, which] of life) await perform(own, { kind, which, size: 0 });
  const violations = [];
  for await (const violation of own.desk.verify()) violations.push(violation);
  expect(violations).toEqual([]);
});
