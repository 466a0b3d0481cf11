import type { DocumentOutcome, LedgerDocument } from '../../ports/accounting.ts';
import { outcomeOf, require, requireRejection, requireSame, shown } from '../finding.ts';
import { aborted } from '../waiting.ts';
import { accountingCase, type AtWork } from './accounting-subject.ts';
import { confirmedId, documentWith, exported, requireDocuments } from './confirmed.ts';
import { documentOf, sampleInvoice } from './sample-documents.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** With 19 percent tax 11.90, 23.80, 35.70 and so on. */
const documentOver = (sequence: number): LedgerDocument =>
  documentOf(sampleInvoice(sequence, { net: `${sequence * 10}.00` }));

/** Three documents, or two for a ledger that takes no more. */
const severalFor = ({ connector }: AtWork): readonly LedgerDocument[] =>
  [1, 2, 3].slice(0, connector.supports.batch).map(documentOver);

async function inOneCall(
  { connector, context }: Pick<AtWork, 'connector' | 'context'>,
  documents: readonly LedgerDocument[],
): Promise<readonly DocumentOutcome[]> {
  require(connector.exportMany !== undefined, 'it says that it takes several, and has no exportMany');
  const outcomes = await connector.exportMany(documents, context);
  requireSame('the number of outcomes', outcomes.length, documents.length);
  return outcomes;
}

async function idsInOneCall(work: AtWork, documents: readonly LedgerDocument[]): Promise<readonly string[]> {
  const outcomes = await inOneCall(work, documents);
  return outcomes.map((outcome, index) => confirmedId(`document ${index + 1} of the call`, outcome));
}

/** Several documents in one call. */
export const batchCases = [
  accountingCase(
    'several documents in one call get an outcome each, in their order',
    async (work) => {
      const documents = severalFor(work);
      const ids = await idsInOneCall(work, documents);
      await requireDocuments('after one call', work.ledger, documents.length);
      for (const [index, id] of ids.entries()) {
        const { total } = await documentWith(work, id);
        requireSame(
          `the total of document ${index + 1}`,
          total,
          documents[index]?.invoice.content.totals.total,
        );
      }
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'as many documents go in one call as it says that it takes',
    async (work) => {
      const { batch = 0 } = work.connector.supports;
      require(Number.isInteger(batch) && batch >= 2, `supports.batch is ${batch}`);
      const documents = Array.from({ length: batch }, (_, index) => documentOver(index + 1));
      const ids = await idsInOneCall(work, documents);
      requireSame('the number of ids', new Set(ids).size, batch);
      await requireDocuments('after one call', work.ledger, batch);
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'the same documents again in one call, in another order, make no second ones, and get the same ids',
    async (work) => {
      const documents = severalFor(work);
      const first = await idsInOneCall(work, documents);
      const again = await idsInOneCall(work, documents.toReversed());
      requireSame('the ids that the second call gave', again.toReversed(), first);
      await requireDocuments('after two calls', work.ledger, documents.length);
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'a document that was exported alone is the same one among several',
    async (work) => {
      const documents = severalFor(work);
      const [first, second] = documents;
      require(first !== undefined && second !== undefined, 'the case made no documents');
      const alone = await exported(work, second);
      const ids = await idsInOneCall(work, documents);
      requireSame('the id', ids[1], alone);
      requireSame('the id that a third call gave', await exported(work, first), ids[0]);
      await requireDocuments('after all calls', work.ledger, documents.length);
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'new documents and changes of copies go in one call',
    async (work) => {
      const externalId = await exported(work, documentOver(1));
      const changed = { ...sampleInvoice(1, { net: '100.00' }), revision: 2 };
      const [fresh, same] = await idsInOneCall(work, [documentOver(2), documentOf(changed, { externalId })]);
      requireSame('the id of the copy that was changed', same, externalId);
      requireSame('its total', (await documentWith(work, externalId)).total, eur('119.00'));
      requireSame('the total of the new one', (await documentWith(work, fresh ?? '')).total, eur('23.80'));
      await requireDocuments('after a change and a new one', work.ledger, 2);
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'ten calls for the same documents, all at once, make each of them once',
    async (work) => {
      const documents = severalFor(work);
      const all = Array.from({ length: 10 }, () => inOneCall(work, documents));
      const outcomes = (await Promise.all(all)).flat();
      const kept = await requireDocuments('after ten calls', work.ledger, documents.length);
      const ids = outcomes.flatMap((one) => (one.status === 'confirmed' ? [one.externalId] : []));
      const known = kept.map(({ externalId }) => externalId);
      requireSame('the ids that were confirmed', [...new Set(ids)].toSorted(), known.toSorted());
    },
    { supports: 'batch' },
  ),

  accountingCase(
    'one of several that the ledger refuses is rejected at its place, and the others are kept',
    async (work) => {
      const documents = severalFor(work);
      await work.ledger.refuseNext();
      const outcomes = await inOneCall(work, documents);
      const rejected = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      requireSame(`the number of those rejected in ${shown(outcomes)}`, rejected.length, 1);
      require(rejected[0] !== '', 'the reason is empty');
      await requireDocuments('after it', work.ledger, documents.length - 1);
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'rejected') continue;
        const { total } = await documentWith(work, confirmedId(`document ${index + 1}`, outcome));
        requireSame(
          `the total of document ${index + 1}`,
          total,
          documents[index]?.invoice.content.totals.total,
        );
      }
    },
    { supports: 'batch', ledger: ['refuseNext'] },
  ),

  accountingCase(
    'after a call for several whose answer was lost, find gives each copy',
    async (work) => {
      const documents = severalFor(work);
      await work.ledger.loseNextAnswer();
      const outcome = await outcomeOf(() => inOneCall(work, documents));
      const told = outcome.status === 'resolved' ? outcome.value : [];
      const isSure = told.some(({ status }) => status === 'rejected' || status === 'retry');
      require(!isSure, `it says of what was kept that nothing was: ${shown(outcome)}`);
      await requireDocuments('after it', work.ledger, documents.length);
      for (const [index, document] of documents.entries()) {
        const found = await work.connector.find(document, work.context);
        const { total } = await documentWith(work, found?.externalId ?? `of document ${index + 1}`);
        requireSame(`the total of document ${index + 1}`, total, document.invoice.content.totals.total);
      }
    },
    { supports: 'batch', ledger: ['loseNextAnswer'] },
  ),

  accountingCase(
    'after a call for several whose answer was lost, the same documents again make no second ones',
    async (work) => {
      const documents = severalFor(work);
      await work.ledger.loseNextAnswer();
      await outcomeOf(() => inOneCall(work, documents));
      const ids = await idsInOneCall(work, documents);
      const kept = await requireDocuments('after they were tried again', work.ledger, documents.length);
      const known = kept.map(({ externalId }) => externalId);
      requireSame('the ids', ids.toSorted(), known.toSorted());
    },
    { supports: 'batch', ledger: ['loseNextAnswer'] },
  ),

  accountingCase(
    'of a call for several that never reached the ledger nothing is confirmed, and it can be made again',
    async (work) => {
      const documents = severalFor(work);
      await work.ledger.cutNextRequest();
      const outcome = await outcomeOf(() => inOneCall(work, documents));
      const told = outcome.status === 'resolved' ? outcome.value : [];
      const isSure = told.some(({ status }) => status === 'confirmed' || status === 'rejected');
      require(!isSure, `it should throw or say "retry" or "unknown", and gave ${shown(outcome)}`);
      await requireDocuments('after it', work.ledger, 0);
      await idsInOneCall(work, documents);
      await requireDocuments('after it was made again', work.ledger, documents.length);
    },
    { supports: 'batch', ledger: ['cutNextRequest'] },
  ),

  accountingCase(
    'a limit of calls is told as retry for each of several, and nothing is kept',
    async (work) => {
      await work.ledger.limitNext();
      const outcomes = await inOneCall(work, severalFor(work));
      const isRetry = outcomes.every(({ status }) => status === 'retry');
      require(isRetry, `each should say "retry", and they are ${shown(outcomes)}`);
      await requireDocuments('after it', work.ledger, 0);
    },
    { supports: 'batch', ledger: ['limitNext'] },
  ),

  accountingCase(
    'a call for several that is aborted before it begins rejects with the reason, and keeps nothing',
    async (work) => {
      const { signal, reason } = aborted();
      const giving = { ...work, context: { ...work.context, signal } };
      await requireRejection('the call', reason, () => inOneCall(giving, severalFor(work)));
      await requireDocuments('after it', work.ledger, 0);
    },
    { supports: 'batch' },
  ),
];
