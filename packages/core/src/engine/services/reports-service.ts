import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { agentStatement, type AgentStatements } from '../../report/agent-statement.ts';
import type { Aging } from '../../report/aging.ts';
import type { BudgetUse } from '../../report/budget-use.ts';
import type { ContractUtilisation } from '../../report/contract-utilisation.ts';
import { filterWork, type ReportFilter } from '../../report/filter-work.ts';
import type { Forecast } from '../../report/forecast.ts';
import type { InvoiceOverview } from '../../report/invoice-overview.ts';
import { margin, type MarginReport } from '../../report/margin.ts';
import type { CustomerPrepaidStatement } from '../../report/prepaid-overview.ts';
import { realisation, type RealisationReport } from '../../report/realisation.ts';
import type { ReportedWork } from '../../report/reported-work.ts';
import type { UnbilledWork } from '../../report/unbilled-book.ts';
import type { WhatIfResult } from '../../report/what-if.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { utilisationOf } from '../contracts/utilisation.ts';
import { statementOf } from '../prepaid/statement-of.ts';
import { customersToReport } from '../reports/customers-to-report.ts';
import { reportBudgets } from '../reports/report-budgets.ts';
import { reportForecasts } from '../reports/report-forecast.ts';
import { reportAging, reportInvoices } from '../reports/report-invoices.ts';
import { type GroupedReportQuery, readGroupedQuery, readWorkQuery } from '../reports/report-query.ts';
import { reportUnbilled, type UnbilledQuery } from '../reports/report-unbilled.ts';
import { type CustomerWhatIf, reportWhatIf } from '../reports/report-what-if.ts';
import { readReportedFacts } from '../reports/reported-facts.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** One customer; left out, all of them. */
export interface CustomerQuery {
  readonly customerId?: string | undefined;
}

/** The days of statements. */
export interface PrepaidReportQuery extends CustomerQuery {
  readonly from: CivilDate;
  /** The first day that no longer counts. */
  readonly to: CivilDate;
}

/** Which realisation to tell. */
export interface RealisationQuery extends GroupedReportQuery {
  /** The seconds that people had for work, by the id of the group. Left out: utilisation is `null`. */
  readonly capacity?: Readonly<Record<string, number>> | undefined;
}

/**
 * What a tenant did, earned and is owed. Reports read what is stored as it is, and write nothing; what they sum is what
 * invoices say, to the cent. Those that give one thing after another keep no more than one customer in memory; those
 * over work keep the work of the days that are asked for.
 *
 * Every method refuses a query that does not hold together with the `BillingError` `QUERY_INVALID`, and billing that was
 * never set up with `SETTINGS_MISSING`. A customer that is asked for and not there is `NOT_FOUND`.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const desk = createBilling({ storage: memoryStorage() }).forTenant('acme-msp');
 * await desk.calendars.put({ id: 'berlin', calendar: { zone: 'Europe/Berlin', business: [] } });
 * await desk.rateCards.put({
 *   id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 * });
 * await desk.settings.put({
 *   seller: { name: 'Acme MSP' }, currency: 'EUR', zone: 'Europe/Berlin', rateCardId: 'standard', calendarId: 'berlin',
 * });
 * await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
 * const entry = { customerId: 'globex', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
 * await desk.work.record([{ ...entry, id: 'te_1', minutes: 90 }, { ...entry, id: 'te_2', minutes: 30 }]);
 *
 * const before = await desk.reports.unbilled();
 * await desk.batches.save({ through: '2026-03-31', key: '2026-03' });
 * const after = await desk.reports.unbilled();
 * console.log(before.value[0]?.amount, before.oldest, after.value.length);
 * // => 240.00 2026-03-02 0
 *
 * const { groups } = await desk.reports.margin({ by: 'customer' });
 * console.log(groups[0]?.id, groups[0]?.figures[0]?.revenue.amount);
 * // => globex 240.00
 * ```
 */
export interface ReportsService {
  /**
   * What is not billed yet: as it would be billed now; at a past instant by the rate cards as they are today, rounded once
   * for each customer.
   */
  unbilled(query?: UnbilledQuery): Promise<UnbilledWork>;
  /** What open periods will come to, contract by contract as they are asked for. */
  forecast(query?: CustomerQuery): AsyncGenerator<Forecast, void, undefined>;
  /** Where budgets stand, by id. `crossed` are the thresholds that `billing.tick()` has still to tell. */
  budgets(query?: { readonly budgetId?: string | undefined }): AsyncGenerator<BudgetUse, void, undefined>;
  /** Time entries as all reports over work see them, by date. */
  work(filter?: ReportFilter): Promise<readonly ReportedWork[]>;
  /** What is earned. The revenue is the net of bills that stand, of periods that begin within the days. */
  margin(query: GroupedReportQuery): Promise<MarginReport>;
  /** Each agent's time and its cost, billed or not. */
  agents(filter?: ReportFilter): Promise<AgentStatements>;
  /** How much of the time that was worked reaches invoices, and how much of its list value. */
  realisation(query: RealisationQuery): Promise<RealisationReport>;
  /** Invoices by label. */
  invoices(query?: CustomerQuery): Promise<InvoiceOverview>;
  /** What is open today, by how long it has been due. */
  aging(query?: CustomerQuery): Promise<Aging>;
  /** The statements of prepaid accounts over civil days of each customer's zone, customer by customer. */
  prepaid(query: PrepaidReportQuery): AsyncGenerator<CustomerPrepaidStatement, void, undefined>;
  /** How contracts were used, customer by customer; the open period as if it were billed now. */
  utilisation(query?: CustomerQuery): AsyncGenerator<ContractUtilisation, void, undefined>;
  /**
   * The bills of a customer made again, by the terms as they are now and by others. By the terms under which they were
   * made, they come to what they came to.
   *
   * @throws BillingError `COMPARISON_INVALID`, and what billing throws.
   */
  whatIf(request: CustomerWhatIf): Promise<WhatIfResult>;
}

/** The service of reports. */
export function reportsService(scope: TenantScope): ReportsService {
  const reported = async (filter: ReportFilter = {}): Promise<readonly ReportedWork[]> => {
    // Faults of the filter are told before anything is read.
    filterWork([], filter);
    const { customerId, from, to } = filter;
    return filterWork((await readReportedFacts(scope, { customerId, from, to })).work, filter);
  };
  return {
    unbilled: async ({ customerId, at } = {}) =>
      reportUnbilled(scope, { at, customerId: idOf(customerId, 'customerId') }),
    async *forecast({ customerId } = {}) {
      yield* reportForecasts(scope, idOf(customerId, 'customerId'));
    },
    async *budgets({ budgetId } = {}) {
      yield* reportBudgets(scope, idOf(budgetId, 'budgetId'));
    },
    work: reported,
    async margin(query) {
      const { by, ...about } = readGroupedQuery(query);
      return margin({ by, ...(await readReportedFacts(scope, about)) });
    },
    agents: async (filter) => agentStatement(await reported(filter)),
    async realisation({ capacity, ...query }) {
      const { by, ...about } = readGroupedQuery(query);
      const { work } = await readReportedFacts(scope, readWorkQuery(about));
      return realisation({ by, work, capacity });
    },
    invoices: async ({ customerId } = {}) => reportInvoices(scope, idOf(customerId, 'customerId')),
    aging: async ({ customerId } = {}) => reportAging(scope, idOf(customerId, 'customerId')),
    async *prepaid({ customerId, from, to }) {
      for await (const { id } of customersToReport(scope, idOf(customerId, 'customerId'))) {
        const stated = await scope.read((unit) => statementOf(unit, { customerId: id, from, to }));
        if (stated.accounts.length > 0) yield stated;
      }
    },
    async *utilisation({ customerId } = {}) {
      for await (const { id } of customersToReport(scope, idOf(customerId, 'customerId')))
        yield* await scope.read((unit) => utilisationOf(unit, scope.context, { customerId: id }));
    },
    whatIf: (request) => reportWhatIf(scope, request),
  };
}

const idOf = (id: string | undefined, field: string): string | undefined =>
  id === undefined ? undefined : parseInput('QUERY_INVALID', idSchema, id, [field]);
