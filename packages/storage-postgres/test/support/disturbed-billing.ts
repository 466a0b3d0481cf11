import { createBilling, type Invoice, isBillingError, type Storage } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { violationsOf } from '../../../core/test/engine/support/busy-desk.ts';
import { differences, endOf } from './end-of.ts';
import { billingDay, type Step } from './small-desk.ts';

/** What a caller may be told when something is wrong with the server: each says to call again. */
const passing: readonly string[] = ['STORAGE_CONFLICT', 'STORAGE_UNAVAILABLE', 'STORAGE_UNKNOWN'];

/**
 * Saves what is due and issues each invoice in a transaction of its own, so that there are many in which a number is
 * taken; as one of several: what another one has issued meanwhile is no fault.
 */
export const saveAndIssueEach: Step = async (_billing, { batches, invoices }) => {
  await batches.save({ through: '2026-03-31', key: '2026-03' });
  const { items } = await invoices.list({ limit: 200 });
  const drafts = items.filter(({ settlement }) => settlement === 'draft');
  // In one order, so that the same customers get the same numbers.
  for (const { id } of drafts.toSorted((one, other) => (customerOf(one) < customerOf(other) ? -1 : 1))) {
    await invoices.issue(id).catch((error: unknown) => {
      if (!isBillingError(error, 'INVOICE_STATE')) throw error;
    });
  }
};

const customerOf = ({ content }: Invoice): string => content.customerId;

/** Bills the March of a tenant and issues it, again as often as the storage asks for it. Gives what it was told. */
export async function billUntilDone(storage: Storage, tenantId: string): Promise<readonly string[]> {
  const told: string[] = [];
  for (;;) {
    const billing = createBilling({ storage, clock: fixedClock(billingDay) });
    try {
      await saveAndIssueEach(billing, billing.forTenant(tenantId));
      return told;
    } catch (error) {
      if (!isBillingError(error) || !passing.includes(error.code) || told.length === 100) throw error;
      told.push(error.code);
    }
  }
}

/** What is wrong with a tenant that was billed, or different from "undisturbed", a copy of it that nobody disturbed. */
export async function wrongWith(
  storage: Storage,
  tenantId: string,
  step: Step = saveAndIssueEach,
): Promise<readonly string[]> {
  const billing = createBilling({ storage, clock: fixedClock(billingDay) });
  const violations = await violationsOf(billing.forTenant(tenantId));
  await step(billing, billing.forTenant('undisturbed'));
  const leeway = { anyNumber: true };
  const [expected, actual] = [
    await endOf(storage, 'undisturbed', leeway),
    await endOf(storage, tenantId, leeway),
  ];
  return [...violations.map((violation) => JSON.stringify(violation)), ...differences(actual, expected)];
}

/** Opens a storage though somebody disturbs that as well. */
export async function opening(open: () => Promise<Storage>): Promise<Storage> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const storage = await open().catch(() => null);
    if (storage !== null) return storage;
  }
  return open();
}
