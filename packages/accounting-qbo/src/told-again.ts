import { fieldOf, inGroups, tellAgain, toTellAgain } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, batchSize, read, type Row } from './ask.ts';
import type { Company } from './company.ts';
import { quoted } from './quoted.ts';
import { toldSchema, type ToldTransaction } from './told-transaction.ts';

const linksSchema = z.array(z.looseObject({ TxnId: z.string(), TxnType: z.string() })).default([]);

/** Notes the payments of copies that were found, and that nobody knew before: they are told again. */
export async function notePayments(company: Company, copies: readonly Row[]): Promise<void> {
  const ids = copies
    .flatMap((copy) => read(company, linksSchema, fieldOf(copy, 'LinkedTxn')))
    .filter(({ TxnType }) => TxnType === 'Payment')
    .map(({ TxnId }) => TxnId);
  await tellAgain(company.context, company.realmId, ids, company.setup.clock.now());
}

/** The payments that are to be told again, and the number for the cursor. What has gone is told elsewhere. */
export async function toldAgain(
  company: Company,
  after: number,
): Promise<{ readonly payments: readonly ToldTransaction[]; readonly last: number }> {
  const { context, realmId, setup } = company;
  const { ids, last } = await toTellAgain(context, realmId, after, setup.clock.now());
  const queries = inGroups(ids, batchSize).map(
    (some) => `select * from Payment where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
  );
  const rows = (await ask(company, queries)).flat();
  return { payments: read(company, z.array(toldSchema), rows), last };
}
