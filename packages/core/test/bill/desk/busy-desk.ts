import type fc from 'fast-check';
import type { Contract } from '../../../src/contract/contract.ts';
import { defineContract } from '../../../src/contract/define-contract.ts';
import type { PrepaidAccount } from '../../../src/prepaid/prepaid-account.ts';
import { anyDesk, type Desk } from '../../../src/testing/desk-arbitraries.ts';
import type { DeskCustomer } from '../../../src/testing/desk-customer-arbitraries.ts';

const firstDay = '2026-01-01';

/**
 * Desks in which pools and allowances run out, and several bills look for the same lots: contracts begin with the desk
 * or before it, all of them draw from all accounts, and lots are small.
 */
export function anyBusyDesk(): fc.Arbitrary<Desk> {
  return anyDesk({ from: firstDay, months: 3, maxCustomers: 2, maxEntries: 25 }).map((desk) => ({
    ...desk,
    customers: desk.customers.map((customer) => withPools(withSmallLots(customer))),
  }));
}

/** Each lot holds 15 minutes, or 20.00. */
function withSmallLots({ lots, postings, ...customer }: DeskCustomer): DeskCustomer {
  const money = customer.currency === 'JPY' ? '2000' : '20.00';
  const hours = new Set(customer.accounts.filter(({ unit }) => unit === 'hours').map(({ id }) => id));
  const small = <Item extends { readonly accountId: string }>(item: Item): Item => ({
    ...item,
    quantity: hours.has(item.accountId) ? '900' : money,
  });
  return { ...customer, lots: lots.map(small), postings: postings.map(small) };
}

const withPools = (customer: DeskCustomer): DeskCustomer => ({
  ...customer,
  contracts: customer.contracts.map((contract) => drawing(contract, customer.accounts)),
});

function drawing(contract: Contract, accounts: readonly PrepaidAccount[]): Contract {
  const { components, start } = contract;
  const drawn = new Set(
    components.map((component) => ('accountId' in component ? component.accountId : null)),
  );
  const others = accounts.filter(({ id }) => !drawn.has(id));
  return defineContract({
    ...contract,
    start: start < firstDay ? start : firstDay,
    components: [
      ...components,
      ...others.map(({ id }) => ({ id: `pool-${id}`, kind: 'pool', accountId: id })),
    ],
  });
}
