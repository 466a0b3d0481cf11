import { type AnyBillingError, isBillingError } from '../../errors/billing-error.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { Settings } from '../../master-data/settings.ts';
import { asJson } from '../as-json.ts';
import { queueCopies } from '../ledgers/queue-export.ts';
import { invoiceRecords } from '../records/billing.ts';
import { digestRecords, type StoredSeries, seriesRecords } from '../records/issuing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { creditedBy } from './credited-by.ts';
import { lockCustomers } from './lock-customers.ts';
import { lockSeries } from './number-counter.ts';
import { documentToIssue, type Numbered, numberDraft, requireFreeNumber, seriesOf } from './number-draft.ts';
import { requireReviewed, type Reviews } from './review-drafts.ts';
import { saveInvoice } from './save-invoice.ts';
import { digestOfInvoice } from './seal-invoice.ts';
import { settleAtIssue } from './settle-at-issue.ts';

/** What became of an invoice that was to be issued. */
export type IssueResult =
  | { readonly status: 'issued'; readonly invoiceId: string; readonly invoice: Invoice }
  | {
      readonly status: 'refused';
      readonly invoiceId: string;
      readonly code: ErrorCode;
      readonly reason: string;
    };

/**
 * Issues drafts in this order, in one transaction: each gets the next number of its series, without a gap (R81), and is
 * sealed; what follows from it is written with it: messages to ledgers, what prepaid accounts and the customer's credit
 * pay, lots that are usable from now on. One that is refused leaves nothing behind and takes no number.
 *
 * The series are locked last, and by all issuers: so many drafts are issued faster together than one by one.
 */
export async function issueInvoices(
  unit: Unit,
  ids: readonly string[],
  reviews: Reviews = new Map(),
): Promise<readonly IssueResult[]> {
  const issuing = await beginIssuing(unit, ids, reviews);
  const results: IssueResult[] = [];
  for (const invoiceId of ids) {
    const ready = await refusalOr(() => readyToIssue(unit, invoiceId, issuing));
    if (isBillingError(ready)) {
      results.push({ status: 'refused', invoiceId, code: ready.code, reason: ready.message });
    } else {
      results.push({ status: 'issued', invoiceId, invoice: await issueReady(unit, ready, issuing) });
    }
  }
  return results;
}

/**
 * Issues one draft.
 *
 * @throws BillingError the reason for which it is refused.
 */
export async function issueInvoice(unit: Unit, id: string, reviews: Reviews = new Map()): Promise<Invoice> {
  const issuing = await beginIssuing(unit, [id], reviews);
  return issueReady(unit, await readyToIssue(unit, id, issuing), issuing);
}

interface Issuing {
  readonly settings: Settings;
  /** Where the series stand. It is brought up to date. */
  readonly known: Map<string, StoredSeries | null>;
  readonly reviews: Reviews;
}

interface ReadyToIssue extends Numbered {
  readonly draft: Invoice;
}

/** Takes all locks, customers before series. */
async function beginIssuing(unit: Unit, ids: readonly string[], reviews: Reviews): Promise<Issuing> {
  const settings = await loadSettings(unit);
  await lockCustomers(
    unit,
    (await present(unit, ids)).map(({ content }) => content.customerId),
  );
  // They are read anew: what stands in them may have changed before the locks were there.
  const drafts = await present(unit, ids);
  const series = drafts.map((draft) => seriesOf(documentToIssue(draft, settings), settings).series);
  return { settings, known: await lockSeries(unit, series), reviews };
}

/** All that can be refused, asked before anything is written. */
async function readyToIssue(
  unit: Unit,
  id: string,
  { settings, known, reviews }: Issuing,
): Promise<ReadyToIssue> {
  const draft = await unit.load(invoiceRecords, id);
  requireReviewed(draft, reviews);
  const { series } = seriesOf(documentToIssue(draft, settings), settings);
  const numbered = numberDraft(draft, settings, known.get(series) ?? null, unit.at);
  if (numbered.series !== null) await requireFreeNumber(unit, numbered.invoice);
  await creditedBy(unit, numbered.invoice);
  return { draft, ...numbered };
}

async function issueReady(
  unit: Unit,
  { draft, invoice, series }: ReadyToIssue,
  { settings, known }: Issuing,
): Promise<Invoice> {
  if (series !== null) {
    if (known.get(series.series) == null && Object.keys(series.first).length > 0) noteStart(unit, series);
    await unit.save(seriesRecords, series);
    known.set(series.series, series);
  }
  const digest = await digestOfInvoice(invoice);
  const sealed = { invoiceId: invoice.id, revision: invoice.revision, digest };
  // One that gets its number only now was never sealed before.
  if (series === null || !(await unit.add(digestRecords, sealed))) await unit.save(digestRecords, sealed);
  const queued = await queueCopies(unit, invoice, settings.autoExport);
  await saveInvoice(unit, draft, queued, series === null ? 'reissue' : 'issue', { digest });
  unit.emit('invoice.issued', { invoice: queued });
  return settleAtIssue(unit, queued, settings);
}

/** The audit log tells that numbers before the first were given elsewhere. */
function noteStart(unit: Unit, { series: id, first }: StoredSeries): void {
  unit.note({
    action: 'series.start',
    subject: { kind: 'series', id },
    before: null,
    after: asJson({ first }),
  });
}

async function present(unit: Unit, ids: readonly string[]): Promise<readonly Invoice[]> {
  return (await unit.findAll(invoiceRecords, ids)).filter((draft) => draft !== null);
}

const refusals: readonly ErrorCode[] = [
  'INVOICE_AMOUNT',
  'INVOICE_COMMAND_INVALID',
  'INVOICE_HELD',
  'INVOICE_STATE',
  'NOT_FOUND',
  'NUMBER_TAKEN',
];

/** What the body gives, or the reason for which it refuses. */
async function refusalOr<Value>(body: () => Promise<Value>): Promise<Value | AnyBillingError> {
  try {
    return await body();
  } catch (error) {
    if (isBillingError(error) && refusals.includes(error.code)) return error;
    throw error;
  }
}
