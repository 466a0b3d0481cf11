import type { Invoice } from '../../../invoice/invoice.ts';
import type { CustomerChecker } from '../checker.ts';
import { groupBy } from '../group-by.ts';

/** Whether a batch makes one for the customer or one for each contract can change; two for the same can't be. */
export const batchInvoices: CustomerChecker = {
  invariant: 'I13',
  says: 'A batch makes no more than one invoice of a customer and currency, or one for each contract.',
  of: 'customer',
  *check({ invoices }) {
    const made = invoices.filter(
      ({ batchId, settlement, credits }) => batchId !== null && settlement !== 'void' && credits === null,
    );
    for (const list of groupBy(made, keyOf).values()) {
      const contracts = list.map(({ content }) => content.contractId);
      const isOneEach = list.length === 1 || new Set(contracts).size === list.length;
      if (isOneEach && (list.length === 1 || !contracts.includes(null))) continue;
      yield {
        subjects: list.map(({ id }) => ({ kind: 'invoice', id })),
        details: { fault: 'are of one batch, customer and currency', batchId: list[0]?.batchId ?? null },
      };
    }
  },
};

const keyOf = ({ batchId, content }: Invoice): string => JSON.stringify([batchId, content.currency]);
