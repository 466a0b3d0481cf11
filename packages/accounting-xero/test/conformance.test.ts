import type { Money } from '@billwright/core';
import { accountingCases, type AccountingSubject, checkCase } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { allocate, removeAllocation } from '../src/testing/fake-documents.ts';
import { asRows, type FakeRow, textOf } from '../src/testing/fake-row.ts';
import type { FakeXeroCall } from '../src/testing/fake-call.ts';
import { connected } from './support/connected.ts';

const isDocument = ({ method, path }: FakeXeroCall): boolean =>
  (method === 'PUT' || method === 'POST') && ['Invoices', 'CreditNotes'].includes(path.split('/')[0] ?? '');

/** What goes wrong goes wrong with the next document, not with what is looked up for it. */
async function subject(): Promise<AccountingSubject> {
  let next: FakeXeroFault | null = null;
  const { connector, organisation, context } = await connected({
    faults(call) {
      if (!isDocument(call)) return null;
      const fault = next;
      next = null;
      return fault;
    },
  });
  const { organisationId, books } = organisation;
  const arrange = (fault: FakeXeroFault): void => {
    next = fault;
  };
  const documentsOf = (kind: 'Invoices' | 'CreditNotes') =>
    books.rows(kind).map((row) => {
      const id = String(row[kind === 'Invoices' ? 'InvoiceID' : 'CreditNoteID']);
      return {
        externalId: `${organisationId}/${kind.slice(0, -1)}/${id}`,
        kind: kind === 'Invoices' ? ('invoice' as const) : ('credit-note' as const),
        total: totalOf(row),
        isVoid: row['Status'] === 'VOIDED',
        mailed: books.mailed.get(id)?.length ?? 0,
      };
    });
  return {
    connector,
    context,
    ledger: {
      documents: () => [...documentsOf('Invoices'), ...documentsOf('CreditNotes')],
      loseNextAnswer: () => arrange({ kind: 'lost' }),
      cutNextRequest: () => arrange({ kind: 'unreached' }),
      refuseNext: () => arrange({ kind: 'refused' }),
      limitNext: () => arrange({ kind: 'limited' }),
      enterPayment({ invoiceExternalId, amount }) {
        const invoiceId = invoiceExternalId.split('/').at(-1) ?? '';
        return `${organisationId}/Payment/${organisation.enterPayment({ invoiceId, amount: Number(amount.amount) })}`;
      },
      deletePayment: (externalId) => organisation.deletePayment(externalId.split('/').at(-1) ?? ''),
      takeCreditOff({ creditNoteExternalId, invoiceExternalId, amount }) {
        const Invoice = { InvoiceID: idIn(invoiceExternalId) };
        const allocation = { Amount: Number(amount.amount), Date: '2026-04-01', Invoice };
        allocate(books, idIn(creditNoteExternalId), allocation);
      },
      putCreditBack(externalId) {
        for (const one of asRows(books.get('CreditNotes', idIn(externalId))?.['Allocations']))
          removeAllocation(books, idIn(externalId), textOf(one, 'AllocationID'));
      },
      webhookRequest: () => organisation.webhookRequest([organisationId]),
    },
  };
}

const idIn = (externalId: string): string => externalId.split('/').at(-1) ?? '';

const totalOf = (row: FakeRow): Money => ({ amount: Number(row['Total']).toFixed(2), currency: 'EUR' });

test.each(accountingCases)('a ledger that keeps its promises: $name', async (promise) => {
  expect(await checkCase(promise, subject)).toMatchObject({ outcome: 'kept' });
});
