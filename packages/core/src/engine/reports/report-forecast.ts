import { compileRater } from '../../rating/compile-rater.ts';
import { type Forecast, forecast } from '../../report/forecast.ts';
import { addDays } from '../../time/civil-date.ts';
import { loadTenantPolicy } from '../bills/tenant-policy.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { customersToReport } from './customers-to-report.ts';
import { dueBillsOf } from './due-bills.ts';

/** The forecasts of the periods that are open now, customer by customer as they are asked for. */
export async function* reportForecasts(
  scope: TenantScope,
  customerId?: string,
): AsyncGenerator<Forecast, void, undefined> {
  const { plugins, clock } = scope.context;
  const ids = customerId === undefined ? undefined : [customerId];
  const tenant = await scope.read((unit) => loadTenantPolicy(unit, plugins, ids));
  const { policy, settings } = tenant;
  const rater = compileRater(policy.rating);
  const now = clock.now();
  for await (const customer of customersToReport(scope, customerId)) {
    const today = civilDateAt(now, customer.zone ?? settings.zone);
    for (const { facts } of await dueBillsOf(scope, tenant, customer, today)) {
      const { contractPeriod, contract, work = [] } = facts;
      const yesterday = addDays(civilDateAt(now, contract.zone), -1);
      // What was over before and is not billed yet comes before it: it is due, and no forecast.
      if (contractPeriod.period.to <= yesterday || facts.due === 'late') continue;
      const cost = policy.rating.costBook == null ? null : rater.rate(work).cost;
      yield forecast({ facts, policy, through: yesterday, cost });
    }
  }
}
