import { type Named, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import type { Company } from './company.ts';
import { type CompanyFacts, knownFacts } from './company-facts.ts';
import { createMissing } from './create-missing.ts';
import { findNamed, type Wanted } from './find-named.ts';

/** What was found of what is wanted, or created. */
export interface LookedUp {
  readonly facts: CompanyFacts;
  /** By name. */
  readonly items: ReadonlyMap<string, Named>;
  /** By key. */
  readonly customers: ReadonlyMap<string, Named>;
}

/**
 * Finds what is wanted, and creates what is missing. What is not remembered is asked for in one request, or in one for
 * each thirty queries; what is missing is created in one, or in one for each thirty.
 */
export async function lookUp(company: Company, wanted: Wanted): Promise<LookedUp> {
  const facts = await knownFacts(company);
  const items = await remembered(company, 'item', wanted.items);
  const keys = wanted.customers.map(({ key }) => key);
  const customers = await remembered(company, 'customer', keys);
  const found = await findNamed(company, facts, {
    items: wanted.items.filter((name) => !items.has(name)),
    customers: wanted.customers.filter(({ key }) => !customers.has(key)),
  });
  const made = await createMissing(company, found.facts, found.missing);
  const newItems = new Map([...found.items, ...made.items]);
  const newCustomers = new Map([...found.customers, ...made.customers]);
  await remember(company, 'item', newItems);
  await remember(company, 'customer', newCustomers);
  return {
    facts: found.facts,
    items: new Map([...items, ...newItems]),
    customers: new Map([...customers, ...newCustomers]),
  };
}

async function remembered(
  { context, realmId }: Company,
  kind: 'item' | 'customer',
  keys: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const ids = new Map<string, Named>();
  for (const key of keys) {
    const id = await rememberedUnder(context, realmId, `${kind}:${key}`);
    if (id !== null) ids.set(key, { id });
  }
  return ids;
}

async function remember(
  { context, realmId }: Company,
  kind: 'item' | 'customer',
  ids: ReadonlyMap<string, Named>,
): Promise<void> {
  for (const [key, named] of ids)
    if ('id' in named) await rememberUnder(context, realmId, `${kind}:${key}`, named.id);
}
