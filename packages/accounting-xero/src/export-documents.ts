import {
  type ExportResult,
  exportResult,
  forgetUnder,
  ownId,
  rememberedUnder,
  rememberSent,
  rememberUnder,
} from '@billwright/accounting-common';
import { type ConnectorContext, isBillingError, type LedgerDocument } from '@billwright/core';
import { adoptCopy, ownCopies } from './adopt-copy.ts';
import { changeCopy, type Copy, copyOf } from './copy.ts';
import { documentContent } from './document-content.ts';
import { documentEntities, documentRow, entityOf } from './document-row.ts';
import { refusalOf } from './fault.ts';
import { documentIdsOf, runFollowUps } from './follow-ups.ts';
import { keptDocument } from './kept-document.ts';
import { forgetNames, type Names, namesOf } from './names.ts';
import { openOrganisation, type Organisation } from './organisation.ts';
import { forgetFacts } from './organisation-facts.ts';
import type { Setup } from './setup.ts';
import { type RowKind, type RowToWrite, writeRows, type WrittenRow } from './write-rows.ts';

/**
 * Keeps documents, or brings their copies up to date; one or many, in as few requests as they fit in. What became of each,
 * in their order: one that is refused does not hold up the others.
 */
export async function exportDocuments(
  setup: Setup,
  documents: readonly LedgerDocument[],
  context: ConnectorContext,
): Promise<readonly ExportResult[]> {
  let organisation: Organisation;
  let names: Names;
  try {
    organisation = await openOrganisation(setup, context);
    names = await namesOf(
      organisation,
      documents.map(({ invoice }) => invoice),
    );
  } catch (error) {
    const outcome = exportResult(error, false);
    return documents.map(() => outcome);
  }
  const results = await exportTo(organisation, names, documents, {
    round: 1,
    status: statusOf(setup),
    anew: new Map(),
  });
  const kept = results.flatMap((one) => (one.status === 'confirmed' ? [one.externalId] : []));
  if (kept.length > 0) await runFollowUps(organisation, documentIdsOf(organisation, kept));
  return results;
}

const statusOf = ({ exportAs }: Setup): Status => (exportAs === 'draft' ? 'DRAFT' : 'AUTHORISED');

type Status = 'AUTHORISED' | 'DRAFT';

/** Which try of one call it is, and as what documents are sent. */
interface Round {
  readonly round: number;
  readonly status: Status;
  /** What was looked up anew, by customers: for all documents of one customer once. */
  readonly anew: Map<string, Names>;
}

/** A document that is ready to be sent. */
interface Prepared extends RowToWrite {
  readonly kind: RowKind;
  readonly method: 'PUT' | 'POST';
  /** The keys of its lines, in their order. */
  readonly keys: readonly string[];
}

async function exportTo(
  organisation: Organisation,
  names: Names,
  documents: readonly LedgerDocument[],
  round: Round,
): Promise<readonly ExportResult[]> {
  const results = new Map<LedgerDocument, ExportResult>();
  const prepared = new Map<LedgerDocument, Prepared>();
  for (const document of documents) {
    try {
      prepared.set(document, await preparedOf(organisation, names, document, round));
    } catch (error) {
      // What is missing may have been put right there since we looked: the next export looks anew.
      if (isRefused(error)) await forgetFacts(organisation);
      results.set(document, exportResult(error, false));
    }
  }
  for (const kind of ['Invoices', 'CreditNotes'] as const)
    for (const method of ['PUT', 'POST'] as const) {
      const some = [...prepared].filter(([, one]) => one.kind === kind && one.method === method);
      if (some.length === 0) continue;
      const written = await writeRows(
        organisation,
        kind,
        method,
        some.map(([, one]) => one),
      );
      const taken = some.flatMap(([document], index) =>
        method === 'PUT' && isTaken(written[index]) ? [document] : [],
      );
      const own = await ownCopies(organisation, taken);
      const update = async (changed: LedgerDocument): Promise<ExportResult> =>
        onlyOf(await exportTo(organisation, names, [changed], round));
      for (const [index, [document, { keys }]] of some.entries()) {
        const found = own.get(document);
        const answer = found ?? written[index];
        if (found?.status === 'done')
          results.set(document, await adoptedOr(adoptCopy(organisation, document, found.row, update)));
        else if (answer !== undefined)
          results.set(document, await resultOf(organisation, names, document, answer, keys, round));
      }
    }
  return documents.map((document) => onlyOf([results.get(document)]));
}

const onlyOf = ([result]: readonly (ExportResult | undefined)[]): ExportResult =>
  result ?? exportResult(new Error('there is no outcome'), true);

async function adoptedOr(adopted: Promise<ExportResult>): Promise<ExportResult> {
  try {
    return await adopted;
  } catch (error) {
    return exportResult(error, true);
  }
}

async function preparedOf(
  organisation: Organisation,
  names: Names,
  document: LedgerDocument,
  { round, status }: Round,
): Promise<Prepared> {
  const { context, id, setup } = organisation;
  const { key, attempt, externalId, invoice } = document;
  // Xero keeps a refusal under its key for six minutes, too: what was put right meanwhile goes under another.
  const refusals = (await rememberedUnder(context, id, `refusals:${key}`)) ?? '0';
  const entity = entityOf(invoice);
  const documentId = externalId === null ? null : ownId(setup, id, [entity], externalId).id;
  const copy = documentId === null ? null : await copyOf(organisation, documentId);
  const { row, keys } = documentRow(organisation, document, names, status, copy);
  if (documentId === null) await rememberSent(context, id, document, documentContent(row) ?? '', keys);
  return {
    kind: `${entity}s`,
    method: documentId === null ? 'PUT' : 'POST',
    keys,
    row: documentId === null ? row : { [`${entity}ID`]: documentId, ...row },
    key: `document ${key} ${attempt} ${refusals} ${round} ${status}`,
  };
}

const isRefused = (error: unknown): boolean =>
  isBillingError(error, 'CONNECTOR_FAILED') && error.details.kind === 'refused';

const isTaken = (answer: WrittenRow | undefined): boolean =>
  answer?.status === 'failed' && refusalOf(answer.error.details.reason) === 'number-taken';

async function resultOf(
  organisation: Organisation,
  names: Names,
  document: LedgerDocument,
  answer: WrittenRow,
  keys: readonly string[],
  round: Round,
): Promise<ExportResult> {
  const { context, id } = organisation;
  const refusals = `refusals:${document.key}`;
  if (answer.status === 'done') {
    try {
      const result = await keptDocument(
        organisation,
        document,
        keys,
        answer.row,
        document.externalId === null,
      );
      await forgetUnder(context, id, refusals);
      return result;
    } catch (error) {
      return exportResult(error, true);
    }
  }
  const { error } = answer;
  if (error.details.kind === 'refused')
    try {
      const again = await secondTry(organisation, names, document, error.details.reason, round);
      if (again !== null) return again;
      const before = (await rememberedUnder(context, id, refusals)) ?? '0';
      await rememberUnder(context, id, refusals, String(Number(before) + 1));
    } catch (other) {
      // What was sent first was refused.
      return exportResult(other, false);
    }
  return exportResult(error, true);
}

/** What can be put right without anybody: then it is sent once more. Xero has kept nothing of it. */
async function secondTry(
  organisation: Organisation,
  names: Names,
  document: LedgerDocument,
  reason: string,
  { round, status, anew }: Round,
): Promise<ExportResult | null> {
  const refusal = refusalOf(reason);
  // The next export looks at them anew.
  if (refusal === 'wrong-account' || refusal === 'wrong-tax') await forgetFacts(organisation);
  if (round > 1) return null;
  let [fresh, next] = [names, status];
  if (refusal === 'contact-gone') {
    fresh = await namesAnew(organisation, document, anew);
  } else if (refusal === 'lines-gone' && document.externalId !== null) {
    // Somebody has made the lines anew.
    const { id } = ownId(organisation.setup, organisation.id, documentEntities, document.externalId);
    await changeCopy(organisation, id, (): Partial<Copy> => ({ lines: {} }));
  } else if (refusal === 'wrong-status' && status === 'DRAFT' && document.externalId !== null) {
    // Somebody has approved the draft: it is changed as what it is.
    next = 'AUTHORISED';
  } else return null;
  const [again = null] = await exportTo(organisation, fresh, [document], {
    round: round + 1,
    status: next,
    anew,
  });
  return again;
}

/** What a document names, looked up anew: something that we remember is not there any more. */
async function namesAnew(
  organisation: Organisation,
  { invoice }: LedgerDocument,
  anew: Map<string, Names>,
): Promise<Names> {
  const { customerId } = invoice.content;
  const known = anew.get(customerId);
  if (known !== undefined) return known;
  await forgetNames(organisation, invoice);
  const names = await namesOf(organisation, [invoice]);
  anew.set(customerId, names);
  return names;
}
