import { createBilling } from '../../../src/engine/create-billing.ts';
import { money } from '../../../src/money/money.ts';
import type { LedgerPayment } from '../../../src/ports/accounting.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { ledgerDesk } from '../support/ledger-desk.ts';

/**
 * A worker asks a ledger and sleeps over its answer, while a payment is changed from 80 to 50 and another worker records
 * that; gives what of the invoice counts as paid when the first one is done.
 */
export async function paidAfterLateWorker(
  broken: (storage: Storage) => Storage,
): Promise<string | undefined> {
  const world = await ledgerDesk();
  await world.issued('inv_1');
  await world.billing.dispatch();
  const enter = (amount: string): void => world.ledger.enter({ ...payment, ...amountOf(amount) });
  enter('80.00');
  const gate = { open: () => {} };
  const slow = createBilling({
    storage: broken(world.storage),
    clock: world.clock,
    accounting: [
      {
        ...world.ledger,
        changes: async (cursor, context) => {
          const told = await world.ledger.changes(cursor, context);
          await new Promise<void>((resolve) => {
            gate.open = resolve;
          });
          return told;
        },
      },
    ],
  });
  const late = slow.forTenant('desk').ledgers.sync('fake-ledger');
  while (world.ledger.calls().every(({ method }) => method !== 'changes')) await Promise.resolve();
  enter('50.00');
  await world.desk.ledgers.sync('fake-ledger');
  gate.open();
  await late;
  return (await world.desk.invoices.get('inv_1'))?.paid.amount;
}

const payment: LedgerPayment = {
  externalId: 'pay_1',
  kind: 'payment',
  applications: [],
  amount: money('0.00', 'EUR'),
  on: '2026-04-09',
  isDeleted: false,
};

const amountOf = (text: string): Pick<LedgerPayment, 'amount' | 'applications'> => {
  const amount = money(text, 'EUR');
  return { amount, applications: [{ invoiceExternalId: 'doc_1', amount }] };
};
