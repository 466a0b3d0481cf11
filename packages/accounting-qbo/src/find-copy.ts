import { isAsSent, mayBeEarlier } from '@billwright/accounting-common';
import type { LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import type { CurrentCopy } from './current-copies.ts';
import { entityOf, markOf, wordsOfNote } from './document-body.ts';
import { type Confirmed, confirmed, keptDocument } from './kept-document.ts';
import { quoted } from './quoted.ts';
import { notePayments } from './told-again.ts';

const copySchema = z.looseObject({
  Id: z.string(),
  SyncToken: z.string(),
  PrivateNote: z.string().optional(),
});

/** What tells a revision that is sent from others; its copy does not tell it. */
export const contentOf = ({ invoice }: LedgerDocument): string => String(invoice.revision);

/**
 * The copy of a document that may have come through unseen; `null` when there is none. Looked for is what was sent: of an
 * invoice that has changed since, any copy will do, as it is brought up to date. Else one that may be of an earlier revision
 * is none, and the next export brings it up to date. The total of the present one is compared: when the answer to an export
 * was lost, nobody has done so.
 */
export async function findCopy(company: Company, document: LedgerDocument): Promise<Confirmed | null> {
  const copy = await ownCopy(company, document);
  if (copy === null) return null;
  const { context, realmId } = company;
  if (!(await isAsSent(context, realmId, document, contentOf(document))))
    return confirmed(company, document, copy.Id);
  const isEarlier = await mayBeEarlier(context, realmId, document);
  return isEarlier ? null : keptDocument(company, document, copy);
}

/** The copy of any revision of a document; `null` when there is none. */
export const ownCopy = async (company: Company, document: LedgerDocument): Promise<CurrentCopy | null> =>
  (await ownCopies(company, [document])).get(document) ?? null;

/**
 * The copies of any revision of documents: among those with their numbers, and then among those of their days, the ones
 * with our mark. What somebody else made under the same number is not ours, and a company that gives numbers itself, or
 * did so for a time, has ours under another one.
 */
export async function ownCopies(
  company: Company,
  documents: readonly LedgerDocument[],
): Promise<ReadonlyMap<LedgerDocument, CurrentCopy>> {
  const found = new Map<LedgerDocument, CurrentCopy>();
  if (documents.length === 0) return found;
  const { takesNumbers } = await companyFacts(company);
  if (takesNumbers) await lookIn(company, placesOf(documents, byNumber), found);
  const others = documents.filter((document) => !found.has(document));
  await lookIn(company, placesOf(others, byDay), found);
  await notePayments(company, [...found.values()]);
  return found;
}

/** Looks page by page for those that are not found yet. */
async function lookIn(
  company: Company,
  all: readonly Place[],
  found: Map<LedgerDocument, CurrentCopy>,
): Promise<void> {
  let places = all;
  for (let start = 1; places.length > 0; start += 1000) {
    const page = `orderby Id startposition ${start} maxresults 1000`;
    const answers = await ask(
      company,
      places.map(({ from }) => `select * from ${from} ${page}`),
    );
    places = places.filter(({ documents: own }, index) => {
      const copies = read(company, z.array(copySchema), answers[index]);
      for (const document of own) {
        const mark = markOf(company, document.invoice);
        const copy = copies.find(({ PrivateNote = '' }) => wordsOfNote(PrivateNote).includes(mark));
        if (copy !== undefined) found.set(document, copy);
      }
      return copies.length === 1000 && own.some((document) => !found.has(document));
    });
  }
}

/** Where documents may be, and which are there. */
interface Place {
  readonly from: string;
  readonly documents: readonly LedgerDocument[];
}

type Issued = NonNullable<LedgerDocument['invoice']['issued']>;
const byNumber = ({ number }: Issued): string => `DocNumber = ${quoted(number)}`;
const byDay = ({ on }: Issued): string => `TxnDate = ${quoted(on)}`;

function placesOf(documents: readonly LedgerDocument[], where: (issued: Issued) => string): readonly Place[] {
  const places = new Map<string, readonly LedgerDocument[]>();
  for (const document of documents) {
    const { issued } = document.invoice;
    if (issued === null) continue;
    const from = `${entityOf(document.invoice)} where ${where(issued)}`;
    places.set(from, [...(places.get(from) ?? []), document]);
  }
  return [...places].map(([from, own]) => ({ from, documents: own }));
}
