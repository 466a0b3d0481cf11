import { type ExportResult, failure, requestId } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerDocument } from '@billwright/core';
import { type Company, openCompany } from './company.ts';
import { type CurrentCopy, currentCopies, currentCopy } from './current-copies.ts';
import { changedDocument } from './changed-document.ts';
import { documentBody, entityOf } from './document-body.ts';
import { ownId } from './external-id.ts';
import { keptDocument } from './kept-document.ts';
import { findCopy } from './find-copy.ts';
import { forgetNames, type Names, namesOf } from './names.ts';
import { outcomeOf } from './outcome-of.ts';
import type { Setup } from './setup.ts';
import { type Write, write, type Written } from './write.ts';

/**
 * Keeps documents, or brings their copies up to date; one or a thousand, in as few requests as they fit in. What became
 * of each, in their order: one that is refused does not hold up the others.
 */
export async function exportDocuments(
  setup: Setup,
  documents: readonly LedgerDocument[],
  context: ConnectorContext,
): Promise<readonly ExportResult[]> {
  try {
    const company = await openCompany(setup, context);
    const names = await namesOf(
      company,
      documents.map(({ invoice }) => invoice),
    );
    const ids = documents.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));
    return await exportTo(company, names, documents, { round: 1, copies: await currentCopies(company, ids) });
  } catch (error) {
    const outcome = outcomeOf(error, false);
    return documents.map(() => outcome);
  }
}

/** A try to send documents. */
interface Try {
  readonly round: number;
  /** By external id. */
  readonly copies: ReadonlyMap<string, CurrentCopy>;
}

/** A document that is ready to be sent, or what is known of it before. */
type Prepared = { readonly write: Write } | { readonly result: ExportResult };

async function exportTo(
  company: Company,
  names: Names,
  documents: readonly LedgerDocument[],
  given: Try,
): Promise<readonly ExportResult[]> {
  const prepared = documents.map((document): Prepared => {
    try {
      return { write: writeOf(company, names, document, given) };
    } catch (error) {
      return { result: outcomeOf(error, false) };
    }
  });
  const writes = prepared.flatMap((one) => ('write' in one ? [one.write] : []));
  const written = writes.length === 0 ? [] : await write(company, writes);
  const results: ExportResult[] = [];
  let next = 0;
  for (const [index, document] of documents.entries()) {
    const own = prepared[index];
    if (own !== undefined && 'result' in own) results.push(own.result);
    else {
      const answer = written[next];
      next += 1;
      if (answer !== undefined) results.push(await resultOf(company, names, document, answer, given));
    }
  }
  return results;
}

function writeOf(company: Company, names: Names, document: LedgerDocument, { copies, round }: Try): Write {
  const body = documentBody(company, document, names);
  const entity = entityOf(document.invoice);
  const { key, attempt, externalId } = document;
  if (externalId === null)
    return { entity, operation: 'create', body, requestId: requestId(company.realmId, key, attempt, round) };
  const own = ownId(company, externalId);
  const copy = copies.get(externalId);
  if (copy === undefined || own.entity !== entity)
    throw failure(company.setup.id, 'refused', 'the copy was deleted in QuickBooks');
  return {
    entity,
    operation: 'update',
    body: changedDocument(copy, body),
    requestId: requestId(company.realmId, key, attempt, round, copy.SyncToken),
  };
}

async function resultOf(
  company: Company,
  names: Names,
  document: LedgerDocument,
  answer: Written,
  given: Try,
): Promise<ExportResult> {
  if (answer.status === 'done') {
    try {
      return await keptDocument(company, document, answer.object);
    } catch (error) {
      return outcomeOf(error, true);
    }
  }
  try {
    const again = await secondTry(company, names, document, answer.error.details.fault, given);
    if (again !== null) return again;
  } catch (error) {
    // What was sent first was refused.
    return outcomeOf(error, false);
  }
  return outcomeOf(answer.error, true);
}

/** What can be put right without anybody: then it is sent once more. QuickBooks has kept nothing of it. */
async function secondTry(
  company: Company,
  names: Names,
  document: LedgerDocument,
  fault: string | null,
  { round, copies }: Try,
): Promise<ExportResult | null> {
  const { externalId } = document;
  if (fault === '6140' && externalId === null) {
    const copy = await findCopy(company, document);
    return copy === null ? null : { status: 'confirmed', externalId: copy.externalId };
  }
  // Somebody changed the copy after it was read.
  const isStale = fault === '5010' && externalId !== null && round < 3;
  // Something that we remember is not there any more.
  const isForgotten = (fault === '610' || fault === '2500') && round === 1;
  if (!isStale && !isForgotten) return null;
  if (isForgotten) await forgetNames(company, document.invoice);
  const fresh = isForgotten ? await namesOf(company, [document.invoice]) : names;
  const copy = isStale && externalId !== null ? await currentCopy(company, externalId) : null;
  const [again = null] = await exportTo(company, fresh, [document], {
    round: round + 1,
    copies: isStale ? new Map(copy === null ? [] : [[externalId, copy]]) : copies,
  });
  return again;
}
