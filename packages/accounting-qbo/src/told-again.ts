import { changeUnder, fieldOf, inGroups, rememberedUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, batchSize, read, type Row } from './ask.ts';
import { before } from './changes-cursor.ts';
import type { Company } from './company.ts';
import { quoted } from './quoted.ts';
import { toldSchema, type ToldTransaction } from './told-transaction.ts';

/** Payments that are to be told once more, each with a number that counts up. */
interface TellAgain {
  readonly last: number;
  readonly payments: readonly { readonly number: number; readonly id: string; readonly at: string }[];
}

const listName = 'tell-again';
const listSchema: z.ZodType<TellAgain> = z.object({
  last: z.number(),
  payments: z.array(z.object({ number: z.number(), id: z.string(), at: z.string() })),
});
const listIn = (kept: string | null): TellAgain =>
  kept === null ? { last: 0, payments: [] } : listSchema.parse(JSON.parse(kept));

/** So long nothing is told again: until it is written down which document the copy is of. */
const waitSeconds = 300;

const linksSchema = z.array(z.looseObject({ TxnId: z.string(), TxnType: z.string() })).default([]);

/**
 * Notes the payments of copies that were found, and that nobody knew before: when those were told, nobody could say what they
 * pay.
 */
export async function tellAgain(company: Company, copies: readonly Row[]): Promise<void> {
  const { context, realmId, setup } = company;
  const ids = copies
    .flatMap((copy) => read(company, linksSchema, fieldOf(copy, 'LinkedTxn')))
    .filter(({ TxnType }) => TxnType === 'Payment')
    .map(({ TxnId }) => TxnId);
  if (ids.length === 0) return;
  const at = setup.clock.now();
  await changeUnder(context, realmId, listName, (kept) => {
    const { last, payments } = listIn(kept);
    const more = ids.map((id, index) => ({ number: last + index + 1, id, at }));
    return JSON.stringify({ last: last + ids.length, payments: [...payments, ...more] });
  });
}

/** What is to be told again after a number, and the last number of it. What has gone is told elsewhere. */
export async function toldAgain(
  company: Company,
  after: number,
): Promise<{ readonly payments: readonly ToldTransaction[]; readonly last: number }> {
  const { context, realmId, setup } = company;
  const { payments } = listIn(await rememberedUnder(context, realmId, listName));
  // It was told, and where to go on was written down with it.
  if (payments.some(({ number }) => number <= after)) await forgetUntil(company, after);
  const until = before(setup.clock.now(), waitSeconds);
  const [waiting] = payments.filter(({ at }) => at > until);
  const due = payments.filter(
    ({ number }) => number > after && (waiting === undefined || number < waiting.number),
  );
  const queries = inGroups([...new Set(due.map(({ id }) => id))], batchSize).map(
    (some) => `select * from Payment where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
  );
  const rows = (await ask(company, queries)).flat();
  return { payments: read(company, z.array(toldSchema), rows), last: due.at(-1)?.number ?? after };
}

const forgetUntil = ({ context, realmId }: Company, after: number): Promise<void> =>
  changeUnder(context, realmId, listName, (kept) => {
    const { last, payments } = listIn(kept);
    return JSON.stringify({ last, payments: payments.filter(({ number }) => number > after) });
  });
