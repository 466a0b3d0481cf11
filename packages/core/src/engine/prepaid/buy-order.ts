import { issueReviewed } from '../invoices/issue-reviewed.ts';
import { accountRecords, invoiceRecords, lotRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';
import { lockLedger } from './account-ledger.ts';
import { buyLot, type PrepaidOrder, type PrepaidPurchased } from './buy-lot.ts';

/**
 * Buys a lot. An invoice that is to be issued at once is issued by a second step, after the plugins have looked at it;
 * what is refused then waits as a draft.
 */
export async function buyOrder(
  scope: TenantScope,
  order: PrepaidOrder,
  options: WriteOptions = {},
): Promise<PrepaidPurchased> {
  const bought = await scope.write({ method: 'prepaid.buy', given: order }, options, async (unit) => {
    const { customerId } = await unit.load(accountRecords, order.accountId);
    await unit.lock(`customer:${customerId}`);
    return buyLot(unit, scope.context, await lockLedger(unit, order.accountId), order);
  });
  const { lot, invoice } = bought;
  if (order.invoice !== 'issue' || invoice === null) return bought;
  const key = options.key === undefined ? {} : { key: `${options.key}#issue` };
  await issueReviewed(scope, [invoice.id], { ...options, ...key });
  return scope.read(async (unit) => ({
    lot: await unit.load(lotRecords, lot.id),
    invoice: await unit.load(invoiceRecords, invoice.id),
  }));
}
