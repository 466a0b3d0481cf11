import { failure, type Named, requestId, revisionUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { read, type Row } from './ask.ts';
import type { Company } from './company.ts';
import type { Write, Written } from './write.ts';

const itemSchema = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  FullyQualifiedName: z.string().optional(),
  Type: z.string().optional(),
  Active: z.boolean().optional(),
});
type Item = z.infer<typeof itemSchema>;

/** Items that no line can name: they hold others. */
const holding = ['Category', 'Group', 'Bundle'];

/**
 * Items by exact name, among those that were found. Those that are missing are left out. Of several of one name, which can
 * be in different categories, an active one is taken, and rather one in none.
 */
export function itemsAmong(
  company: Company,
  names: readonly string[],
  rows: readonly Row[],
): ReadonlyMap<string, Named> {
  const found = read(company, z.array(itemSchema), rows);
  return new Map(
    names.flatMap((name): [string, Named][] => {
      const rank = ({ Active, FullyQualifiedName = name }: Item): number =>
        (Active === false ? 2 : 0) + (FullyQualifiedName === name ? 0 : 1);
      const [item] = found
        .filter(({ Name, Type = '' }) => Name === name && !holding.includes(Type))
        .toSorted((one, other) => rank(one) - rank(other));
      if (item === undefined) return [];
      const reason = `the item "${name}" is inactive: make it active`;
      const inactive = { error: failure(company.setup.id, 'refused', reason) };
      return [[name, item.Active === false ? inactive : { id: item.Id }]];
    }),
  );
}

/** What creates an item, with the default income account. As with customers, one that was forgotten is not told again. */
export const itemWrite = async (
  { realmId, context }: Company,
  name: string,
  account: string,
): Promise<Write> => ({
  entity: 'Item',
  operation: 'create',
  body: { Name: name, Type: 'Service', IncomeAccountRef: { value: account } },
  requestId: requestId(
    realmId,
    context.tenantId,
    'item',
    name,
    account,
    await revisionUnder(context, realmId, `item:${name}`),
  ),
});

/** The item that was created. */
export const itemWritten = (company: Company, written: Written): Named =>
  written.status === 'done' ? { id: read(company, itemSchema, written.object).Id } : { error: written.error };

/** Why no item can be created. */
export const noAccountFor = ({ setup }: Company, name: string): Named => ({
  error: failure(
    setup.id,
    'refused',
    `there is no item "${name}", and no default income account to create it with: choose one`,
  ),
});
