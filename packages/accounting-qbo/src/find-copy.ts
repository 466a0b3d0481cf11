import type { LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { entityOf, markOf, wordsOfNote } from './document-body.ts';
import { type Confirmed, keptDocument } from './kept-document.ts';
import { quoted } from './quoted.ts';

const copySchema = z.looseObject({ Id: z.string(), PrivateNote: z.string().optional() });

/**
 * The copy of a document: among those with its number, or of its day where the company gives numbers itself, the one
 * with our mark. What somebody else made under the same number is not ours. Its total is compared: when the answer to an
 * export was lost, nobody has done so.
 */
export async function findCopy(company: Company, document: LedgerDocument): Promise<Confirmed | null> {
  const { invoice } = document;
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
    if (own !== undefined) return keptDocument(company, document, own);
    if (copies.length < 1000) return null;
  }
}
