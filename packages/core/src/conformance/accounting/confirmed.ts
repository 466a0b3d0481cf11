import type { AccountingConnector, DocumentOutcome, LedgerDocument } from '../../ports/accounting.ts';
import type { ConnectorContext } from '../../ports/accounting.ts';
import { require, requireSame, shown } from '../finding.ts';
import type { AtWork, LedgerProbe, ProbedDocument } from './accounting-subject.ts';

/** The id that an outcome confirms. */
export function confirmedId(what: string, outcome: DocumentOutcome): string {
  require(outcome.status === 'confirmed', `${what} was not confirmed: ${shown(outcome)}`);
  require(outcome.externalId !== '', `${what} was confirmed without an id`);
  return outcome.externalId;
}

/** Exports a document, which must succeed. */
export const exported = async (
  { connector, context }: { connector: AccountingConnector; context: ConnectorContext },
  document: LedgerDocument,
): Promise<string> => confirmedId(`the export of ${document.key}`, await connector.export(document, context));

/** The documents of the ledger, of which there must be so many. */
export async function requireDocuments(
  what: string,
  ledger: LedgerProbe,
  count: number,
): Promise<readonly ProbedDocument[]> {
  const documents = await ledger.documents();
  requireSame(`the number of documents ${what}`, documents.length, count);
  return documents;
}

/** The document of the ledger with an id. */
export async function documentWith({ ledger }: Pick<AtWork, 'ledger'>, id: string): Promise<ProbedDocument> {
  const found = (await ledger.documents()).find(({ externalId }) => externalId === id);
  require(found !== undefined, `the ledger has no document "${id}"`);
  return found;
}
