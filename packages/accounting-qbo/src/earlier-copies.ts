import { externalId, mayBeEarlier } from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import type { Company } from './company.ts';
import type { CurrentCopy } from './current-copies.ts';
import { entityOf } from './document-body.ts';
import { ownCopy } from './find-copy.ts';

/**
 * A document as it is to be sent. When an earlier revision was sent as a new document, too, and came through unseen, its copy
 * is brought up to date: where the company gives numbers itself, no number would be found taken.
 */
export async function inPlaceOfEarlier(
  company: Company,
  document: LedgerDocument,
  copies: Map<string, CurrentCopy>,
): Promise<LedgerDocument> {
  if (!(await mayBeEarlier(company.context, company.realmId, document))) return document;
  const copy = await ownCopy(company, document);
  return copy === null ? document : changeOf(company, document, copy, copies);
}

/** A document as the change of a copy. */
export function changeOf(
  { realmId }: Company,
  document: LedgerDocument,
  copy: CurrentCopy,
  copies: Map<string, CurrentCopy>,
): LedgerDocument {
  const external = externalId(realmId, entityOf(document.invoice), copy.Id);
  copies.set(external, copy);
  return { ...document, externalId: external };
}
