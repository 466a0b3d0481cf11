import { type ExportResult, mayBeEarlier, sentLineKeys } from '@billwright/accounting-common';
import { isBillingError, type LedgerDocument } from '@billwright/core';
import { documentContent } from './document-content.ts';
import { documentKeys } from './document-lines.ts';
import { refusalOf } from './fault.ts';
import { findCopies } from './find-copies.ts';
import { keptDocument } from './kept-document.ts';
import type { Organisation } from './organisation.ts';
import type { Row, WrittenRow } from './write-rows.ts';

/** A copy that was found. */
export interface FoundCopy {
  /** Whether it may be of an earlier revision. */
  readonly isEarlier: boolean;
  /** The keys of its lines, in their order. */
  readonly keys: readonly string[];
}

/** Which revision of a document a copy is of, by what it says: one that was sent may have come through unseen. */
export async function foundCopy(
  { context, id }: Organisation,
  document: LedgerDocument,
  row: Row,
): Promise<FoundCopy> {
  const content = documentContent(row);
  return {
    isEarlier: await mayBeEarlier(context, id, document, content),
    keys: (await sentLineKeys(context, id, document, content)) ?? documentKeys(document.invoice),
  };
}

/**
 * Takes a copy that was found for that of a document. One that may be of an earlier revision is brought up to date. What
 * was paid or voided meanwhile can't be, so that is a finding.
 */
export async function adoptCopy(
  organisation: Organisation,
  document: LedgerDocument,
  row: Row,
  update: (document: LedgerDocument) => Promise<ExportResult>,
): Promise<ExportResult> {
  const { isEarlier, keys } = await foundCopy(organisation, document, row);
  const kept = await keptDocument(organisation, document, keys, row, true);
  if (kept.status !== 'confirmed' || !isEarlier) return kept;
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
