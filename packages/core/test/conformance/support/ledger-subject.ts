import type { AccountingSubject } from '../../../src/conformance/accounting/accounting-subject.ts';
import type { AccountingConnector, LedgerPayment, WebhookAnswer } from '../../../src/ports/accounting.ts';
import type { FakeFault } from '../../../src/testing/fake-fault.ts';
import { fakeLedger } from '../../../src/testing/fake-ledger.ts';

/** What a body that is rightly signed says. */
export const readBody = (body: Uint8Array): WebhookAnswer => ({
  status: 'accepted',
  tenantIds: /"tenantIds":\["(.*)"\]/.exec(Buffer.from(body).toString())?.slice(1) ?? [],
});

/** The fake ledger as a subject of the kit. */
export function ledgerSubject(
  supports: Partial<AccountingConnector['supports']> = {},
): Required<Omit<AccountingSubject, 'context'>> {
  let next: FakeFault | null = null;
  const fake = fakeLedger({
    supports: { batch: 5, ...supports },
    pageSize: 7,
    faults: ({ method }) => {
      // One document is refused, not a call.
      if (method === 'exportMany' && next?.kind === 'refused') return null;
      const fault = next;
      next = null;
      return fault;
    },
  });
  const payments: LedgerPayment[] = [];
  return {
    connector: fake,
    ledger: {
      documents: () =>
        fake.documents().map(({ externalId, total, isVoid, creditsExternalId, mailedTo }) => ({
          externalId,
          kind: creditsExternalId === null ? 'invoice' : 'credit-note',
          total,
          isVoid,
          mailed: mailedTo.length,
        })),
      loseNextAnswer: () => {
        next = { kind: 'lost' };
      },
      cutNextRequest: () => {
        next = { kind: 'unreached' };
      },
      refuseNext: () => {
        next = { kind: 'refused' };
      },
      limitNext: () => {
        next = { kind: 'limited' };
      },
      enterPayment: ({ invoiceExternalId, amount }) => {
        const externalId = `payment_${payments.length + 1}`;
        const applications = [{ invoiceExternalId, amount }];
        const entered = { externalId, applications, amount, on: '2026-04-10', isDeleted: false };
        payments.push({ ...entered, kind: 'payment' });
        fake.enter({ ...entered, kind: 'payment' });
        return externalId;
      },
      deletePayment: (id) => {
        const known = payments.find(({ externalId }) => externalId === id);
        if (known !== undefined) fake.enter({ ...known, isDeleted: true });
      },
      takeCreditOff: (credit) => {
        const [externalId, on] = [`payment_${payments.length + 1}`, '2026-04-11'];
        const nothing = { applications: [], amount: { amount: '0.00', currency: 'EUR' }, isDeleted: false };
        const entered: LedgerPayment = { externalId, kind: 'payment', ...nothing, on, credits: [credit] };
        payments.push(entered);
        fake.enter(entered);
      },
      putCreditBack: (id) => {
        for (const one of payments)
          if (one.credits?.some(({ creditNoteExternalId }) => creditNoteExternalId === id) === true)
            fake.enter({ ...one, isDeleted: true });
      },
      webhookRequest: (tenantId) => fake.webhookRequest([tenantId]),
    },
  };
}
