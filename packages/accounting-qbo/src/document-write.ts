import { failure, requestId } from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import { changedDocument } from './changed-document.ts';
import type { Company } from './company.ts';
import type { CurrentCopy } from './current-copies.ts';
import { documentBody, entityOf } from './document-body.ts';
import { type DocumentEntity, ownId } from './external-id.ts';
import { goneReason } from './gone-copies.ts';
import type { Names } from './names.ts';
import type { Write } from './write.ts';

/** A try to send documents. */
export interface Try {
  readonly round: number;
  readonly names: Names;
  /** How the copies are that are to be changed, by external id. */
  readonly copies: Map<string, CurrentCopy>;
}

/**
 * What keeps a document, or brings its copy up to date.
 *
 * @throws BillingError `CONNECTOR_FAILED` when QuickBooks would refuse it, as far as that is known.
 */
export function documentWrite(
  company: Company,
  document: LedgerDocument,
  { round, names, copies }: Try,
): Write {
  const entity = entityOf(document.invoice);
  const { key, attempt, externalId } = document;
  const copy = externalId === null ? null : copyIn(company, copies, entity, externalId);
  const body = documentBody(company, document, names);
  if (copy === null)
    return { entity, operation: 'create', body, requestId: requestId(company.realmId, key, attempt, round) };
  return {
    entity,
    operation: 'update',
    body: changedDocument(copy, body, names.facts),
    requestId: requestId(company.realmId, key, attempt, round, copy.SyncToken),
  };
}

function copyIn(
  company: Company,
  copies: Try['copies'],
  entity: DocumentEntity,
  externalId: string,
): CurrentCopy {
  const own = ownId(company, externalId);
  const copy = copies.get(externalId);
  if (copy === undefined || own.entity !== entity) throw failure(company.setup.id, 'refused', goneReason);
  return copy;
}
