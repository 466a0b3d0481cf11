import { changeUnder, inGroups, rememberedUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { ask, batchSize, read } from './ask.ts';
import type { Company } from './company.ts';
import { quoted } from './quoted.ts';
import { readById } from './read-by-id.ts';
import { linksOf, toldKinds, type ToldKind, type ToldTransaction, toldSchema } from './told-transaction.ts';

/** Ids are remembered in groups of so many numbers: fewer than the calls of a minute, as each may have to be read. */
const groupSize = 300;
/** Under this name are the names of all groups. */
const groupsName = 'told';

/**
 * Remembers what was told that may be about documents of ours: what was deleted long ago, or among many changes, QuickBooks
 * does not tell.
 */
export async function rememberTold(
  company: Company,
  kind: ToldKind,
  told: readonly ToldTransaction[],
): Promise<void> {
  const groups = new Map<string, string[]>();
  for (const { Id } of told.filter((one) => one.status !== 'Deleted' && mayBeOurs(kind, one))) {
    const name = `${kind}:${Math.floor(Number(Id) / groupSize)}`;
    groups.set(name, [...(groups.get(name) ?? []), Id]);
  }
  if (groups.size === 0) return;
  await addTo(company, groupsName, [...groups.keys()]);
  for (const [name, ids] of groups) await addTo(company, `${groupsName}:${name}`, ids);
}

/** The group after another one, by name; `null` after the last one. */
export async function groupAfter(company: Company, after: string): Promise<string | null> {
  const names = await wordsUnder(company, groupsName);
  return names.toSorted().find((name) => name > after) ?? null;
}

/** What was told of a group and is not there any more. What queries do not tell is read: they can be behind. */
export async function goneOf(
  company: Company,
  group: string,
): Promise<{ readonly kind: ToldKind; readonly gone: readonly ToldTransaction[] }> {
  const kind = toldKinds.find((one) => group.startsWith(`${one}:`)) ?? 'Payment';
  const ids = await wordsUnder(company, `${groupsName}:${group}`);
  const queries = inGroups(ids, batchSize).map(
    (some) => `select Id from ${kind} where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
  );
  const rows = read(company, z.array(toldSchema), (await ask(company, queries)).flat());
  const there = new Set(rows.map(({ Id }) => Id));
  const gone: ToldTransaction[] = [];
  for (const Id of ids.filter((id) => !there.has(id)))
    if ((await readById(company, kind, Id)) === null) gone.push(toldSchema.parse({ Id, status: 'Deleted' }));
  return { kind, gone };
}

/** A refund counts without a document, too; a payment that pays nothing and applies nothing does not. */
const mayBeOurs = (kind: ToldKind, told: ToldTransaction): boolean =>
  kind === 'RefundReceipt' || linksOf(told).some(({ type }) => type === 'Invoice' || type === 'CreditMemo');

const wordsUnder = async ({ context, realmId }: Company, name: string): Promise<readonly string[]> =>
  (await rememberedUnder(context, realmId, name))?.split(' ') ?? [];

const addTo = ({ context, realmId }: Company, name: string, words: readonly string[]): Promise<void> =>
  changeUnder(context, realmId, name, (kept) =>
    [...new Set([...(kept?.split(' ') ?? []), ...words])].join(' '),
  );
