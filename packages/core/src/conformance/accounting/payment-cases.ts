import type { LedgerPayment } from '../../ports/accounting.ts';
import { require, requireSame } from '../finding.ts';
import { accountingCase } from './accounting-subject.ts';
import { allChanges } from './all-changes.ts';
import { exported } from './confirmed.ts';
import { documentOf, sampleInvoice } from './sample-documents.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

const idsOf = (payments: readonly LedgerPayment[]): readonly string[] =>
  [...new Set(payments.map(({ externalId }) => externalId))].toSorted();

/** Payments that are entered in the ledger. */
export const paymentCases = [
  accountingCase(
    'a payment is told with its amount and what it pays',
    async (work) => {
      const invoiceExternalId = await exported(work, documentOf(sampleInvoice(1)));
      const externalId = await work.ledger.enterPayment({ invoiceExternalId, amount: eur('50.00') });
      const [payment, ...others] = (await allChanges(work, null)).payments;
      requireSame('the number of other payments', others.length, 0);
      require(payment !== undefined, 'no payment was told');
      const { on, ...told } = payment;
      require(/^\d{4}-\d\d-\d\d$/.test(on), `its day is ${on}`);
      requireSame('the payment', told, {
        externalId,
        kind: 'payment',
        applications: [{ invoiceExternalId, amount: eur('50.00') }],
        amount: eur('50.00'),
        isDeleted: false,
      });
    },
    { supports: 'payments', ledger: ['enterPayment'] },
  ),

  accountingCase(
    'a cursor goes on after what was told, and gives the same when it is used again',
    async (work) => {
      const invoiceExternalId = await exported(work, documentOf(sampleInvoice(1)));
      const nothing = await allChanges(work, null);
      requireSame('the payments of an empty ledger', nothing.payments, []);
      const pay = (amount: string) => work.ledger.enterPayment({ invoiceExternalId, amount: eur(amount) });
      const first = await pay('10.00');
      const { payments, cursor } = await allChanges(work, nothing.cursor);
      requireSame('what the first cursor gave', idsOf(payments), [first]);
      const second = await pay('20.00');
      const later = idsOf((await allChanges(work, cursor)).payments);
      require(later.includes(second), 'a payment after the cursor was not told');
      const again = idsOf((await allChanges(work, nothing.cursor)).payments);
      requireSame('what the first cursor gave again', again, [first, second].toSorted());
    },
    { supports: 'payments', ledger: ['enterPayment'] },
  ),

  accountingCase(
    'many payments come page by page, every one of them, to an end',
    async (work) => {
      const invoiceExternalId = await exported(work, documentOf(sampleInvoice(1)));
      const entered: string[] = [];
      for (let count = 1; count <= 40; count += 1) {
        entered.push(await work.ledger.enterPayment({ invoiceExternalId, amount: eur('1.00') }));
      }
      const { payments } = await allChanges(work, null);
      requireSame('the payments', idsOf(payments), entered.toSorted());
    },
    { supports: 'payments', ledger: ['enterPayment'] },
  ),

  accountingCase(
    'a payment that was deleted is told as deleted',
    async (work) => {
      const invoiceExternalId = await exported(work, documentOf(sampleInvoice(1)));
      const externalId = await work.ledger.enterPayment({ invoiceExternalId, amount: eur('50.00') });
      const { cursor } = await allChanges(work, null);
      await work.ledger.deletePayment(externalId);
      const { payments } = await allChanges(work, cursor);
      const last = payments.findLast((payment) => payment.externalId === externalId);
      requireSame('whether it is deleted', last?.isDeleted, true);
    },
    { supports: 'payments', ledger: ['enterPayment', 'deletePayment'] },
  ),
];
