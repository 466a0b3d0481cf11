import type { ConnectorContext, Instant } from '@billwright/core';
import { z } from 'zod';
import { changeUnder } from './change-under.ts';
import { rememberedUnder } from './remember.ts';

/** What is to be told once more, by its ids in the ledger, each with a number that counts up. */
interface TellAgain {
  readonly last: number;
  readonly open: readonly { readonly number: number; readonly id: string; readonly at: Instant }[];
}

const listName = 'tell-again';
const listSchema: z.ZodType<TellAgain> = z.object({
  last: z.number(),
  open: z.array(z.object({ number: z.number(), id: z.string(), at: z.string() })),
});
const listIn = (kept: string | null): TellAgain =>
  kept === null ? { last: 0, open: [] } : listSchema.parse(JSON.parse(kept));

/** So long nothing is told again: until it is written down which document a copy is of. */
const waitSeconds = 300;

/** Notes what is to be told once more: when it was told first, nobody knew the copy that it is about. */
export async function tellAgain(
  context: ConnectorContext,
  companyId: string,
  ids: readonly string[],
  now: Instant,
): Promise<void> {
  if (ids.length === 0) return;
  await changeUnder(context, companyId, listName, (kept) => {
    const { last, open } = listIn(kept);
    const more = ids.map((id, index) => ({ number: last + index + 1, id, at: now }));
    return JSON.stringify({ last: last + ids.length, open: [...open, ...more] });
  });
}

/**
 * What is to be told once more, and the last number of it, which belongs into the cursor.
 *
 * @param after the number in the cursor: what is up to it was told, and that is written down, so it is forgotten
 */
export async function toTellAgain(
  context: ConnectorContext,
  companyId: string,
  after: number,
  now: Instant,
): Promise<{ readonly ids: readonly string[]; readonly last: number }> {
  const { open } = listIn(await rememberedUnder(context, companyId, listName));
  if (open.some(({ number }) => number <= after))
    await changeUnder(context, companyId, listName, (kept) => {
      const list = listIn(kept);
      return JSON.stringify({ ...list, open: list.open.filter(({ number }) => number > after) });
    });
  const until = new Date(Date.parse(now) - waitSeconds * 1000).toISOString();
  // In their order, so that the cursor goes over none that waits.
  const waiting = open.findIndex(({ at }) => at > until);
  const due = open.slice(0, waiting === -1 ? undefined : waiting).filter(({ number }) => number > after);
  return { ids: [...new Set(due.map(({ id }) => id))], last: due.at(-1)?.number ?? after };
}
