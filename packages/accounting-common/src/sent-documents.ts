import type { ConnectorContext, Invoice, LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { changeUnder } from './change-under.ts';
import { rememberedUnder } from './remember.ts';

const keysSchema = z.array(z.string());

const sentName = ({ id }: Invoice): string => `sent:${id}`;

const keysOf = (kept: string | null): readonly string[] =>
  kept === null ? [] : keysSchema.parse(JSON.parse(kept));

/** Remembers before it is sent which revision of a document is sent as a new one: a copy tells nothing of that. */
export const rememberSent = (
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
): Promise<void> =>
  changeUnder(context, companyId, sentName(invoice), (kept) => {
    const keys = keysOf(kept);
    return keys.includes(key) ? null : JSON.stringify([...keys, key]);
  });

/** Whether a copy that is found may be of an earlier revision. Of what is to be taken back any will do. */
export async function mayBeEarlier(
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
): Promise<boolean> {
  if (invoice.settlement === 'void') return false;
  const sent = keysOf(await rememberedUnder(context, companyId, sentName(invoice)));
  return sent.some((one) => one !== key);
}
