import type { ConnectorContext, Invoice, LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { changeUnder } from './change-under.ts';
import { rememberedUnder } from './remember.ts';

/** A revision that was sent as a new document. */
interface SentRevision {
  readonly key: string;
  /** What tells it from others, in the words of the connector. */
  readonly content: string;
  /** The keys of its lines, in their order. */
  readonly lineKeys: readonly string[];
}

const sentSchema: z.ZodType<readonly SentRevision[]> = z.array(
  z.object({ key: z.string(), content: z.string(), lineKeys: z.array(z.string()) }),
);

const sentName = ({ id }: Invoice): string => `sent:${id}`;

const sentIn = (kept: string | null): readonly SentRevision[] =>
  kept === null ? [] : sentSchema.parse(JSON.parse(kept));

/**
 * Remembers before it is sent which revision of a document is sent as a new one, and its content: a copy may tell nothing
 * of that. The keys of its lines tell later which line of the copy is which.
 */
export const rememberSent = (
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
  content: string,
  lineKeys: readonly string[] = [],
): Promise<void> =>
  changeUnder(context, companyId, sentName(invoice), (kept) => {
    const sent = sentIn(kept);
    const isKnown = sent.some((one) => one.key === key && one.content === content);
    return isKnown ? null : JSON.stringify([...sent, { key, content, lineKeys }]);
  });

/** Forgets that a revision was sent as a new document: surely nothing of it is there. */
export const forgetSent = (
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
): Promise<void> =>
  changeUnder(context, companyId, sentName(invoice), (kept) =>
    kept === null ? null : JSON.stringify(sentIn(kept).filter((one) => one.key !== key)),
  );

/** Whether any revision of a document was sent as a new one, of which nothing is known. */
export const wasSent = async (
  context: ConnectorContext,
  companyId: string,
  { invoice }: LedgerDocument,
): Promise<boolean> => sentIn(await rememberedUnder(context, companyId, sentName(invoice))).length > 0;

/**
 * Whether a copy that is found may be of an earlier revision: others were sent as new ones, too, and this content was not
 * sent under the key of the document. Of what is to be taken back any will do, and of what is a draft again, since it is
 * brought up to date when that is issued.
 *
 * @param content that of the copy; `null` when it does not tell
 */
export async function mayBeEarlier(
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
  content: string | null = null,
): Promise<boolean> {
  if (invoice.settlement === 'void' || invoice.settlement === 'draft') return false;
  const sent = sentIn(await rememberedUnder(context, companyId, sentName(invoice)));
  return sent.some((one) => one.key !== key) && !hasContent(sent, key, content);
}

/** The keys of the lines of what was sent as a new document with this content, in their order; `null`: nothing was. */
export async function sentLineKeys(
  context: ConnectorContext,
  companyId: string,
  { invoice }: LedgerDocument,
  content: string | null,
): Promise<readonly string[] | null> {
  const sent = sentIn(await rememberedUnder(context, companyId, sentName(invoice)));
  return sent.find((one) => one.content === content)?.lineKeys ?? null;
}

/** Whether this content was sent as a new document under the key of a document; `true` when nothing ever was. */
export async function isAsSent(
  context: ConnectorContext,
  companyId: string,
  { invoice, key }: LedgerDocument,
  content: string,
): Promise<boolean> {
  const sent = sentIn(await rememberedUnder(context, companyId, sentName(invoice)));
  return sent.every((one) => one.key !== key) || hasContent(sent, key, content);
}

const hasContent = (sent: readonly SentRevision[], key: string, content: string | null): boolean =>
  sent.some((one) => one.key === key && one.content === content);
