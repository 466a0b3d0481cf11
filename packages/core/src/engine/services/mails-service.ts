import { type BounceReport, type BounceResult, reportBounce } from '../delivery/report-bounce.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { aboutKey, type MailAbout, type MailRecord, mailRecords } from '../records/mails.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** Which mails to list. */
export interface MailQuery extends PageRequest {
  /** Only those about one invoice, contract or prepaid account. */
  readonly about?: MailAbout | undefined;
}

/**
 * What was mailed: invoices, reminders and notices, to whom, and what became of it. What a ledger mails of its copies is
 * not here.
 *
 * @example
 * ```ts
 * import { createBilling, manualLine } from '@billwright/core';
 * import { fakeMailer } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const billing = createBilling({ storage: memoryStorage(), mailer: fakeMailer() });
 * const desk = billing.forTenant('acme-msp');
 * await desk.settings.put({ seller: { name: 'Acme MSP' }, currency: 'EUR', zone: 'Europe/Berlin' });
 * await desk.customers.put({ id: 'globex', party: { name: 'Globex', email: 'bills@globex.example' } });
 * const line = { id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02' };
 * const { id } = await desk.invoices.draft({ customerId: 'globex', lines: [manualLine(line)] });
 * await desk.invoices.issue(id);
 * await desk.invoices.send(id);
 * await billing.dispatch();
 *
 * const { items } = await desk.mails.list({ about: { kind: 'invoice', id } });
 * const messageId = items[0]?.messageId ?? '';
 * const recipient = 'bills@globex.example';
 * const told = await desk.mails.reportBounce({ messageId, recipient, kind: 'hard', reason: '550 no such user' });
 * console.log(told.status, (await desk.invoices.get(id))?.delivery);
 * // => recorded failed
 * ```
 */
export interface MailsService {
  /** By the instant at which each was queued. */
  list(query?: MailQuery): Promise<Page<MailRecord>>;
  /** One by its id, which is that of its message in the outbox. */
  get(id: string): Promise<MailRecord | null>;
  /**
   * Writes down that a mail came back, or that its reader complained: what a mail server tells some time after it took the
   * mail over. When an invoice came back (`hard`) from all to whom it went, its delivery has failed (R80); of a reminder
   * or a notice the mail itself has. A `soft` one, and a complaint, are only kept and told. The same report again
   * changes nothing. `unknown` is one of a mail that is not the tenant's, or that no dispatch has written down yet.
   *
   * @throws BillingError `BOUNCE_INVALID` with every fault and its path.
   */
  reportBounce(report: BounceReport, options?: WriteOptions): Promise<BounceResult>;
}

/** The service of mails. */
export function mailsService(scope: TenantScope): MailsService {
  return {
    list: ({ about, ...request } = {}) =>
      readPage(
        scope,
        { from: mailRecords, index: about === undefined ? undefined : ['about', aboutKey(about)] },
        request,
      ),
    get: (id) => scope.read((unit) => unit.find(mailRecords, id)),
    reportBounce: (report, options) => reportBounce(scope, report, options),
  };
}
