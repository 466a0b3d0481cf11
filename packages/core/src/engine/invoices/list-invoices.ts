import type { InvoiceLabel } from '../../invoice/life/invoice-label.ts';
import { invoiceLabel } from '../../invoice/life/invoice-label.ts';
import type { Invoice, SettlementState } from '../../invoice/invoice.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { type Page, type PageRequest, type PageSource, readPage } from '../page.ts';
import { invoiceRecords } from '../records/billing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { civilDateAt } from './civil-date-at.ts';

/** Which invoices and credit notes to list, by the instant of their issue; drafts come first. */
export interface InvoiceQuery extends PageRequest {
  readonly number?: string | undefined;
  readonly customerId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly settlement?: SettlementState | undefined;
  readonly kind?: Invoice['kind'] | undefined;
  /** As {@link invoiceLabel} names it today. */
  readonly label?: InvoiceLabel | undefined;
  /** The first day of issue, inclusive. Drafts have none. */
  readonly from?: CivilDate | undefined;
  /** The first day of issue that counts no more. */
  readonly to?: CivilDate | undefined;
}

/** Reads one part of the list: as many as asked for, unless there are no more. */
export async function listInvoices(
  scope: TenantScope,
  query: InvoiceQuery,
  today: CivilDate | null,
): Promise<Page<Invoice>> {
  const { limit = 100, descending } = query;
  const source = { from: invoiceRecords, index: indexOf(query) } as const;
  const items: Invoice[] = [];
  let page = await readPage(scope, source, { after: query.after, limit, descending });
  for (;;) {
    items.push(...page.items.filter((invoice) => fits(invoice, query, today)));
    if (page.next === null || items.length >= limit) return { items, next: page.next };
    page = await readPage(scope, source, { after: page.next, limit: limit - items.length, descending });
  }
}

/** The civil date of today in the seller's zone. */
export function todayOf(scope: TenantScope): Promise<CivilDate> {
  return scope.read(async (unit) => civilDateAt(unit.at, (await loadSettings(unit)).zone));
}

function indexOf(query: InvoiceQuery): PageSource<Invoice, 'invoices'>['index'] {
  const { number, customerId, batchId, settlement } = query;
  if (number !== undefined) return ['number', number];
  if (batchId !== undefined) return ['batch', batchId];
  if (customerId !== undefined) return ['customer', customerId];
  return settlement === undefined ? undefined : ['settlement', settlement];
}

function fits(invoice: Invoice, query: InvoiceQuery, day: CivilDate | null): boolean {
  const { number, customerId, batchId, settlement, kind, label, from, to } = query;
  const wanted: readonly (readonly [string | undefined, string | null | undefined])[] = [
    [number, invoice.issued?.number],
    [customerId, invoice.content.customerId],
    [batchId, invoice.batchId],
    [settlement, invoice.settlement],
    [kind, invoice.kind],
  ];
  if (wanted.some(([asked, has]) => asked !== undefined && asked !== has)) return false;
  const on = invoice.issued?.on ?? null;
  if (from !== undefined && (on === null || on < from)) return false;
  if (to !== undefined && (on === null || on >= to)) return false;
  return label === undefined || (day !== null && invoiceLabel(invoice, day) === label);
}
