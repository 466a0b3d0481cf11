import { forgetUnder, type Named } from '@billwright/accounting-common';
import type { Invoice } from '@billwright/core';
import type { Company } from './company.ts';
import { type CompanyFacts, forgetFacts } from './company-facts.ts';
import type { CustomerToName } from './customer-ids.ts';
import { itemName } from './item-name.ts';
import { lookUp } from './look-up.ts';

/** What the documents of a call name, by the ids of the company. */
export interface Names {
  readonly facts: CompanyFacts;
  /** @throws BillingError `CONNECTOR_FAILED` when the customer can't be had. */
  customerOf(invoice: Invoice): string;
  /** @throws BillingError `CONNECTOR_FAILED` when the item can't be had. */
  item(name: string): string;
}

/** A customer of an invoice. In QuickBooks each has one currency. */
const customerOf = ({ content: { customerId, currency, buyer } }: Invoice): CustomerToName => ({
  key: `${currency}:${customerId}`,
  customerId,
  currency,
  party: buyer,
});

/** Looks up what documents name, and creates what is missing: in a few requests, however many documents there are. */
export async function namesOf(company: Company, invoices: readonly Invoice[]): Promise<Names> {
  const wanted = new Map(invoices.map((invoice) => [customerOf(invoice).key, customerOf(invoice)]));
  const names = new Set(invoices.flatMap((invoice) => itemNamesOf(company, invoice)));
  const { facts, items, customers } = await lookUp(company, {
    items: [...names],
    customers: [...wanted.values()],
  });
  return {
    facts,
    customerOf: (invoice) => idOf(customers.get(customerOf(invoice).key)),
    item: (name) => idOf(items.get(name)),
  };
}

/** The names of the items of an invoice. */
const itemNamesOf = ({ setup }: Company, { content }: Invoice): readonly string[] => [
  ...content.lines.filter(({ kind }) => kind !== 'information').map((line) => itemName(setup, line)),
  ...(Number(content.totals.rounding.amount) === 0 ? [] : ['Rounding']),
];

/** Forgets what an invoice names: something of it is not there any more. */
export async function forgetNames(company: Company, invoice: Invoice): Promise<void> {
  const { context, realmId } = company;
  await forgetUnder(context, realmId, `customer:${customerOf(invoice).key}`);
  for (const name of itemNamesOf(company, invoice)) await forgetUnder(context, realmId, `item:${name}`);
  await forgetFacts(company);
}

/** @throws BillingError `CONNECTOR_FAILED` when it can't be had. */
export function idOf(named: Named | undefined): string {
  if (named === undefined) throw new Error('it was not looked up');
  if ('error' in named) throw named.error;
  return named.id;
}
