import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountingConnector, LedgerPayment } from '@billwright/core';
import type { AccountingSubject } from '@billwright/core/conformance';
import { openBooks } from '../src/books.ts';
import { fileLedger } from '../src/file-ledger.ts';

/** A file ledger with empty books, and a probe that reads and writes its files. */
export function fileLedgerSubject(): AccountingSubject & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'books-'));
  const desk = join(folder, 'desk');
  mkdirSync(desk);
  const books = openBooks(desk);
  const ledger = fileLedger({ folder });
  const entered = new Map<string, LedgerPayment>();
  let around: ((call: () => ReturnType<AccountingConnector['export']>) => Promise<never>) | null = null;
  let afterwards: (() => void) | null = null;

  const connector: AccountingConnector = {
    ...ledger,
    async export(document, context) {
      const [wrap, undo] = [around, afterwards];
      [around, afterwards] = [null, null];
      const call = () => ledger.export(document, context);
      try {
        return await (wrap === null ? call() : wrap(call));
      } finally {
        undo?.();
      }
    },
  };

  return {
    folder,
    connector,
    ledger: {
      documents: () => books.documents(),
      loseNextAnswer() {
        around = async (call) => {
          await call();
          throw new Error('the answer was lost');
        };
      },
      cutNextRequest() {
        renameSync(desk, `${desk} out of reach`);
        afterwards = () => renameSync(`${desk} out of reach`, desk);
      },
      refuseNext() {
        writeFileSync(join(desk, 'closed-until.txt'), '2026-12-31\n');
        afterwards = () => rmSync(join(desk, 'closed-until.txt'));
      },
      async enterPayment({ invoiceExternalId, amount }) {
        const payment: LedgerPayment = {
          externalId: `pay-${entered.size + 1}`,
          kind: 'payment',
          applications: [{ invoiceExternalId, amount }],
          amount,
          on: '2026-04-10',
          isDeleted: false,
        };
        entered.set(payment.externalId, payment);
        await books.payments.add(payment);
        return payment.externalId;
      },
      async deletePayment(externalId) {
        const payment = entered.get(externalId);
        if (payment !== undefined) await books.payments.add({ ...payment, isDeleted: true });
      },
      async takeCreditOff(credit) {
        const nothing = { applications: [], amount: { amount: '0.00', currency: 'EUR' }, isDeleted: false };
        const externalId = `pay-${entered.size + 1}`;
        const use: LedgerPayment = {
          externalId,
          kind: 'payment',
          ...nothing,
          on: '2026-04-11',
          credits: [credit],
        };
        entered.set(externalId, use);
        await books.payments.add(use);
      },
      async putCreditBack(creditNoteExternalId) {
        for (const use of entered.values())
          if (use.credits?.some((credit) => credit.creditNoteExternalId === creditNoteExternalId) === true)
            await books.payments.add({ ...use, isDeleted: true });
      },
    },
  };
}
