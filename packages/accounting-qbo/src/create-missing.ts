import { failure, type Named, rememberedUnder } from '@billwright/accounting-common';
import type { Company } from './company.ts';
import type { CompanyFacts } from './company-facts.ts';
import { customerWrite, customerWritten, isKeptFor, noNameFor } from './customer-ids.ts';
import { findNamed, type Missing } from './find-named.ts';
import { itemWrite, itemWritten, noAccountFor } from './item-ids.ts';
import { write, type Written } from './write.ts';

/**
 * Creates items, and customers under the first name that is free, together. A name that turns out to be taken was taken
 * by somebody who created the same thing at the same time, which is then found; or by a vendor, an employee or another
 * customer of that name, and the next name is tried.
 */
export async function createMissing(
  company: Company,
  facts: CompanyFacts,
  missing: Missing,
): Promise<{ readonly items: ReadonlyMap<string, Named>; readonly customers: ReadonlyMap<string, Named> }> {
  const items = new Map<string, Named>();
  const customers = new Map<string, Named>();
  let left = await creatable(company, missing, items, customers);
  while (left.items.length + left.customers.length > 0) {
    const taken = await createOnce(company, facts, left, items, customers);
    if (taken.items.length + taken.customers.length === 0) break;
    const others = taken.customers.map(({ customer }) => customer);
    const found = await findNamed(company, facts, { items: taken.items, customers: others });
    for (const [name, item] of found.items) items.set(name, item);
    for (const [key, customer] of found.customers) customers.set(key, customer);
    const next = taken.customers.filter(({ customer }) => !found.customers.has(customer.key));
    left = await creatable(company, { items: [], customers: next }, items, customers);
  }
  return { items, customers };
}

/** What can be created; of the rest it is written down why not. */
async function creatable(
  company: Company,
  missing: Missing,
  items: Map<string, Named>,
  customers: Map<string, Named>,
): Promise<Missing & { readonly account: string }> {
  const { setup, context, realmId } = company;
  const account = missing.items.length === 0 ? '' : await rememberedUnder(context, realmId, 'income-account');
  if (account === null) for (const name of missing.items) items.set(name, noAccountFor(company, name));
  const isNamed = ({ customer, names }: Missing['customers'][number]): boolean => {
    if (names.length > 0 && setup.createCustomers) return true;
    customers.set(customer.key, noNameFor(company, customer));
    return false;
  };
  return {
    account: account ?? '',
    items: account === null ? [] : missing.items,
    customers: missing.customers.filter(isNamed),
  };
}

/** Tries each once. Gives those whose names are taken, customers with the names that are left. */
async function createOnce(
  company: Company,
  facts: CompanyFacts,
  { account, items: names, customers: wanted }: Missing & { readonly account: string },
  items: Map<string, Named>,
  customers: Map<string, Named>,
): Promise<Missing> {
  const writes = await Promise.all([
    ...names.map((name) => itemWrite(company, name, account)),
    ...wanted.map(({ customer, names: [name = ''] }) => customerWrite(company, facts, customer, name)),
  ]);
  const written = await write(company, writes);
  const lost = failure(company.setup.id, 'unknown', 'nothing came back');
  const at = (index: number): Written => written[index] ?? { status: 'failed', error: lost };
  for (const [index, name] of names.entries()) items.set(name, itemWritten(company, at(index)));
  const taken: Missing['customers'][number][] = [];
  for (const [index, wish] of wanted.entries()) {
    const {
      customer,
      names: [, ...others],
    } = wish;
    const one = at(names.length + index);
    const named = customerWritten(company, one);
    customers.set(customer.key, named);
    // It may be one whose answer was lost, and that somebody else here has found since.
    const isOurs = !('id' in named) || (await isKeptFor(company, named.id, customer));
    if (isTaken(one) || !isOurs) taken.push({ customer, names: others });
  }
  return { items: names.filter((_, index) => isTaken(at(index))), customers: taken };
}

const isTaken = (one: Written): boolean => one.status === 'failed' && one.error.details.fault === '6240';
