import type { Named } from '@billwright/accounting-common';
import { type Asked, askEach, type Row } from './ask.ts';
import type { Company } from './company.ts';
import { type CompanyFacts, factsQueries, keptFacts } from './company-facts.ts';
import { type CustomerToName, customersAmong, freeNames, namesOfCustomer } from './customer-ids.ts';
import { itemsAmong } from './item-ids.ts';
import { namesQueries, type NamesQuery, rowsOfNames } from './names-query.ts';

/** What is wanted of a company. */
export interface Wanted {
  /** By their names. */
  readonly items: readonly string[];
  readonly customers: readonly CustomerToName[];
}

/** What is not there: items by name, and customers with the names that they can get, the best first. */
export interface Missing {
  readonly items: readonly string[];
  readonly customers: readonly { readonly customer: CustomerToName; readonly names: readonly string[] }[];
}

/** What was found of what is wanted. */
export interface FoundNamed {
  readonly facts: CompanyFacts;
  /** By name. */
  readonly items: ReadonlyMap<string, Named>;
  /** By key. */
  readonly customers: ReadonlyMap<string, Named>;
  readonly missing: Missing;
}

/** Finds what is wanted, and what decides about the company when it is not known: all in one request. */
export async function findNamed(
  company: Company,
  known: CompanyFacts | null,
  { items, customers }: Wanted,
): Promise<FoundNamed> {
  const ofItems: NamesQuery = { entity: 'Item', field: 'Name', names: items };
  const names = [...new Set(customers.flatMap(namesOfCustomer))];
  const ofCustomers: NamesQuery = { entity: 'Customer', field: 'DisplayName', names };
  const [aboutFacts, aboutItems, aboutCustomers] = await askGroups(company, [
    known === null ? factsQueries : [],
    namesQueries(ofItems),
    namesQueries(ofCustomers),
  ]);
  const facts = known ?? (await keptFacts(company, aboutFacts.map(rowsOf)));
  const itemRows = await rowsOfNames(company, ofItems, aboutItems);
  const customerRows = await rowsOfNames(company, ofCustomers, aboutCustomers);
  const foundItems = itemsAmong(company, items, itemRows);
  const foundCustomers = await customersAmong(company, facts, customers, customerRows);
  return {
    facts,
    items: foundItems,
    customers: foundCustomers,
    missing: {
      items: items.filter((name) => !foundItems.has(name)),
      customers: customers
        .filter(({ key }) => !foundCustomers.has(key))
        .map((customer) => ({ customer, names: freeNames(company, customer, customerRows) })),
    },
  };
}

/** Asks three groups of queries together. */
async function askGroups(
  company: Company,
  [one, two, three]: readonly [readonly string[], readonly string[], readonly string[]],
): Promise<readonly [readonly Asked[], readonly Asked[], readonly Asked[]]> {
  const all = await askEach(company, [...one, ...two, ...three]);
  const second = one.length + two.length;
  return [all.slice(0, one.length), all.slice(one.length, second), all.slice(second)];
}

function rowsOf(asked: Asked): readonly Row[] {
  if (asked.status === 'refused') throw asked.error;
  return asked.rows;
}
