import { accountRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/** Locks customers and their prepaid accounts, in the order that everybody keeps. */
export async function lockCustomers(unit: Unit, customerIds: readonly string[]): Promise<void> {
  const customers = [...new Set(customerIds)].toSorted();
  for (const id of customers) await unit.lock(`customer:${id}`);
  const accounts: string[] = [];
  for (const id of customers)
    for await (const account of unit.each(accountRecords, { index: ['customer', id] }))
      accounts.push(account.id);
  for (const id of accounts.toSorted()) await unit.lock(`account:${id}`);
}
