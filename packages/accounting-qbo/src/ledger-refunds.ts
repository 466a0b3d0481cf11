import { externalId, moneyOf } from '@billwright/accounting-common';
import type { LedgerPayment } from '@billwright/core';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { ourCustomerOf } from './customer-ids.ts';
import { linksOf, toldOf, type ToldTransaction } from './told-transaction.ts';

/**
 * Refund receipts as the engine takes them: what they give back of invoices that they are linked to. One that is linked
 * to no invoice is told without any, as QuickBooks does not know more; with our customer, when it is one.
 */
export async function ledgerRefunds(
  company: Company,
  told: readonly ToldTransaction[],
): Promise<readonly LedgerPayment[]> {
  if (told.length === 0) return [];
  const { homeCurrency } = await companyFacts(company);
  const customers = await ourCustomers(company, told);
  return told.map((receipt): LedgerPayment => {
    const currency = receipt.CurrencyRef?.value ?? homeCurrency;
    const refund = toldOf(company, 'RefundReceipt', receipt, currency);
    if (refund.isDeleted) return refund;
    const customerId = customers.get(receipt.CustomerRef?.value ?? '');
    return {
      ...refund,
      ...(customerId === undefined ? {} : { customerId }),
      applications: invoicesOf(receipt).map(({ id, amount }) => ({
        invoiceExternalId: externalId(company.realmId, 'Invoice', id),
        amount: moneyOf(amount, currency),
      })),
    };
  });
}

/** By its lines; or else one that the whole receipt is linked to. Of several nobody says how much of each it is. */
function invoicesOf(receipt: ToldTransaction): readonly { readonly id: string; readonly amount: number }[] {
  const lines = linksOf(receipt).filter(({ type }) => type === 'Invoice');
  const [whole, ...others] = receipt.LinkedTxn.filter(({ TxnType }) => TxnType === 'Invoice');
  if (lines.length > 0 || whole === undefined || others.length > 0) return lines;
  return [{ id: whole.TxnId, amount: receipt.TotalAmt }];
}

/** Our customers among those of receipts that name no invoice, by their ids in QuickBooks. */
async function ourCustomers(
  { context, realmId }: Company,
  told: readonly ToldTransaction[],
): Promise<ReadonlyMap<string, string>> {
  const loose = told.filter((receipt) => invoicesOf(receipt).length === 0);
  const ids = new Set(
    loose.flatMap(({ CustomerRef }) => (CustomerRef === undefined ? [] : [CustomerRef.value])),
  );
  const ours = new Map<string, string>();
  for (const id of ids) {
    const customerId = await ourCustomerOf(context, realmId, id);
    if (customerId !== null) ours.set(id, customerId);
  }
  return ours;
}
