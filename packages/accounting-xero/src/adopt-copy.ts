import { type ExportResult, rememberedUnder } from '@billwright/accounting-common';
import { type Invoice, isBillingError, type LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { changeRemembered } from './change-remembered.ts';
import { documentKeys } from './document-lines.ts';
import { refusalOf } from './fault.ts';
import { findCopies } from './find-copies.ts';
import { keptDocument } from './kept-document.ts';
import type { Organisation } from './organisation.ts';
import type { Row, WrittenRow } from './write-rows.ts';

const keysSchema = z.array(z.string());

const sentName = ({ id }: Invoice): string => `sent:${id}`;

const keysOf = (kept: string | null): readonly string[] =>
  kept === null ? [] : keysSchema.parse(JSON.parse(kept));

/** Remembers before it is sent which revision of a document is sent as a new one: a copy tells nothing of that. */
export const rememberSent = (organisation: Organisation, { invoice, key }: LedgerDocument): Promise<void> =>
  changeRemembered(organisation, sentName(invoice), (kept) => {
    const keys = keysOf(kept);
    return keys.includes(key) ? null : JSON.stringify([...keys, key]);
  });

/** Whether a copy that is found may be of an earlier revision. Of what is to be taken back any will do. */
export async function mayBeEarlier(
  { context, id }: Organisation,
  { invoice, key }: LedgerDocument,
): Promise<boolean> {
  if (invoice.settlement === 'void') return false;
  const sent = keysOf(await rememberedUnder(context, id, sentName(invoice)));
  return sent.some((one) => one !== key);
}

/**
 * Takes a copy that was found for that of a document. It is of an earlier revision, if one was sent and came through
 * unseen: then it is brought up to date. What was paid or voided meanwhile can't be, so that is a finding.
 */
export async function adoptCopy(
  organisation: Organisation,
  document: LedgerDocument,
  row: Row,
  update: (document: LedgerDocument) => Promise<ExportResult>,
): Promise<ExportResult> {
  const { invoice } = document;
  const keys = documentKeys(invoice);
  const kept = await keptDocument(organisation, document, keys, row, true);
  if (kept.status !== 'confirmed' || !(await mayBeEarlier(organisation, document))) return kept;
  const updated = await update({ ...document, externalId: kept.externalId });
  if (updated.status !== 'rejected' || refusalOf(updated.reason) !== 'wrong-status') return updated;
  const reason = `the copy may be of an earlier revision, and can not be changed: ${updated.reason}`;
  return keptDocument(organisation, document, keys, row, false, reason);
}

/** Our own copies among documents whose number was taken: they came through unseen before. */
export async function ownCopies(
  organisation: Organisation,
  documents: readonly LedgerDocument[],
): Promise<ReadonlyMap<LedgerDocument, WrittenRow>> {
  if (documents.length === 0) return new Map();
  try {
    const rows = await findCopies(organisation, documents);
    return new Map([...rows].map(([document, row]) => [document, { status: 'done', row }]));
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED')) throw error;
    // Nobody knows yet whose the number is.
    return new Map(documents.map((document) => [document, { status: 'failed', error }]));
  }
}
