import { type Aging, aging } from '../../report/aging.ts';
import { invoiceFacts, type LabelledInvoice } from '../../report/invoice-facts.ts';
import { type InvoiceOverview, invoiceOverview } from '../../report/invoice-overview.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { readAll } from '../page.ts';
import { invoiceRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** All invoices, or those of one customer, counted and summed by label. */
export async function reportInvoices(scope: TenantScope, customerId?: string): Promise<InvoiceOverview> {
  const { facts } = await factsOf(scope, customerId);
  return invoiceOverview(facts);
}

/** What is open today, by how long it has been due. */
export async function reportAging(scope: TenantScope, customerId?: string): Promise<Aging> {
  const { facts, today } = await factsOf(scope, customerId);
  return aging(facts, today);
}

/** What reports must know of invoices: a few fields each, so that only those are in memory. */
async function factsOf(
  scope: TenantScope,
  customerId: string | undefined,
): Promise<{ readonly facts: readonly LabelledInvoice[]; readonly today: CivilDate }> {
  const { zone } = await scope.read((unit) => loadSettings(unit));
  const today = civilDateAt(scope.context.clock.now(), zone);
  const index = customerId === undefined ? undefined : (['customer', customerId] as const);
  const facts: LabelledInvoice[] = [];
  for await (const invoice of readAll(scope, { from: invoiceRecords, index }))
    facts.push(...invoiceFacts([invoice], today));
  return { facts, today };
}
