import {
  type ExportResult,
  externalId,
  forgetSent,
  mayBeEarlier,
  rememberSent,
  wasSent,
} from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import type { Company } from './company.ts';
import type { CurrentCopy } from './current-copies.ts';
import { entityOf } from './document-body.ts';
import { contentOf } from './find-copy.ts';

/** Documents that are to be new, and were sent as such before: nobody knows what became of them. */
export async function sentBefore(
  { context, realmId }: Company,
  documents: readonly LedgerDocument[],
): Promise<ReadonlySet<LedgerDocument>> {
  const sent = new Set<LedgerDocument>();
  for (const document of documents)
    if (document.externalId === null && (await wasSent(context, realmId, document))) sent.add(document);
  return sent;
}

/** A document as the change of a copy that may be of an earlier revision; `null` when the copy is of the present one. */
export async function changeOf(
  { context, realmId }: Company,
  document: LedgerDocument,
  copy: CurrentCopy,
  copies: Map<string, CurrentCopy>,
): Promise<LedgerDocument | null> {
  if (!(await mayBeEarlier(context, realmId, document))) return null;
  // Whoever looks for what is sent now can tell whether the invoice has changed since.
  await rememberSent(context, realmId, document, contentOf(document));
  const external = externalId(realmId, entityOf(document.invoice), copy.Id);
  copies.set(external, copy);
  return { ...document, externalId: external };
}

/** Of a new document that was refused, or not even sent, surely nothing is there. */
export async function forgetRefused(
  { context, realmId }: Company,
  document: LedgerDocument,
  result: ExportResult | undefined,
): Promise<void> {
  const isRefused = result?.status === 'rejected' || result?.status === 'retry';
  if (isRefused && document.externalId === null) await forgetSent(context, realmId, document);
}
