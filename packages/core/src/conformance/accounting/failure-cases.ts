import { outcomeOf, require, requireSame, shown } from '../finding.ts';
import { accountingCase } from './accounting-subject.ts';
import { exported, requireDocuments } from './confirmed.ts';
import { documentOf, sampleInvoice } from './sample-documents.ts';

/** What becomes of documents when something goes wrong. */
export const failureCases = [
  accountingCase(
    'after an export whose answer was lost, find gives the copy',
    async ({ connector, context, ledger }) => {
      const document = documentOf(sampleInvoice(1));
      await ledger.loseNextAnswer();
      const outcome = await outcomeOf(() => connector.export(document, context));
      const isSure = outcome.status === 'resolved' && outcome.value.status !== 'confirmed';
      require(!isSure, `it says of what was kept that nothing was: ${shown(outcome)}`);
      const [kept] = await requireDocuments('after it', ledger, 1);
      const found = await connector.find(document, context);
      requireSame('the id that find gave', found?.externalId, kept?.externalId);
    },
    { ledger: ['loseNextAnswer'] },
  ),

  accountingCase(
    'after an export whose answer was lost, the same key again makes no second document',
    async (work) => {
      const document = documentOf(sampleInvoice(1));
      await work.ledger.loseNextAnswer();
      await outcomeOf(() => work.connector.export(document, work.context));
      const id = await exported(work, document);
      const [kept] = await requireDocuments('after it was tried again', work.ledger, 1);
      requireSame('the id', id, kept?.externalId);
    },
    { ledger: ['loseNextAnswer'] },
  ),

  accountingCase(
    'an export that never reached the ledger is not confirmed, and can be tried again',
    async (work) => {
      const document = documentOf(sampleInvoice(1));
      await work.ledger.cutNextRequest();
      const outcome = await outcomeOf(() => work.connector.export(document, work.context));
      const isSure = outcome.status === 'resolved' && outcome.value.status !== 'retry';
      require(!isSure, `it should throw or say "retry", and gave ${shown(outcome)}`);
      await requireDocuments('after it', work.ledger, 0);
      requireSame('what find gave', await work.connector.find(document, work.context), null);
      await exported(work, document);
      await requireDocuments('after it was tried again', work.ledger, 1);
    },
    { ledger: ['cutNextRequest'] },
  ),

  accountingCase(
    'what the ledger refuses is rejected with a reason, and nothing of it is kept',
    async ({ connector, context, ledger }) => {
      const document = documentOf(sampleInvoice(1));
      await ledger.refuseNext();
      const outcome = await connector.export(document, context);
      require(outcome.status === 'rejected', `it should be rejected, and was ${shown(outcome)}`);
      require(outcome.reason !== '', 'the reason is empty');
      await requireDocuments('after it', ledger, 0);
      requireSame('what find gave', await connector.find(document, context), null);
    },
    { ledger: ['refuseNext'] },
  ),

  accountingCase(
    'what was refused can be exported when the reason is gone',
    async (work) => {
      const document = documentOf(sampleInvoice(1));
      await work.ledger.refuseNext();
      await outcomeOf(() => work.connector.export(document, work.context));
      await exported(work, { ...document, attempt: 2 });
      await requireDocuments('after it', work.ledger, 1);
    },
    { ledger: ['refuseNext'] },
  ),

  accountingCase(
    'a limit of calls is told as retry, and nothing is kept',
    async ({ connector, context, ledger }) => {
      await ledger.limitNext();
      const outcome = await connector.export(documentOf(sampleInvoice(1)), context);
      require(outcome.status === 'retry', `it should say "retry", and gave ${shown(outcome)}`);
      await requireDocuments('after it', ledger, 0);
    },
    { ledger: ['limitNext'] },
  ),
];
