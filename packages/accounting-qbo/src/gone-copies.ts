import {
  type ExportResult,
  externalId as externalIdOf,
  forgetFinding,
  rememberedUnder,
  rememberUnder,
} from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import type { Company } from './company.ts';
import { type CurrentCopy, currentCopy } from './current-copies.ts';
import { entityOf } from './document-body.ts';
import { ownCopy } from './find-copy.ts';

/** What somebody reads whose copy is not there any more. */
export const goneReason =
  'the copy was deleted in QuickBooks: export the invoice once more to make a new one, or void it here';

const keyOf = (externalId: string): string => `gone:${externalId}`;

/**
 * A document as it is to be sent. When its copy was deleted, and somebody who was told so exports it all the same, that
 * is a new document; one that was made in its place before, and whose answer was lost, is looked up first.
 */
export async function inPlaceOfGone(
  company: Company,
  document: LedgerDocument,
  copies: Map<string, CurrentCopy>,
): Promise<LedgerDocument> {
  const { externalId, key } = document;
  if (externalId === null || copies.has(externalId) || !isOfCompany(company, document)) return document;
  // What queries tell can be behind.
  if (await isThere(company, externalId, copies)) return document;
  if ((await rememberedUnder(company.context, company.realmId, keyOf(externalId))) === null) return document;
  const found = await ownCopy(company, document);
  const other = found === null ? null : externalIdOf(company.realmId, entityOf(document.invoice), found.Id);
  if (other !== null && (await isThere(company, other, copies))) return { ...document, externalId: other };
  // Under the old key QuickBooks would give the answer again that it gave for what was deleted.
  return { ...document, externalId: null, key: `${key} in place of ${externalId}` };
}

/** Writes down of which documents is told now that their copies have gone: whoever exports them again knows that. */
export async function noteGone(
  company: Company,
  documents: readonly LedgerDocument[],
  results: readonly ExportResult[],
  copies: ReadonlyMap<string, CurrentCopy>,
): Promise<void> {
  const { context, realmId } = company;
  for (const [index, document] of documents.entries()) {
    const { externalId, invoice } = document;
    const isRejected = results[index]?.status === 'rejected';
    if (externalId === null || !isRejected || copies.has(externalId) || !isOfCompany(company, document))
      continue;
    await forgetFinding(context, realmId, invoice.id);
    await rememberUnder(context, realmId, keyOf(externalId), company.setup.clock.now());
  }
}

async function isThere(
  company: Company,
  externalId: string,
  copies: Map<string, CurrentCopy>,
): Promise<boolean> {
  const copy = await currentCopy(company, externalId);
  if (copy !== null) copies.set(externalId, copy);
  return copy !== null;
}

/** The copies of another company are not gone: we only can't see them. */
const isOfCompany = ({ realmId }: Company, { externalId, invoice }: LedgerDocument): boolean =>
  externalId?.startsWith(externalIdOf(realmId, entityOf(invoice), '')) === true;
