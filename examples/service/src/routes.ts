import type { Route } from './http/route.ts';
import { checkQuota } from './routes/check-quota.ts';
import { issueInvoice, listInvoices } from './routes/invoices.ts';
import { previewBatch } from './routes/preview-batch.ts';
import { receiveWebhook } from './routes/receive-webhook.ts';
import { recordPayment } from './routes/record-payment.ts';
import { recordWork } from './routes/record-work.ts';
import { report } from './routes/report.ts';
import { runBatch } from './routes/run-batch.ts';

/** Everything that is served. */
export const routes: readonly Route[] = [
  recordWork,
  checkQuota,
  previewBatch,
  runBatch,
  listInvoices,
  issueInvoice,
  recordPayment,
  receiveWebhook,
  report,
];
