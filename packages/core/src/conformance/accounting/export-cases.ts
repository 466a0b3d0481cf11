import { require, requireRejection, requireSame } from '../finding.ts';
import { aborted } from '../waiting.ts';
import { accountingCase } from './accounting-subject.ts';
import { documentWith, exported, requireDocuments } from './confirmed.ts';
import { documentOf, sampleCreditNote, sampleInvoice } from './sample-documents.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** Documents and their copies. */
export const exportCases = [
  accountingCase(
    'a connector has an id, and says how long a request can take effect',
    async ({ connector }) => {
      require(connector.id !== '', 'its id is empty');
      const seconds = connector.longestRequestSeconds;
      require(Number.isFinite(seconds) && seconds >= 0, `longestRequestSeconds is ${seconds}`);
    },
  ),

  accountingCase('an exported invoice is one document of the ledger, with its total', async (work) => {
    const id = await exported(work, documentOf(sampleInvoice(1)));
    const [kept] = await requireDocuments('after one export', work.ledger, 1);
    requireSame('the id', kept?.externalId, id);
    requireSame('the kind', kept?.kind, 'invoice');
    requireSame('the total', kept?.total, eur('95.20'));
    requireSame('whether it is void', kept?.isVoid, false);
  }),

  accountingCase('a credit note is a credit note in the ledger, too', async (work) => {
    const invoice = sampleInvoice(1);
    const creditsExternalId = await exported(work, documentOf(invoice));
    const note = documentOf(sampleCreditNote(invoice, 1), { creditsExternalId });
    const kept = await documentWith(work, await exported(work, note));
    requireSame('the kind', kept.kind, 'credit-note');
    requireSame('the total', kept.total, eur('95.20'));
    await requireDocuments('after an invoice and its credit note', work.ledger, 2);
  }),

  accountingCase('the same key again makes no second document, and gives the same id', async (work) => {
    const document = documentOf(sampleInvoice(1));
    const first = await exported(work, document);
    const again = await exported(work, document);
    requireSame('the id that the second export gave', again, first);
    await requireDocuments('after two exports of one key', work.ledger, 1);
  }),

  accountingCase('ten exports of one key, all at once, make one document', async (work) => {
    const document = documentOf(sampleInvoice(1));
    const all = Array.from({ length: 10 }, () => work.connector.export(document, work.context));
    const ids = (await Promise.all(all)).flatMap((outcome) =>
      outcome.status === 'confirmed' ? [outcome.externalId] : [],
    );
    const [kept] = await requireDocuments('after ten exports of one key', work.ledger, 1);
    requireSame('the ids that were confirmed', [...new Set(ids)], [kept?.externalId]);
  }),

  accountingCase('two keys are two documents, however much they look alike', async (work) => {
    const [one, other] = ['1', '2'].map((end, index) =>
      documentOf(sampleInvoice(index + 1), { key: `${'long-key-'.repeat(5)}xxxx${end}` }),
    );
    require(one !== undefined && other !== undefined, 'the case made no documents');
    const ids = await Promise.all([exported(work, one), exported(work, other)]);
    requireSame('the number of ids', new Set(ids).size, 2);
    await requireDocuments('after exports of two keys', work.ledger, 2);
  }),

  accountingCase('a new revision brings the copy up to date, and makes no second one', async (work) => {
    const before = sampleInvoice(1);
    const externalId = await exported(work, documentOf(before));
    const after = { ...sampleInvoice(1, { net: '100.00' }), revision: 2 };
    requireSame('the id', await exported(work, documentOf(after, { externalId })), externalId);
    const [kept] = await requireDocuments('after two revisions', work.ledger, 1);
    requireSame('the total', kept?.total, eur('119.00'));
  }),

  accountingCase('find gives the id of the copy, and null where there is none', async (work) => {
    const { connector, context } = work;
    const [document, other] = [documentOf(sampleInvoice(1)), documentOf(sampleInvoice(2))];
    requireSame('what find gave before', await connector.find(document, context), null);
    const id = await exported(work, document);
    requireSame('the id that find gave', (await connector.find(document, context))?.externalId, id);
    requireSame('what find gave for another document', await connector.find(other, context), null);
  }),

  accountingCase('names and descriptions may hold any text', async (work) => {
    const texts = [
      `"Quoted", 'single'; semicolon, comma`,
      'line\nbreak\r\nand\ttab',
      '=1+1',
      '<b>&amp;</b> ]]> %s {{x}}',
      'Grüße \u{1f600} a\u0308 \u2028 \u0007',
    ];
    for (const [index, text] of texts.entries()) {
      const invoice = sampleInvoice(index + 1, { buyer: text, description: text });
      const before = (await work.ledger.documents()).length;
      const outcome = await work.connector.export(documentOf(invoice), work.context);
      // A ledger may refuse a text. It must not keep half a document.
      const kept = await requireDocuments(
        `after a ${outcome.status} one`,
        work.ledger,
        before + Number(outcome.status === 'confirmed'),
      );
      requireSame(
        'the totals',
        kept.map(({ total }) => total),
        kept.map(() => eur('95.20')),
      );
    }
  }),

  accountingCase(
    'a call that is aborted before it begins rejects with the reason, and keeps nothing',
    async (work) => {
      const { connector, ledger } = work;
      const { signal, reason } = aborted();
      const context = { ...work.context, signal };
      const document = documentOf(sampleInvoice(1));
      await requireRejection('the export', reason, () => connector.export(document, context));
      await requireDocuments('after an aborted export', ledger, 0);
      await requireRejection('find', reason, () => connector.find(document, context));
    },
  ),
];
