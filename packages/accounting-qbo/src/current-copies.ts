import { externalId, inGroups } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, batchSize, read, type Row } from './ask.ts';
import type { Company } from './company.ts';
import { type DocumentEntity, ownId } from './external-id.ts';
import { quoted } from './quoted.ts';
import { readById } from './read-by-id.ts';

const copySchema = z.looseObject({ Id: z.string(), SyncToken: z.string() });

/** A copy as it is in QuickBooks. */
export type CurrentCopy = Row & { readonly Id: string; readonly SyncToken: string };

const entities: readonly DocumentEntity[] = ['Invoice', 'CreditMemo'];

/**
 * Copies as they are now, by their external ids; those that are gone are left out. They are read just before they are
 * changed, as people change them, too: all together.
 */
export async function currentCopies(
  company: Company,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CurrentCopy>> {
  const queries = entities.flatMap((entity) => {
    const prefix = externalId(company.realmId, entity, '');
    const own = ids.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
    return inGroups(own, batchSize).map((some) => ({
      entity,
      text: `select * from ${entity} where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
    }));
  });
  const answers = await ask(
    company,
    queries.map(({ text }) => text),
  );
  return new Map(
    queries.flatMap(({ entity }, index) =>
      read(company, z.array(copySchema), answers[index]).map((row): [string, CurrentCopy] => [
        externalId(company.realmId, entity, row.Id),
        row,
      ]),
    ),
  );
}

/**
 * One copy as it is now, read by its id: what queries tell can be behind, as is reported. `null` when it is gone.
 */
export async function currentCopy(company: Company, external: string): Promise<CurrentCopy | null> {
  const { entity, id } = ownId(company, external);
  const body = await readById(company, entity, id);
  return body === null
    ? null
    : (read(company, z.looseObject({ [entity]: copySchema }), body)[entity] ?? null);
}
