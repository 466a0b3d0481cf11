import {
  failure,
  inGroups,
  type Named,
  rememberedUnder,
  rememberUnder,
  requestId,
} from '@billwright/accounting-common';
import { isBillingError } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import type { Company } from './company.ts';
import { quoted } from './quoted.ts';
import { write } from './write.ts';

const itemSchema = z.looseObject({ Id: z.string(), Name: z.string(), Active: z.boolean().optional() });

/** The ids of items by exact name. Those that are missing are created, with the default income account. */
export async function itemIds(
  company: Company,
  names: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const { context, realmId, setup } = company;
  const ids = new Map<string, Named>();
  for (const name of names) {
    const id = await rememberedUnder(context, realmId, `item:${name}`);
    if (id !== null) ids.set(name, { id });
  }
  const unknown = names.filter((name) => !ids.has(name));
  const queries = inGroups(unknown, 30).map(
    (some) =>
      `select Id, Name, Active from Item where Name in (${some.map(quoted).join(', ')}) and Active in (true, false) maxresults 1000`,
  );
  const found = read(company, z.array(itemSchema), (await ask(company, queries)).flat());
  const missing: string[] = [];
  for (const name of unknown) {
    const item = found.find(({ Name }) => Name === name);
    if (item === undefined) missing.push(name);
    else if (item.Active === false)
      ids.set(name, {
        error: failure(setup.id, 'refused', `the item "${name}" is inactive: make it active`),
      });
    else ids.set(name, { id: item.Id });
  }
  for (const [name, item] of await created(company, missing)) ids.set(name, item);
  for (const name of unknown) {
    const item = ids.get(name);
    if (item !== undefined && 'id' in item) await rememberUnder(context, realmId, `item:${name}`, item.id);
  }
  return ids;
}

async function created(company: Company, names: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const { context, realmId, setup } = company;
  if (names.length === 0) return new Map();
  const account = await rememberedUnder(context, realmId, 'income-account');
  if (account === null) {
    const reason = `there is no item "${names[0]}", and no default income account to create it with: choose one`;
    const error = failure(setup.id, 'refused', reason);
    return new Map(names.map((name) => [name, { error }]));
  }
  const writes = names.map((name) => ({
    entity: 'Item' as const,
    operation: 'create' as const,
    body: { Name: name, Type: 'Service', IncomeAccountRef: { value: account } },
    requestId: requestId(realmId, context.tenantId, 'item', name, account),
  }));
  const results = await write(company, writes);
  return new Map(
    names.map((name, index): [string, Named] => {
      const result = results[index];
      if (result?.status === 'done') return [name, { id: read(company, itemSchema, result.object).Id }];
      const error = result?.error ?? failure(setup.id, 'unknown', 'nothing came back');
      // Nothing of the document was written yet, whatever became of the item.
      if (isBillingError(error, 'CONNECTOR_FAILED')) return [name, { error }];
      throw error;
    }),
  );
}
