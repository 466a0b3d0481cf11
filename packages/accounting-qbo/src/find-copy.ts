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

const copySchema = z.looseObject({
  Id: z.string(),
  SyncToken: z.string(),
  PrivateNote: z.string().optional(),
});

/** What tells a revision that is sent from others; its copy does not tell it. */
export const contentOf = ({ invoice }: LedgerDocument): string => String(invoice.revision);

/**
 * The copy of a document that may have come through unseen; `null` when there is none. One that may be of an earlier
 * revision is none of this: the next export brings it up to date. The total of the present one is compared: when the answer
 * to an export was lost, nobody has done so.
 */
export async function findCopy(company: Company, document: LedgerDocument): Promise<Confirmed | null> {
  const copy = await ownCopy(company, document);
  const { context, realmId } = company;
  if (copy === null || (await mayBeEarlier(context, realmId, document))) return null;
  // Looked for is what was sent: the invoice may have changed since.
  return (await isAsSent(context, realmId, document, contentOf(document)))
    ? keptDocument(company, document, copy)
    : confirmed(company, document, copy.Id);
}

/**
 * The copy of any revision of a document: among those with its number, or of its day where the company gives numbers
 * itself, the one with our mark. What somebody else made under the same number is not ours.
 */
export async function ownCopy(company: Company, { invoice }: LedgerDocument): Promise<CurrentCopy | null> {
  if (invoice.issued === null) return null;
  const { takesNumbers } = await companyFacts(company);
  const entity = entityOf(invoice);
  const where = takesNumbers
    ? `DocNumber = ${quoted(invoice.issued.number)}`
    : `TxnDate = ${quoted(invoice.issued.on)}`;
  const mark = markOf(company, invoice);
  for (let start = 1; ; start += 1000) {
    const query = `select * from ${entity} where ${where} orderby Id startposition ${start} maxresults 1000`;
    const [rows = []] = await ask(company, [query]);
    const copies = read(company, z.array(copySchema), rows);
    const own = copies.find(({ PrivateNote = '' }) => wordsOfNote(PrivateNote).includes(mark));
    if (own !== undefined) return own;
    if (copies.length < 1000) return null;
  }
}
