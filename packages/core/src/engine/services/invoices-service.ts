import { z } from 'zod';
import type { Bill } from '../../bill/bill.ts';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { Attachment, Invoice } from '../../invoice/invoice.ts';
import { type InvoiceLabel, invoiceLabel } from '../../invoice/life/invoice-label.ts';
import type { DraftChanges } from '../../invoice/redraft.ts';
import type { Money } from '../../money/money.ts';
import { auditLog } from '../audit/audit-chain.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import { type DeliveryReport, reportDelivery } from '../delivery/report-delivery.ts';
import { sendInvoice, type SendRequest, type SendResult } from '../delivery/send-invoice.ts';
import { billsOfInvoice } from '../invoices/bills-of-invoice.ts';
import { type CreditInput, creditInvoice } from '../invoices/credit-invoice.ts';
import { deleteDraft } from '../invoices/delete-draft.ts';
import { draftByHand, type DraftByHand } from '../invoices/draft-by-hand.ts';
import { attachToDraft, editDraft } from '../invoices/edit-draft.ts';
import { issueInvoice, type IssueResult } from '../invoices/issue-invoices.ts';
import { issueReviewed } from '../invoices/issue-reviewed.ts';
import { type InvoiceQuery, listInvoices, todayOf } from '../invoices/list-invoices.ts';
import { previewIssue } from '../invoices/preview-issue.ts';
import { reviewDrafts } from '../invoices/review-drafts.ts';
import { reopenInvoice, voidInvoice } from '../invoices/withdraw-invoice.ts';
import { writeOff } from '../invoices/write-off.ts';
import { exportInvoice } from '../ledgers/export-invoice.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { invoiceRecords } from '../records/billing.ts';
import { dueReminders, type Reminded, remindOverdue } from '../reminders/remind-overdue.ts';
import type { OverdueInvoice } from '../reminders/reminders-of.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';

/** Invoices and credit notes of a tenant. */
export interface InvoicesService {
  /**
   * Writes a draft by hand, to a customer that is known.
   *
   * @throws BillingError `NOT_FOUND` for the customer, `INVOICE_INVALID`, `TOTALS_INVALID`, `TAX_CODE_UNKNOWN` as
   * {@link manualInvoice} does.
   * @example
   * ```ts
   * import { createBilling, manualLine } from '@billwright/core';
   * import { memoryStorage } from '@billwright/storage-memory';
   *
   * const clock = { now: () => '2026-04-01T08:00:00.000Z' };
   * const desk = createBilling({ storage: memoryStorage(), clock }).forTenant('acme-msp');
   * await desk.settings.put({ seller: { name: 'Acme MSP' }, currency: 'EUR', zone: 'Europe/Berlin' });
   * await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
   * const setup = manualLine({
   *   id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-04-01',
   * });
   * const draft = await desk.invoices.draft({ customerId: 'globex', lines: [setup] });
   * const { issued } = await desk.invoices.issue(draft.id);
   * console.log(issued?.number, issued?.dueOn);
   * // => INV-00001 2026-04-15
   *
   * await desk.payments.record({
   *   customerId: 'globex', amount: { amount: '100.00', currency: 'EUR' }, on: '2026-04-09',
   * });
   * console.log(await desk.invoices.label(draft.id));
   * // => paid
   * console.log((await desk.credits.balance('globex', 'EUR')).amount);
   * // => 20.00
   * ```
   */
  draft(input: DraftByHand, options?: WriteOptions): Promise<Invoice>;
  /**
   * Changes a draft by hand. Lines can name the taxes of the settings.
   *
   * @throws BillingError `NOT_FOUND`, `INVOICE_STATE` when it is no draft, or as {@link redraft} does.
   */
  edit(id: string, changes: DraftChanges, options?: WriteOptions): Promise<Invoice>;
  /** Adds a file to a draft by reference, or replaces the one with its id. Fails as `edit` does. */
  attach(id: string, attachment: Attachment, options?: WriteOptions): Promise<Invoice>;
  /**
   * A draft as it would be if it were issued now. No number is taken: another one can get it before.
   *
   * @throws BillingError the reason for which `issue` would refuse it, but for what plugins say.
   */
  preview(id: string): Promise<Invoice>;
  /**
   * Issues a draft: it gets the next number of its series (R81), and what it says is frozen. Prepaid accounts and the
   * customer's credit pay what they can, and it is on its way to the ledgers of `autoExport`. A draft below 0 becomes a
   * credit note, where the settings say so (R87). One that was reopened keeps its number and its date.
   *
   * @throws BillingError `NOT_FOUND`, `INVOICE_STATE` when it is no draft, `INVOICE_HELD` when a plugin holds it back,
   * `NUMBER_TAKEN`, or `SETTINGS_MISSING`.
   */
  issue(id: string, options?: WriteOptions): Promise<Invoice>;
  /** Issues drafts in this order, with a result for each: one that is refused stops no other. */
  issueAll(ids: readonly string[], options?: WriteOptions): Promise<readonly IssueResult[]>;
  /**
   * Voids an invoice that nobody received and nobody paid: it keeps its number, and all that it bills is open again
   * (R84). What credit and prepaid accounts paid by themselves goes back to them.
   *
   * @throws BillingError `INVOICE_STATE` with what can be done instead, for example `credit`.
   */
  void(id: string, options?: WriteOptions): Promise<Invoice>;
  /**
   * Makes an invoice that nobody received and nobody paid a draft again, where the settings say so (R82). It keeps its
   * number; `issue` ends it.
   *
   * @throws BillingError `INVOICE_STATE` with what can be done instead.
   */
  reopen(id: string, options?: WriteOptions): Promise<Invoice>;
  /**
   * Issues a credit note over an invoice, over all that is left of it or a part (R86). What of it was paid is the
   * customer's credit. With `release`, what is credited in full is open again, and is billed anew by the next run.
   *
   * @throws BillingError `NOT_FOUND`, or as {@link creditNote} does; `CREDIT_NOTE_INVALID` when there is nothing to
   * release.
   */
  credit(id: string, input: CreditInput, options?: WriteOptions): Promise<Invoice>;
  /**
   * Gives up what is open, or a part of it.
   *
   * @throws BillingError `NOT_FOUND`, `INVOICE_STATE`, or `INVOICE_AMOUNT` when it is more than is open.
   */
  writeOff(id: string, amount?: Money | null, options?: WriteOptions): Promise<Invoice>;
  /** Takes a write-off back, or a part of it. Fails as `writeOff` does. */
  reverseWriteOff(id: string, amount?: Money | null, options?: WriteOptions): Promise<Invoice>;
  /**
   * Deletes a draft; all that it bills is open again (R84).
   *
   * @throws BillingError `NOT_FOUND`, or `INVOICE_STATE` when it is no draft, or was reopened and has a number.
   */
  delete(id: string, options?: WriteOptions): Promise<void>;
  /**
   * Sends an invoice to its customer, by mail or by the ledger that the settings name with `deliverBy`; to that it is
   * copied first. When nobody knows an address it is `copied` only, and the result says why. One that the customer has
   * already is sent once more. It is on its way when the call returns.
   *
   * @throws BillingError `INVOICE_STATE` when it is not issued, or is on its way already.
   * @throws BillingError `RECIPIENT_MISSING` when nobody knows an address, and no ledger is to send it.
   * @throws BillingError `RECIPIENT_INVALID`, `MAILER_MISSING`, `CONNECTOR_UNKNOWN`, `CONNECTOR_LACKS`.
   */
  send(id: string, request?: SendRequest, options?: WriteOptions): Promise<SendResult>;
  /**
   * Writes down what somebody knows of its sending: it was handed over, or it came back.
   *
   * @throws BillingError `INVOICE_STATE` when that can't be.
   */
  reportDelivery(id: string, report: DeliveryReport, options?: WriteOptions): Promise<Invoice>;
  /**
   * Copies an invoice to a ledger, or brings a copy in line that has become stale; of a void invoice it is taken back.
   * It is on its way when the call returns.
   *
   * @param connectorId default: the only ledger that there is
   * @throws BillingError `INVOICE_STATE` when there is nothing to copy, or it is on its way already.
   * @throws BillingError `CONNECTOR_UNKNOWN`, `CONNECTOR_LACKS`.
   */
  export(id: string, connectorId?: string, options?: WriteOptions): Promise<Invoice>;
  get(id: string): Promise<Invoice | null>;
  /**
   * The bills that it was made of, in its order: they say what work is behind its lines (`workOfLines`), and why it
   * costs what it does (`explainBill`). Those of a void invoice, too; an invoice by hand and a credit note have none.
   *
   * @throws BillingError `NOT_FOUND`
   */
  bills(id: string): Promise<readonly Bill[]>;
  /** By the instant of issue, drafts first. */
  list(query?: InvoiceQuery): Promise<Page<Invoice>>;
  /**
   * The one word that a helpdesk shows for it today, in the seller's zone.
   *
   * @throws BillingError `NOT_FOUND`
   */
  label(id: string): Promise<InvoiceLabel>;
  /** The overdue invoices for which reminders have come today, in the seller's zone (R88). Nothing is written. */
  dueReminders(): AsyncIterable<OverdueInvoice>;
  /**
   * Reminds of them now, each step of the schedule once: a mail for each, the events `invoice.overdue` and
   * `invoice.reminded`, and a draft over the fee where there is one. `billing.tick` does the same.
   */
  remind(options?: Pick<WriteOptions, 'signal'>): Promise<readonly Reminded[]>;
  /** What was done to it, from the audit log, the earliest first. */
  history(id: string, request?: PageRequest): Promise<Page<AuditRecord>>;
}

const frame = z.looseObject({});
const draftFrame = z.looseObject({ customerId: idSchema });
const idsSchema = z.array(idSchema).max(100_000).readonly();

/** The service of invoices. */
export function invoicesService(scope: TenantScope): InvoicesService {
  const { ids } = scope.context;
  const write = <Result>(
    name: string,
    given: unknown,
    options: WriteOptions | undefined,
    body: (unit: Unit) => Promise<Result>,
  ): Promise<Result> => scope.write({ method: `invoices.${name}`, given }, options ?? {}, body);
  return {
    async draft(input, options) {
      const { customerId } = parseInput('INVOICE_INVALID', draftFrame, input);
      return write('draft', input, options, (unit) =>
        draftByHand(unit, { ...input, customerId, id: input.id ?? ids.next('invoice') }),
      );
    },
    async edit(id, changes, options) {
      parseInput('INVOICE_INVALID', frame, changes, ['changes']);
      return write('edit', { id, changes }, options, (unit) => editDraft(unit, id, changes));
    },
    async attach(id, attachment, options) {
      parseInput('INVOICE_INVALID', frame, attachment, ['attachment']);
      return write('attach', { id, attachment }, options, (unit) => attachToDraft(unit, id, attachment));
    },
    preview: (id) => scope.read((unit) => previewIssue(unit, id)),
    async issue(id, options = {}) {
      const reviews = await reviewDrafts(scope, [id], options.signal);
      return write('issue', id, options, (unit) => issueInvoice(unit, id, reviews));
    },
    issueAll: async (all, options) =>
      issueReviewed(scope, parseInput('INVOICE_INVALID', idsSchema, all, ['ids']), options),
    void: (id, options) => write('void', id, options, (unit) => voidInvoice(unit, id)),
    reopen: (id, options) => write('reopen', id, options, (unit) => reopenInvoice(unit, id)),
    credit: (id, input, options) => creditInvoice(scope, id, input, options),
    writeOff: (id, amount = null, options) =>
      write('writeOff', { id, amount }, options, (unit) => writeOff(unit, id, 'write-off', amount)),
    reverseWriteOff: (id, amount = null, options) =>
      write('reverseWriteOff', { id, amount }, options, (unit) =>
        writeOff(unit, id, 'reverse-write-off', amount),
      ),
    async delete(id, options) {
      await write('delete', id, options, (unit) => deleteDraft(unit, id));
    },
    send: (id, request, options) => sendInvoice(scope, id, request, options),
    reportDelivery: (id, report, options) => reportDelivery(scope, id, report, options),
    export: (id, connectorId, options) => exportInvoice(scope, id, connectorId, options),
    get: (id) => scope.read((unit) => unit.find(invoiceRecords, id)),
    bills: (id) => scope.read((unit) => billsOfInvoice(unit, id)),
    list: async (query = {}) =>
      listInvoices(scope, query, query.label === undefined ? null : await todayOf(scope)),
    async label(id) {
      const invoice = await scope.read((unit) => unit.load(invoiceRecords, id));
      return invoiceLabel(invoice, await todayOf(scope));
    },
    async *dueReminders() {
      yield* dueReminders(scope, await todayOf(scope));
    },
    remind: async ({ signal } = {}) => remindOverdue(scope, await todayOf(scope), signal),
    history: (id, request) =>
      readPage(scope, { from: auditLog, index: ['subject', `invoice:${id}`] }, request),
  };
}
