import { ownId, redacted, rememberedUnder } from '@billwright/accounting-common';
import { type Attachment, type Invoice, isBillingError, type LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { allocateCredit } from './allocate-credit.ts';
import { fileKey, fileNames, readInTime } from './attached-files.ts';
import { changeRemembered } from './change-remembered.ts';
import { type DocumentEntity, documentEntities, entityOf } from './document-row.ts';

import type { Organisation } from './organisation.ts';
import { requestKey } from './request-key.ts';

/**
 * What is to follow a new copy, in calls of their own. The copy is there without it, so the export does not wait for it:
 * it is written down, tried at once, and tried again with later exports and synchronisations.
 */
export type FollowUp = {
  readonly entity: DocumentEntity;
  readonly documentId: string;
  /** How often Xero refused it. */
  readonly refusals: number;
  /** Why, the last time. */
  readonly reason: string | null;
} & (
  | { readonly kind: 'allocation'; readonly invoiceId: string; readonly amount: string; readonly on: string }
  | { readonly kind: 'note'; readonly text: string }
  /** `name`: what it is called in Xero. */
  | { readonly kind: 'file'; readonly attachment: Attachment; readonly name: string }
);

const commonShape = {
  entity: z.enum(['Invoice', 'CreditNote']),
  documentId: z.string(),
  refusals: z.number(),
  reason: z.string().nullable(),
};
const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  reference: z.string(),
});
const listSchema: z.ZodType<readonly FollowUp[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      ...commonShape,
      kind: z.literal('allocation'),
      invoiceId: z.string(),
      amount: z.string(),
      on: z.string(),
    }),
    z.object({ ...commonShape, kind: z.literal('note'), text: z.string() }),
    z.object({ ...commonShape, kind: z.literal('file'), attachment: attachmentSchema, name: z.string() }),
  ]),
);

const listName = 'follow-ups';
/** What was refused so often is left to people. */
const mostRefusals = 3;
/** After how long what is left waits for the next time, and how long a file may take: exports have to end. */
const longestSeconds = 30;

/** What is to follow a change of a document: files that have not gone along before. */
export const filesOf = (
  { setup }: Organisation,
  { invoice }: LedgerDocument,
  documentId: string,
  known: readonly string[],
): readonly FollowUp[] => {
  const { attachments } = invoice.content;
  const names = fileNames(attachments);
  return attachments.flatMap((attachment, index): readonly FollowUp[] => {
    if (setup.readFile === null || known.includes(fileKey(attachment))) return [];
    const name = names[index] ?? attachment.name;
    return [{ ...common(invoice, documentId), kind: 'file', attachment, name }];
  });
};

const common = (
  invoice: Invoice,
  documentId: string,
): Pick<FollowUp, 'entity' | 'documentId' | 'refusals' | 'reason'> => ({
  entity: entityOf(invoice),
  documentId,
  refusals: 0,
  reason: null,
});

/** What is to follow a new document, beside its files. */
export function followUpsOf(
  { setup, id }: Organisation,
  { invoice, creditsExternalId }: LedgerDocument,
  documentId: string,
): readonly FollowUp[] {
  const { batchId, content, issued } = invoice;
  const of = common(invoice, documentId);
  const followUps: FollowUp[] = [];
  if (of.entity === 'CreditNote' && creditsExternalId !== null) {
    const { id: invoiceId } = ownId(setup, id, ['Invoice'], creditsExternalId);
    const { amount } = content.totals.total;
    followUps.push(allocationOf({ creditNoteId: documentId, invoiceId, amount, on: issued?.on ?? '' }));
  }
  const text = `Copied from invoice ${invoice.id}${batchId === null ? '' : ` of batch ${batchId}`}`;
  if (setup.historyNotes) followUps.push({ ...of, kind: 'note', text: text.slice(0, 2500) });
  return followUps;
}

/** A credit note that is to be taken off an invoice. */
export const allocationOf = ({
  creditNoteId,
  ...given
}: {
  readonly creditNoteId: string;
  readonly invoiceId: string;
  readonly amount: string;
  readonly on: string;
}): FollowUp => ({
  entity: 'CreditNote',
  documentId: creditNoteId,
  refusals: 0,
  reason: null,
  kind: 'allocation',
  ...given,
});

const idOf = (one: FollowUp): string =>
  [one.kind, one.documentId, one.kind === 'file' ? fileKey(one.attachment) : ''].join(' ');

/** What is still to be done. */
export async function openFollowUps({ context, id }: Organisation): Promise<readonly FollowUp[]> {
  const kept = await rememberedUnder(context, id, listName);
  return kept === null ? [] : listSchema.parse(JSON.parse(kept));
}

/** Writes down what is to be done. */
export async function addFollowUps(organisation: Organisation, more: readonly FollowUp[]): Promise<void> {
  if (more.length === 0) return;
  await change(organisation, (list) => {
    const known = new Set(list.map(idOf));
    return [...list, ...more.filter((one) => !known.has(idOf(one)))];
  });
}

const change = (
  organisation: Organisation,
  to: (list: readonly FollowUp[]) => readonly FollowUp[],
): Promise<void> =>
  changeRemembered(organisation, listName, (kept) =>
    JSON.stringify(to(kept === null ? [] : listSchema.parse(JSON.parse(kept)))),
  );

/** Nothing follows a document any more: it has gone. */
export const dropFollowUps = (organisation: Organisation, documentId: string): Promise<void> =>
  change(organisation, (list) => list.filter((one) => one.documentId !== documentId));

/** Does what is still to be done of these documents, or of all; what can't be done now is left for the next time. */
export async function runFollowUps(
  organisation: Organisation,
  documentIds: ReadonlySet<string> | null = null,
): Promise<void> {
  const open = await openFollowUps(organisation);
  const wanted = open.filter(
    (one) => one.refusals < mostRefusals && (documentIds === null || isOf(one, documentIds)),
  );
  const until = Date.parse(organisation.setup.clock.now()) + longestSeconds * 1000;
  for (const one of wanted) {
    if (Date.parse(organisation.setup.clock.now()) >= until) return;
    const reason = await refusalOf(organisation, one);
    const isSame = (other: FollowUp): boolean => idOf(other) === idOf(one);
    const others = (list: readonly FollowUp[]): readonly FollowUp[] => list.filter((other) => !isSame(other));
    if (reason === 'later') {
      // Others may meet the same, so it is enough for now. But what never goes well must not hold them up: it comes last.
      await change(organisation, (list) => [...others(list), ...list.filter(isSame)]);
      return;
    }
    const refused = { ...one, refusals: one.refusals + 1, reason };
    await change(organisation, (list) =>
      reason === null ? others(list) : list.map((other) => (isSame(other) ? refused : other)),
    );
  }
}

const isOf = (one: FollowUp, documentIds: ReadonlySet<string>): boolean =>
  documentIds.has(one.documentId) || (one.kind === 'allocation' && documentIds.has(one.invoiceId));

/** Why one can't be done, `later` when it may be another time; `null`: it is done. Nothing here may hold the export up. */
async function refusalOf(organisation: Organisation, one: FollowUp): Promise<string | null> {
  try {
    await run(organisation, one);
    return null;
  } catch (error) {
    const isRefused = isBillingError(error, 'CONNECTOR_FAILED') && error.details.kind === 'refused';
    if (isRefused) return error.details.reason;
    if (isBillingError(error) || organisation.context.signal?.aborted === true) return 'later';
    // What reads files is not ours.
    if (!(error instanceof Error)) return 'the file can not be read';
    return withoutSecrets(organisation, error.message).slice(0, 1000);
  }
}

/** What people read of an error that is not ours: addresses may be signed, so nothing is left of them but where they are. */
const withoutSecrets = ({ setup }: Organisation, text: string): string =>
  redacted(text, setup.secrets)
    .replaceAll(/\/\/[^\s/@]*@/g, '//')
    .replaceAll(/(?<=\S)[?#][^\s"'<>]+/g, '?…');

async function run(organisation: Organisation, one: FollowUp): Promise<void> {
  const path = `${one.entity}s/${one.documentId}`;
  const idempotencyKey = requestKey(organisation, 'follow-up', idOf(one), one.refusals);
  switch (one.kind) {
    case 'allocation':
      return allocateCredit(organisation, { ...one, creditNoteId: one.documentId, attempt: one.refusals });
    case 'note': {
      const body = { HistoryRecords: [{ Details: one.text }] };
      await organisation.call({ method: 'PUT', path: `${path}/History`, body, idempotencyKey });
      return;
    }
    case 'file': {
      const body = await readInTime(organisation, one.attachment, longestSeconds);
      if (body === undefined) return;
      const file = `${path}/Attachments/${encodeURIComponent(one.name)}`;
      const query = { IncludeOnline: 'true' };
      await organisation.call({ method: 'PUT', path: file, query, body, idempotencyKey });
    }
  }
}

/** The ids in Xero of documents that were kept. */
export const documentIdsOf = (
  { id, setup }: Organisation,
  externalIds: readonly string[],
): ReadonlySet<string> =>
  new Set(externalIds.map((external) => ownId(setup, id, documentEntities, external).id));
