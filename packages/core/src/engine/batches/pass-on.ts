import { isBillingError } from '../../errors/billing-error.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { ledgerActions } from '../../invoice/life/invoice-actions.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { sendInvoice, type SendResult } from '../delivery/send-invoice.ts';
import type { IssueResult } from '../invoices/issue-invoices.ts';
import { issueReviewed } from '../invoices/issue-reviewed.ts';
import { exportInvoice } from '../ledgers/export-invoice.ts';
import { readAll } from '../page.ts';
import { batchCustomerRecords, batchRecords } from '../records/batches.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** What became of an invoice that was to be sent or exported with its batch. */
export type QueueResult =
  | { readonly status: 'queued'; readonly invoiceId: string }
  /** `copied`: the ledger that was to mail it has it, or will have; it is not sent, since nobody knows an address. */
  | {
      readonly status: 'copied' | 'refused';
      readonly invoiceId: string;
      readonly code: ErrorCode;
      readonly reason: string;
    };

type Options = Omit<WriteOptions, 'key'>;

/**
 * Issues the drafts of a batch, by customer, after the plugins have looked at them. What was issued before is left as it
 * is, so calling again issues what was refused.
 */
export async function issueBatch(
  scope: TenantScope,
  batchId: string,
  options: Options = {},
): Promise<readonly IssueResult[]> {
  const ids: string[] = [];
  for await (const { id, settlement } of invoicesOf(scope, batchId)) if (settlement === 'draft') ids.push(id);
  return issueReviewed(scope, ids, { ...options, key: undefined });
}

/** Sends the invoices of a batch that were issued and nobody has sent. */
export async function sendBatch(
  scope: TenantScope,
  batchId: string,
  options: Options = {},
): Promise<readonly QueueResult[]> {
  const results: QueueResult[] = [];
  for await (const invoice of invoicesOf(scope, batchId)) {
    const isUnsent = invoice.delivery === 'unsent' || invoice.delivery === 'failed';
    if (!isOut(invoice) || !isUnsent) continue;
    results.push(await queued(invoice.id, () => sendInvoice(scope, invoice.id, {}, own(options))));
  }
  return results;
}

/** Copies the invoices of a batch that were issued to a ledger, as far as it has no such copy. */
export async function exportBatch(
  scope: TenantScope,
  batchId: string,
  connectorId: string | undefined,
  options: Options = {},
): Promise<readonly QueueResult[]> {
  const [only] = scope.context.accounting.keys();
  const ledger = connectorId ?? only ?? '';
  const results: QueueResult[] = [];
  for await (const invoice of invoicesOf(scope, batchId)) {
    if (!isOut(invoice) || !ledgerActions(invoice, ledger).includes('queue-export')) continue;
    const call = async (): Promise<SendResult> => ({
      status: 'queued',
      invoice: await exportInvoice(scope, invoice.id, connectorId, own(options)),
    });
    results.push(await queued(invoice.id, call));
  }
  return results;
}

/** The invoices and credit notes that a batch made and that are still there, by customer. */
async function* invoicesOf(scope: TenantScope, batchId: string): AsyncGenerator<Invoice, void, undefined> {
  await scope.read((unit) => unit.load(batchRecords, batchId));
  for await (const { invoiceIds } of readAll(scope, {
    from: batchCustomerRecords,
    index: ['batch', batchId],
  })) {
    for (const id of invoiceIds) {
      const invoice = await scope.read((unit) => unit.find(invoiceRecords, id));
      if (invoice !== null) yield invoice;
    }
  }
}

const isOut = ({ settlement }: Invoice): boolean => settlement !== 'draft' && settlement !== 'void';

const own = (options: Options): WriteOptions => ({ ...options, key: undefined });

async function queued(invoiceId: string, call: () => Promise<SendResult>): Promise<QueueResult> {
  try {
    const result = await call();
    if (result.status === 'queued') return { status: 'queued', invoiceId };
    const { status, code, reason } = result;
    return { status, invoiceId, code, reason };
  } catch (error) {
    if (!isBillingError(error) || error.code.startsWith('STORAGE_')) throw error;
    return { status: 'refused', invoiceId, code: error.code, reason: error.message };
  }
}
