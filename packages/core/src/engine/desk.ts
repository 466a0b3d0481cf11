import { definePlan, type Plan, type PlanInput } from '../contract/plan.ts';
import type { BillingEventName } from '../events/billing-events.ts';
import { type Agent, type AgentInput, defineAgent } from '../master-data/agent.ts';
import { type Customer, type CustomerInput, defineCustomer } from '../master-data/customer.ts';
import type { NamedInput } from '../master-data/named.ts';
import { defineServiceType, type ServiceType, type ServiceTypeInput } from '../master-data/service-type.ts';
import { defineTeam, type Team } from '../master-data/team.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { RateCard, RateCardInput } from '../rating/rate-card.ts';
import type { Budget } from '../report/budget-use.ts';
import type { EngineContext } from './engine-context.ts';
import type { Listener, Unsubscribe } from './event-bus.ts';
import { type ExportOptions, exportTenant } from './export-tenant.ts';
import { ownKindsOf } from './own-kinds.ts';
import { budgetRecords } from './records/budgets.ts';
import {
  agentRecords,
  calendarRecords,
  customerRecords,
  type NamedCalendar,
  planRecords,
  rateCardRecords,
  serviceTypeRecords,
  teamRecords,
} from './records/master-data.ts';
import { defineBudget } from './reports/define-budget.ts';
import { type AuditService, auditService } from './services/audit-service.ts';
import { type BatchesService, batchesService } from './services/batches-service.ts';
import { type CreditsService, creditsService } from './services/credits-service.ts';
import { type InvoicesService, invoicesService } from './services/invoices-service.ts';
import { type ContractsService, contractsService } from './services/contracts-service.ts';
import { type CalendarToPut, namedCalendar } from './services/named-calendar.ts';
import { type MasterDataService, masterDataService } from './services/master-data-service.ts';
import { type PaymentsService, paymentsService } from './services/payments-service.ts';
import { type PrepaidService, prepaidService } from './services/prepaid-service.ts';
import { type ReportsService, reportsService } from './services/reports-service.ts';
import { type SettingsService, settingsService } from './services/settings-service.ts';
import { type LedgerService, ledgerService } from './services/ledger-service.ts';
import { type MailsService, mailsService } from './services/mails-service.ts';
import { type OutboxService, outboxService } from './services/outbox-service.ts';
import { type TimersService, timersService } from './services/timers-service.ts';
import { type WorkService, workService } from './services/work-service.ts';
import { TenantScope } from './tenant-scope.ts';
import { verifyTenant, type VerifyOptions } from './verify/verify-tenant.ts';
import type { Violation } from './verify/violation.ts';

/** Everything that one tenant can do. Nothing of another tenant is ever seen or changed. */
export interface Desk {
  readonly tenantId: string;
  readonly settings: SettingsService;
  readonly customers: MasterDataService<Customer, CustomerInput>;
  readonly agents: MasterDataService<Agent, AgentInput>;
  readonly teams: MasterDataService<Team, NamedInput>;
  readonly serviceTypes: MasterDataService<ServiceType, ServiceTypeInput>;
  readonly calendars: MasterDataService<NamedCalendar, CalendarToPut>;
  readonly rateCards: MasterDataService<RateCard, RateCardInput | RateCard>;
  readonly plans: MasterDataService<Plan, PlanInput | Plan>;
  readonly budgets: MasterDataService<Budget, Budget>;
  readonly contracts: ContractsService;
  readonly work: WorkService;
  readonly timers: TimersService;
  readonly ledgers: LedgerService;
  readonly mails: MailsService;
  readonly outbox: OutboxService;
  readonly prepaid: PrepaidService;
  readonly batches: BatchesService;
  readonly invoices: InvoicesService;
  readonly payments: PaymentsService;
  readonly credits: CreditsService;
  readonly reports: ReportsService;
  readonly audit: AuditService;
  /**
   * Checks that everything stored keeps its promises: nothing is billed twice, sums hold, numbers have no gap, the audit
   * log is whole. Each violation is told as it is found; none is the answer that everybody hopes for. A customer is locked
   * while it is read, and no more than one is in memory.
   */
  verify(options?: VerifyOptions): AsyncGenerator<Violation, void, undefined>;
  /**
   * Everything that is stored of the tenant, as lines of JSON: first one that says what it is, then a row a line, with its
   * `collection`, its `id` and its `value`. What connectors remember is left out: there are secrets in it.
   */
  export(options?: ExportOptions): AsyncGenerator<string, void, undefined>;
  /**
   * Listens to what happens in this process. A listener is called after the change was committed; what it throws harms
   * nobody. Whoever must not miss an event takes a subscription instead.
   */
  on<Name extends BillingEventName>(name: Name, listener: Listener<Name>): Unsubscribe;
}

/** The engine for one tenant. */
export function deskOf(context: EngineContext, tenantId: string): Desk {
  const scope = new TenantScope(context, tenantId);
  const kinds = ownKindsOf(context.plugins);
  return {
    tenantId,
    settings: settingsService(scope),
    customers: masterDataService(scope, {
      records: customerRecords,
      kind: 'customer',
      define: defineCustomer,
    }),
    agents: masterDataService(scope, { records: agentRecords, kind: 'agent', define: defineAgent }),
    teams: masterDataService(scope, { records: teamRecords, kind: 'team', define: defineTeam }),
    serviceTypes: masterDataService(scope, {
      records: serviceTypeRecords,
      kind: 'service-type',
      define: defineServiceType,
    }),
    calendars: masterDataService(scope, {
      records: calendarRecords,
      kind: 'calendar',
      define: namedCalendar,
    }),
    rateCards: masterDataService(scope, {
      records: rateCardRecords,
      kind: 'rate-card',
      define: (input) => defineRateCard(input, kinds),
    }),
    plans: masterDataService(scope, {
      records: planRecords,
      kind: 'plan',
      define: (input) => definePlan(input, kinds),
    }),
    budgets: masterDataService(scope, { records: budgetRecords, kind: 'budget', define: defineBudget }),
    contracts: contractsService(scope),
    work: workService(scope),
    timers: timersService(scope),
    ledgers: ledgerService(scope),
    mails: mailsService(scope),
    outbox: outboxService(scope),
    prepaid: prepaidService(scope),
    batches: batchesService(scope),
    invoices: invoicesService(scope),
    payments: paymentsService(scope),
    credits: creditsService(scope),
    reports: reportsService(scope),
    audit: auditService(scope),
    export: (options) => exportTenant(scope, options),
    verify: (options) => verifyTenant(scope, options),
    on: (name, listener) => context.events.on(tenantId, name, listener),
  };
}
