import { inGroups } from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { ask, batchSize, read } from './ask.ts';
import type { Company } from './company.ts';
import { type DocumentEntity, externalId } from './external-id.ts';
import { quoted } from './quoted.ts';

const copySchema = z.looseObject({ Id: z.string(), SyncToken: z.string() });

/** The tokens without which copies can't be changed, by external id. They are read just before, as people change copies. */
export async function currentCopies(
  company: Company,
  documents: readonly LedgerDocument[],
): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  const wanted = documents.flatMap((document) => (document.externalId === null ? [] : [document.externalId]));
  for (const entity of ['Invoice', 'CreditMemo'] satisfies readonly DocumentEntity[]) {
    const prefix = externalId(company.realmId, entity, '');
    const ids = wanted.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
    const queries = inGroups(ids, batchSize).map(
      (some) =>
        `select Id, SyncToken from ${entity} where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
    );
    const rows = (await ask(company, queries)).flat();
    for (const { Id, SyncToken } of read(company, z.array(copySchema), rows))
      tokens.set(externalId(company.realmId, entity, Id), SyncToken);
  }
  return tokens;
}
