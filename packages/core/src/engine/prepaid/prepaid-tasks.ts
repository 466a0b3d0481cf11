import { eachApart } from '../each-apart.ts';
import { readAll } from '../page.ts';
import { accountRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { expireLots, hasExpired } from './expire-lots.ts';
import { topUpAccount } from './top-up-account.ts';

/** Posts what has expired (R77), account by account. One that fails stops no other. */
export async function expireAccounts(scope: TenantScope): Promise<{ readonly expired: number }> {
  const expired = await eachApart(readAll(scope, { from: accountRecords }), async ({ id, customerId }) => {
    if (!(await scope.read(async (unit) => hasExpired(unit, await loadSettings(unit), id)))) return false;
    await scope.write({ method: 'prepaid.expire', given: id }, {}, async (unit) => {
      await unit.lock(`customer:${customerId}`);
      await expireLots(unit, await loadSettings(unit), id);
      return null;
    });
    return true;
  });
  return { expired };
}

/** Invoices the top-ups that are due (R74), account by account. One that fails stops no other. */
export async function topUpAccounts(scope: TenantScope): Promise<{ readonly toppedUp: number }> {
  const toppedUp = await eachApart(readAll(scope, { from: accountRecords }), async (account) => {
    if (account.topUp === null) return false;
    const invoiceId = await scope.write({ method: 'prepaid.topUp', given: account.id }, {}, async (unit) => {
      await unit.lock(`customer:${account.customerId}`);
      return topUpAccount(unit, scope.context, account.id);
    });
    return invoiceId !== null;
  });
  return { toppedUp };
}
