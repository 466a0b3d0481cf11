import type { LedgerCreditUse, LedgerPayment } from '../../ports/accounting.ts';
import { require, requireSame } from '../finding.ts';
import { accountingCase, type AtWork } from './accounting-subject.ts';
import { allChanges } from './all-changes.ts';
import { exported } from './confirmed.ts';
import { documentOf, sampleCreditNote, sampleInvoice } from './sample-documents.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** An invoice that was paid in full and then credited, so that all of its credit note is left; and another invoice. */
async function creditLeft(
  work: AtWork<'enterPayment'>,
): Promise<Pick<LedgerCreditUse, 'creditNoteExternalId' | 'invoiceExternalId'> & { cursor: string }> {
  const invoice = sampleInvoice(1);
  const credited = await exported(work, documentOf(invoice));
  await work.ledger.enterPayment({ invoiceExternalId: credited, amount: eur('95.20') });
  const note = documentOf(sampleCreditNote(invoice, 1), { creditsExternalId: credited });
  const creditNoteExternalId = await exported(work, note);
  const invoiceExternalId = await exported(work, documentOf(sampleInvoice(2)));
  return { creditNoteExternalId, invoiceExternalId, cursor: (await allChanges(work, null)).cursor };
}

/** What is told last of each payment, of those that were told to take credit off. */
function lastOf(payments: readonly LedgerPayment[], ids: ReadonlySet<string>): readonly LedgerPayment[] {
  const last = new Map(payments.map((one) => [`${one.kind} ${one.externalId}`, one]));
  return [...last.values()].filter(({ externalId }) => ids.has(externalId));
}

const takingOff = (payments: readonly LedgerPayment[]): ReadonlySet<string> =>
  new Set(payments.filter(({ credits = [] }) => credits.length > 0).map(({ externalId }) => externalId));

/** Credit notes of ours that are taken off other invoices. */
export const creditCases = [
  accountingCase(
    'a credit note that is taken off another invoice is told as that, and not as money',
    async (work) => {
      const { cursor, ...ids } = await creditLeft(work);
      await work.ledger.takeCreditOff({ ...ids, amount: eur('30.00') });
      const { payments } = await allChanges(work, cursor);
      const told = lastOf(payments, takingOff(payments));
      requireSame(
        'what is taken off',
        told.flatMap(({ credits = [] }) => credits.map((one) => ({ ...one }))),
        [{ ...ids, amount: eur('30.00') }],
      );
      const paid = payments.flatMap(({ applications }) => applications);
      const isPaid = paid.some(({ invoiceExternalId }) => invoiceExternalId === ids.invoiceExternalId);
      require(!isPaid, 'the invoice is told to be paid with money, too');
      requireSame(
        'the money that came with it',
        [...new Set(told.map(({ amount }) => amount.amount))],
        ['0.00'],
      );
    },
    { supports: 'payments', ledger: ['enterPayment', 'takeCreditOff'] },
  ),

  accountingCase(
    'a credit note that is put back is not told as taken off any more',
    async (work) => {
      const { cursor, ...ids } = await creditLeft(work);
      await work.ledger.takeCreditOff({ ...ids, amount: eur('30.00') });
      const before = await allChanges(work, cursor);
      const known = takingOff(before.payments);
      require(known.size > 0, 'it was not told as taken off');
      await work.ledger.putCreditBack(ids.creditNoteExternalId);
      const { payments } = await allChanges(work, before.cursor);
      const told = lastOf(payments, known);
      requireSame(
        'what is told of again',
        told.map(({ externalId }) => externalId),
        [...known],
      );
      const still = told.filter(({ isDeleted, credits = [] }) => !isDeleted && credits.length > 0);
      requireSame('what is still taken off', still, []);
    },
    { supports: 'payments', ledger: ['enterPayment', 'takeCreditOff', 'putCreditBack'] },
  ),
];
