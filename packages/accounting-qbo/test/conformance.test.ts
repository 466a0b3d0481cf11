import type { Money } from '@billwright/core';
import { accountingCases, checkCase, type AccountingSubject } from '@billwright/core/conformance';
import { expect, test } from 'vitest';
import type { FakeQuickBooksFault } from '../src/testing/fake-fault.ts';
import type { FakeQuickBooksCall } from '../src/testing/fake-operations.ts';
import type { FakeRow } from '../src/testing/fake-query.ts';
import { connected } from './support/connected.ts';

const isDocument = ({ method, path, body }: FakeQuickBooksCall): boolean =>
  method === 'POST' &&
  (['invoice', 'creditmemo'].includes(path) ||
    (path === 'batch' && JSON.stringify(body).includes('"Invoice":')));

/** What goes wrong goes wrong with the next document, not with what is looked up for it. */
async function subject(): Promise<AccountingSubject> {
  let next: FakeQuickBooksFault | null = null;
  let isRefusing = false;
  const applied: string[] = [];
  const { connector, company, context } = await connected({
    refuses(entity) {
      if (!isRefusing || !['Invoice', 'CreditMemo'].includes(entity)) return null;
      isRefusing = false;
      return '6000';
    },
    faults(call) {
      if (!isDocument(call)) return null;
      const fault = next;
      next = null;
      return fault;
    },
  });
  const arrange = (fault: FakeQuickBooksFault): void => {
    next = fault;
  };
  const documentsOf = (entity: 'Invoice' | 'CreditMemo') =>
    company.books.rows(entity).map((row) => ({
      externalId: `${company.realmId}/${entity}/${String(row['Id'])}`,
      kind: entity === 'Invoice' ? ('invoice' as const) : ('credit-note' as const),
      total: totalOf(row),
      isVoid: row['PrivateNote'] === 'Voided',
      mailed: company.books.mailed.get(String(row['Id']))?.length ?? 0,
    }));
  return {
    connector,
    context,
    ledger: {
      documents: () => [...documentsOf('Invoice'), ...documentsOf('CreditMemo')],
      loseNextAnswer: () => arrange({ kind: 'lost' }),
      cutNextRequest: () => arrange({ kind: 'unreached' }),
      refuseNext() {
        isRefusing = true;
      },
      limitNext: () => arrange({ kind: 'limited' }),
      enterPayment({ invoiceExternalId, amount }) {
        const total = Number(amount.amount);
        const id = invoiceExternalId.split('/').at(-1) ?? '';
        return `${company.realmId}/Payment/${company.enterPayment({ total, lines: [{ id, amount: total }] })}`;
      },
      deletePayment(externalId) {
        const Id = externalId.split('/').at(-1);
        const SyncToken = company.books.get('Payment', Id ?? '')?.['SyncToken'];
        company.books.remove('Payment', { Id, SyncToken });
      },
      takeCreditOff({ creditNoteExternalId, invoiceExternalId, amount }) {
        const [memo = '', id = ''] = [creditNoteExternalId, invoiceExternalId].map((one) =>
          one.split('/').at(-1),
        );
        const so = { amount: Number(amount.amount) };
        const lines = [
          { id, ...so },
          { type: 'CreditMemo' as const, id: memo, ...so },
        ];
        applied.push(company.enterPayment({ total: 0, lines }));
      },
      putCreditBack() {
        for (const Id of applied)
          company.books.remove('Payment', { Id, SyncToken: company.books.get('Payment', Id)?.['SyncToken'] });
      },
      webhookRequest: () => company.webhookRequest([company.realmId]),
    },
  };
}

const totalOf = (row: FakeRow): Money => ({ amount: Number(row['TotalAmt']).toFixed(2), currency: 'EUR' });

test.each(accountingCases)('a ledger that keeps its promises: $name', async (promise) => {
  expect(await checkCase(promise, subject)).toMatchObject({ outcome: 'kept' });
});
