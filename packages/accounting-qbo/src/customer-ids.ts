import {
  failure,
  type Named,
  rememberedUnder,
  rememberUnder,
  requestId,
  revisionUnder,
} from '@billwright/accounting-common';
import type { ConnectorContext, Party } from '@billwright/core';
import { z } from 'zod';
import { addressOf } from './address.ts';
import { read, type Row } from './ask.ts';
import type { Company } from './company.ts';
import type { CompanyFacts } from './company-facts.ts';
import { asName } from './quoted.ts';
import type { Write, Written } from './write.ts';

/** A customer whose id in QuickBooks is wanted. */
export interface CustomerToName {
  readonly key: string;
  readonly customerId: string;
  readonly currency: string;
  readonly party: Party;
}

const foundSchema = z.looseObject({
  Id: z.string(),
  DisplayName: z.string(),
  Active: z.boolean().optional(),
  CurrencyRef: z.looseObject({ value: z.string() }).optional(),
});
type Found = z.infer<typeof foundSchema>;

/**
 * The names under which a customer may be in QuickBooks, the best first. Names are taken by vendors, employees and
 * inactive customers, too, and each customer has one currency: then the next name is taken.
 */
export const namesOfCustomer = ({ party, customerId, currency }: CustomerToName): readonly string[] => {
  const name = asName(party.name, 400) || asName(customerId, 400);
  return [name, `${name} (${asName(customerId, 50)})`, `${name} (${asName(customerId, 50)}, ${currency})`];
};

/**
 * Customers by their keys, among those that were found: active, of their currency, and of no other customer here. Missing
 * ones are left out.
 */
export async function customersAmong(
  company: Company,
  facts: CompanyFacts,
  customers: readonly CustomerToName[],
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Named>> {
  const found = foundByName(company, rows);
  const ids = new Map<string, Named>();
  for (const customer of customers)
    for (const name of namesOfCustomer(customer)) {
      const one = found.get(name.toLowerCase());
      if (one === undefined || one.Active === false || !isOfCurrency(one, customer, facts)) continue;
      if (ids.has(customer.key) || !(await isKeptFor(company, one.Id, customer))) continue;
      ids.set(customer.key, { id: one.Id });
    }
  return ids;
}

/** Keeps a customer of QuickBooks for one of ours, unless another one has it: two of one name never share it. */
export async function isKeptFor(
  { context, realmId }: Company,
  id: string,
  { key }: CustomerToName,
): Promise<boolean> {
  const name = `customer-of:${id}`;
  await rememberUnder(context, realmId, name, key, 'unless-known');
  return (await rememberedUnder(context, realmId, name)) === key;
}

/** Our customer for whom one of QuickBooks is kept; `null`: none is, as far as that was ever remembered. */
export async function ourCustomerOf(
  context: ConnectorContext,
  realmId: string,
  id: string,
): Promise<string | null> {
  const key = await rememberedUnder(context, realmId, `customer-of:${id}`);
  // Behind its currency.
  return key === null ? null : key.slice(key.indexOf(':') + 1);
}

/** The names of a customer that nobody among the found has; vendors and employees are not among them. */
export function freeNames(
  company: Company,
  customer: CustomerToName,
  rows: readonly Row[],
): readonly string[] {
  const found = foundByName(company, rows);
  return namesOfCustomer(customer).filter((name) => !found.has(name.toLowerCase()));
}

// QuickBooks tells names apart whatever their case.
const foundByName = (company: Company, rows: readonly Row[]): ReadonlyMap<string, Found> =>
  new Map(read(company, z.array(foundSchema), rows).map((one) => [one.DisplayName.toLowerCase(), one]));

/**
 * What creates a customer under a name. In the place of one that is gone there must be a new one, not the answer that told
 * of the old one: so the request has another id after that was forgotten.
 */
export const customerWrite = async (
  { realmId, context }: Company,
  { hasManyCurrencies }: CompanyFacts,
  { key, party, currency }: CustomerToName,
  name: string,
): Promise<Write> => ({
  entity: 'Customer',
  operation: 'create',
  body: {
    DisplayName: name,
    CompanyName: asName(party.name, 100),
    ...(party.email === null ? {} : { PrimaryEmailAddr: { Address: party.email } }),
    ...(party.address === null ? {} : { BillAddr: addressOf(party.address) }),
    ...(hasManyCurrencies ? { CurrencyRef: { value: currency } } : {}),
  },
  requestId: requestId(
    realmId,
    context.tenantId,
    'customer',
    key,
    name,
    await revisionUnder(context, realmId, `customer:${key}`),
  ),
});

/** The customer that was created. */
export const customerWritten = (company: Company, written: Written): Named =>
  written.status === 'done'
    ? { id: read(company, foundSchema, written.object).Id }
    : { error: written.error };

/** Why no customer can be created. */
export const noNameFor = ({ setup }: Company, customer: CustomerToName): Named => {
  const why = setup.createCustomers ? 'all its names are taken by others' : 'customers are not to be created';
  const reason = `there is no active customer "${namesOfCustomer(customer)[0]}", and ${why}`;
  return { error: failure(setup.id, 'refused', reason) };
};

const isOfCurrency = ({ CurrencyRef }: Found, { currency }: CustomerToName, facts: CompanyFacts): boolean =>
  (CurrencyRef?.value ?? facts.homeCurrency) === currency;
