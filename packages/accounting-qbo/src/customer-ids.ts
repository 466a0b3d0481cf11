import {
  failure,
  inGroups,
  type Named,
  rememberedUnder,
  rememberUnder,
  requestId,
} from '@billwright/accounting-common';
import type { Party } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import { addressOf } from './address.ts';
import type { Company } from './company.ts';
import type { CompanyFacts } from './company-facts.ts';
import { asName, quoted } from './quoted.ts';
import { write } from './write.ts';

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
const namesFor = ({ party, customerId, currency }: CustomerToName): readonly string[] => {
  const name = asName(party.name, 400) || asName(customerId, 400);
  return [name, `${name} (${asName(customerId, 50)})`, `${name} (${asName(customerId, 50)}, ${currency})`];
};

/** The ids of customers. Those that QuickBooks does not know are created, unless that is not wanted. */
export async function customerIds(
  company: Company,
  facts: CompanyFacts,
  customers: readonly CustomerToName[],
): Promise<ReadonlyMap<string, Named>> {
  const { context, realmId } = company;
  const ids = new Map<string, Named>();
  for (const { key } of customers) {
    const id = await rememberedUnder(context, realmId, `customer:${key}`);
    if (id !== null) ids.set(key, { id });
  }
  const unknown = customers.filter(({ key }) => !ids.has(key));
  const wanted = [...new Set(unknown.flatMap(namesFor))];
  const queries = inGroups(wanted, 30).map(
    (some) =>
      `select Id, DisplayName, Active, CurrencyRef from Customer where DisplayName in (${some.map(quoted).join(', ')}) and Active in (true, false) maxresults 1000`,
  );
  const found = read(company, z.array(foundSchema), (await ask(company, queries)).flat());
  const missing: CustomerToName[] = [];
  for (const customer of unknown) {
    const same = namesFor(customer)
      .map((name) => found.find((one) => isNamed(one, name)))
      .find((one) => one !== undefined && one.Active !== false && isOfCurrency(one, customer, facts));
    if (same === undefined) missing.push(customer);
    else ids.set(customer.key, { id: same.Id });
  }
  for (const [key, customer] of await created(company, facts, missing, found)) ids.set(key, customer);
  for (const { key } of unknown) {
    const customer = ids.get(key);
    if (customer !== undefined && 'id' in customer)
      await rememberUnder(context, realmId, `customer:${key}`, customer.id);
  }
  return ids;
}

/** Creates customers under the first name that is free; who has the others is found out by trying. */
async function created(
  company: Company,
  facts: CompanyFacts,
  customers: readonly CustomerToName[],
  found: readonly Found[],
): Promise<ReadonlyMap<string, Named>> {
  const { setup, realmId, context } = company;
  const ids = new Map<string, Named>();
  let open = customers.map((customer) => ({
    customer,
    names: namesFor(customer).filter((name) => !found.some((one) => isNamed(one, name))),
  }));
  while (open.length > 0) {
    const tried = open.flatMap(({ customer, names: [name, ...others] }) => {
      if (name !== undefined && setup.createCustomers) return [{ customer, name, names: others }];
      const why = setup.createCustomers
        ? 'all its names are taken by others'
        : 'customers are not to be created';
      const reason = `there is no active customer "${namesFor(customer)[0]}", and ${why}`;
      ids.set(customer.key, { error: failure(setup.id, 'refused', reason) });
      return [];
    });
    const results = await write(
      company,
      tried.map(({ customer, name }) => ({
        entity: 'Customer',
        operation: 'create',
        body: bodyOf(customer, name, facts),
        requestId: requestId(realmId, context.tenantId, 'customer', customer.key, name),
      })),
    );
    open = tried.filter(({ customer }, index) => {
      const result = results[index];
      if (result?.status === 'done') {
        ids.set(customer.key, { id: read(company, foundSchema, result.object).Id });
        return false;
      }
      const error = result?.error ?? failure(setup.id, 'unknown', 'nothing came back');
      ids.set(customer.key, { error });
      return error.details.fault === '6240';
    });
  }
  return ids;
}

const bodyOf = (
  { party, currency }: CustomerToName,
  name: string,
  { hasManyCurrencies }: CompanyFacts,
): Readonly<Record<string, unknown>> => ({
  DisplayName: name,
  CompanyName: asName(party.name, 100),
  ...(party.email === null ? {} : { PrimaryEmailAddr: { Address: party.email } }),
  ...(party.address === null ? {} : { BillAddr: addressOf(party.address) }),
  ...(hasManyCurrencies ? { CurrencyRef: { value: currency } } : {}),
});

// QuickBooks tells names apart whatever their case.
const isNamed = ({ DisplayName }: Found, name: string): boolean =>
  DisplayName.toLowerCase() === name.toLowerCase();

const isOfCurrency = ({ CurrencyRef }: Found, { currency }: CustomerToName, facts: CompanyFacts): boolean =>
  (CurrencyRef?.value ?? facts.homeCurrency) === currency;
