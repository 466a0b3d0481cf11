import { failure, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { asName } from './contact-names.ts';
import { type Organisation, read } from './organisation.ts';
import { writeRows } from './write-rows.ts';

const itemsSchema = z.looseObject({ Items: z.array(z.looseObject({ Code: z.string() })) });

/** An item that lines name, and the account that it gets when it is created. */
export interface ItemToName {
  readonly code: string;
  readonly name: string;
  readonly accountCode: string;
}

/** Which items can't be had, and why: by code. Missing ones are created where that is wanted. */
export async function missingItems(
  organisation: Organisation,
  items: readonly ItemToName[],
): Promise<ReadonlyMap<string, Error>> {
  const { context, id, setup } = organisation;
  const unknown: ItemToName[] = [];
  for (const item of items)
    if ((await rememberedUnder(context, id, `item:${item.code}`)) === null) unknown.push(item);
  if (unknown.length === 0) return new Map();
  const { body } = await organisation.call({ method: 'GET', path: 'Items' });
  const codes = new Set(read(organisation, itemsSchema, body).Items.map(({ Code }) => Code));
  const missing = unknown.filter(({ code }) => !codes.has(code));
  const faults = new Map<string, Error>();
  if (!setup.createItems)
    for (const { code } of missing)
      faults.set(code, failure(setup.id, 'refused', `there is no item "${code}": create it, or map another`));
  else
    for (const [index, written] of (await createdItems(organisation, missing)).entries())
      if (written.status === 'failed') faults.set(missing[index]?.code ?? '', written.error);
  for (const { code } of unknown)
    if (!faults.has(code)) await rememberUnder(context, id, `item:${code}`, code);
  return faults;
}

const createdItems = (organisation: Organisation, items: readonly ItemToName[]) =>
  writeRows(
    organisation,
    'Items',
    'PUT',
    items.map(({ code, name, accountCode }) => ({
      row: {
        Code: code,
        Name: asName(name, 50),
        IsSold: true,
        IsPurchased: false,
        SalesDetails: { AccountCode: accountCode },
      },
      key: `item ${code} ${name} ${accountCode}`,
    })),
  );
