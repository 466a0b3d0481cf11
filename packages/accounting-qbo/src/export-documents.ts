import { type ExportResult, rememberSent } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerDocument } from '@billwright/core';
import { type Company, openCompany } from './company.ts';
import { forgetFacts } from './company-facts.ts';
import { type CurrentCopy, currentCopies, currentCopy } from './current-copies.ts';
import { documentWrite, type Try } from './document-write.ts';
import { changeOf, forgetRefused, sentBefore } from './earlier-copies.ts';
import { contentOf, ownCopies, ownCopy } from './find-copy.ts';
import { inPlaceOfGone, noteGone } from './gone-copies.ts';
import { keptDocument } from './kept-document.ts';
import { forgetNames, namesOf } from './names.ts';
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
    const invoices = documents.map(({ invoice }) => invoice);
    const ids = documents.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));
    const names = await namesOf(company, invoices);
    const copies = new Map(await currentCopies(company, ids));
    const before = await sentBefore(company, documents);
    // QuickBooks remembers the ids of requests for a time that nobody knows, and not every company finds a number taken.
    const unseen = await ownCopies(company, [...before]);
    const planned: (LedgerDocument | ExportResult)[] = [];
    for (const document of documents) {
      const copy = unseen.get(document);
      if (copy === undefined) planned.push(await inPlaceOfGone(company, document, copies));
      else
        planned.push(
          (await changeOf(company, document, copy, copies)) ?? (await keptDocument(company, document, copy)),
        );
    }
    const sent = planned.filter((one) => 'key' in one);
    const written = await exportTo(company, sent, { round: 1, names, copies });
    for (const [index, document] of sent.entries())
      if (!before.has(document)) await forgetRefused(company, document, written[index]);
    const results = planned.flatMap((one) => ('key' in one ? (written[sent.indexOf(one)] ?? []) : one));
    await noteGone(company, documents, results, copies);
    return results;
  } catch (error) {
    const outcome = outcomeOf(error, false);
    return documents.map(() => outcome);
  }
}

/** Nothing is kept of it, and it is tried once more: its copy was changed by somebody, or something that it names is gone. */
interface Again {
  readonly status: 'stale' | 'forgotten';
}
/** What is known of a document after a try. */
type Tried = ExportResult | Again;

const isAgain = (one: Tried): one is Again => one.status === 'stale' || one.status === 'forgotten';

async function exportTo(
  company: Company,
  documents: readonly LedgerDocument[],
  given: Try,
): Promise<readonly ExportResult[]> {
  const prepared = documents.map((document): Write | ExportResult => {
    try {
      return documentWrite(company, document, given);
    } catch (error) {
      return outcomeOf(error, false);
    }
  });
  // What is missing there may be put right soon: the next export looks anew.
  if (prepared.some((one) => 'status' in one && one.status === 'rejected')) await forgetFacts(company);
  const writes = prepared.filter((one) => 'requestId' in one);
  for (const [index, document] of documents.entries())
    if (document.externalId === null && writes.some((one) => one === prepared[index]))
      await rememberSent(company.context, company.realmId, document, contentOf(document));
  const written = writes.length === 0 ? [] : await write(company, writes);
  const tried: Tried[] = [];
  for (const [index, document] of documents.entries()) {
    const own = prepared[index];
    if (own === undefined) continue;
    const answer = 'requestId' in own ? written[writes.indexOf(own)] : undefined;
    if ('status' in own) tried.push(own);
    else if (answer !== undefined) tried.push(await triedBy(company, document, answer, given));
  }
  return secondTry(company, documents, tried, given);
}

async function triedBy(
  company: Company,
  document: LedgerDocument,
  answer: Written,
  given: Try,
): Promise<Tried> {
  const { round } = given;
  try {
    if (answer.status === 'done') return await keptDocument(company, document, answer.object);
    const { fault } = answer.error.details;
    const isNew = document.externalId === null;
    if (fault === '6140' && isNew) return await oursOrTaken(company, document, answer.error, given);
    // Somebody changed the copy after it was read.
    if (fault === '5010' && !isNew && round < 3) return { status: 'stale' };
    // Something that we remember is not there any more.
    if ((fault === '610' || fault === '2500') && round === 1) return { status: 'forgotten' };
    return outcomeOf(answer.error, true);
  } catch (error) {
    return outcomeOf(error, answer.status === 'done');
  }
}

/**
 * The number is taken: by somebody else's document, or by our own copy, which is brought up to date when it may be of an
 * earlier revision.
 */
async function oursOrTaken(
  company: Company,
  document: LedgerDocument,
  error: unknown,
  given: Try,
): Promise<ExportResult> {
  const copy = await ownCopy(company, document);
  if (copy === null) return outcomeOf(error, true);
  const change = await changeOf(company, document, copy, given.copies);
  if (change === null) return keptDocument(company, document, copy);
  const [result] = await exportTo(company, [change], given);
  return result ?? outcomeOf(error, true);
}

/** Tries together once more what can be put right without anybody. */
async function secondTry(
  company: Company,
  documents: readonly LedgerDocument[],
  tried: readonly Tried[],
  given: Try,
): Promise<readonly ExportResult[]> {
  const of = (status: Again['status']): readonly LedgerDocument[] =>
    documents.filter((_, index) => tried[index]?.status === status);
  const [stale, forgotten] = [of('stale'), of('forgotten')];
  const again = [...stale, ...forgotten];
  const results = again.length === 0 ? [] : await triedAgain(company, stale, forgotten, given);
  return documents.flatMap((document, index): readonly ExportResult[] => {
    const one = tried[index];
    const result = one === undefined || isAgain(one) ? results[again.indexOf(document)] : one;
    return result === undefined ? [] : [result];
  });
}

/** What became of stale documents and then of forgotten ones, when they are sent once more. */
async function triedAgain(
  company: Company,
  stale: readonly LedgerDocument[],
  forgotten: readonly LedgerDocument[],
  { round, names, copies }: Try,
): Promise<readonly ExportResult[]> {
  const again = [...stale, ...forgotten];
  try {
    for (const { invoice } of forgotten) await forgetNames(company, invoice);
    const invoices = again.map(({ invoice }) => invoice);
    const fresh = forgotten.length === 0 ? names : await namesOf(company, invoices);
    // What has gone may be the copy itself.
    for (const { externalId } of again) if (externalId !== null) await readAnew(company, externalId, copies);
    return await exportTo(company, again, { round: round + 1, names: fresh, copies });
  } catch (error) {
    // What was sent first was refused.
    const outcome = outcomeOf(error, false);
    return again.map(() => outcome);
  }
}

async function readAnew(
  company: Company,
  externalId: string,
  copies: Map<string, CurrentCopy>,
): Promise<void> {
  const copy = await currentCopy(company, externalId);
  if (copy === null) copies.delete(externalId);
  else copies.set(externalId, copy);
}
