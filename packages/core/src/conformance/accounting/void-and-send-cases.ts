import { require, requireSame } from '../finding.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { accountingCase } from './accounting-subject.ts';
import { confirmedId, documentWith, exported } from './confirmed.ts';
import { documentOf, sampleInvoice } from './sample-documents.ts';

const voided = (invoice: Invoice): Invoice => ({ ...invoice, revision: 2, settlement: 'void' });

/** Copies that are taken back, and copies that are mailed. */
export const voidAndSendCases = [
  accountingCase(
    'a copy that is taken back counts no more, and others do',
    async (work) => {
      const { connector, context, ledger } = work;
      const invoice = sampleInvoice(1);
      const externalId = await exported(work, documentOf(invoice));
      const other = await exported(work, documentOf(sampleInvoice(2)));
      confirmedId('the void', await connector.void(documentOf(voided(invoice), { externalId }), context));
      const standing = (await ledger.documents()).filter(({ isVoid }) => !isVoid);
      requireSame(
        'the copies that count',
        standing.map((each) => each.externalId),
        [other],
      );
    },
    { supports: 'void' },
  ),

  accountingCase(
    'taking a copy back twice is as once',
    async (work) => {
      const { connector, context } = work;
      const invoice = sampleInvoice(1);
      const externalId = await exported(work, documentOf(invoice));
      const document = documentOf(voided(invoice), { externalId });
      confirmedId('the void', await connector.void(document, context));
      confirmedId('the second void', await connector.void(document, context));
    },
    { supports: 'void' },
  ),

  accountingCase(
    'a copy is mailed when that is asked, and others are not',
    async (work) => {
      const { connector, context } = work;
      const document = documentOf(sampleInvoice(1));
      const externalId = await exported(work, document);
      const other = await exported(work, documentOf(sampleInvoice(2)));
      const before = await documentWith(work, externalId);
      const to = [{ name: 'Accounts', address: 'accounts@acme.example' }];
      const delivery = { ...document, key: 'desk-mail-1', externalId, to };
      confirmedId('the mail', await connector.send(delivery, context));
      // Not every ledger shows what it mailed.
      if (before.mailed === undefined) return;
      require(before.mailed === 0, 'it was mailed by its export');
      requireSame('how often it was mailed', (await documentWith(work, externalId)).mailed, 1);
      requireSame('how often the other was mailed', (await documentWith(work, other)).mailed, 0);
    },
    { supports: 'send' },
  ),
];
