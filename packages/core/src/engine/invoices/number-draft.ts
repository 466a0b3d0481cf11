import { BillingError } from '../../errors/billing-error.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { transitionInvoice } from '../../invoice/life/transition-invoice.ts';
import { settleNegative } from '../../invoice/negative/settle-negative.ts';
import type { NumberSeries } from '../../invoice/number-series.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { Instant } from '../../time/instant.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { StoredSeries } from '../records/issuing.ts';
import type { Unit } from '../unit.ts';
import { nextPlace } from './number-counter.ts';

/** An invoice as it is issued, and where its series stands then; `null` when it had its number already. */
export interface Numbered {
  readonly invoice: Invoice;
  readonly series: StoredSeries | null;
}

/** What a draft becomes when it is issued: below 0 it is a credit note, where the settings say so (R87). */
export function documentToIssue(draft: Invoice, { negativeInvoices }: Settings): Invoice {
  const isNew = draft.settlement === 'draft' && draft.issued === null;
  if (!isNew || negativeInvoices !== 'credit-note') return draft;
  const settled = settleNegative(draft, negativeInvoices);
  return settled.kind === 'credit-note' ? settled.creditNote : draft;
}

/** The series that a document takes its number from. */
export const seriesOf = ({ kind }: Invoice, { numbering }: Settings): NumberSeries =>
  kind === 'invoice' ? numbering.invoice : numbering.creditNote;

/**
 * A document as it is issued, under the next number of its series, or under the one that it has since it was issued
 * before. Nothing is written.
 *
 * @throws BillingError `INVOICE_STATE` when it can't be issued.
 */
export function numberDraft(
  draft: Invoice,
  settings: Settings,
  known: StoredSeries | null,
  now: Instant,
): Numbered {
  const document = documentToIssue(draft, settings);
  if (document.issued !== null && document.settlement === 'draft')
    return { invoice: transitionInvoice(document, { type: 'reissue' }), series: null };
  const { after, ...place } = nextPlace(known, seriesOf(document, settings), now, settings.zone);
  return { invoice: transitionInvoice(document, { type: 'issue', ...place }), series: after };
}

/**
 * Refuses a number that was given before, as can happen after the pattern of a series was changed.
 *
 * @throws BillingError `NUMBER_TAKEN`
 */
export async function requireFreeNumber(unit: Unit, { issued }: Invoice): Promise<void> {
  const number = issued?.number ?? '';
  const [other] = await unit.some(invoiceRecords, { index: ['number', number], limit: 1 });
  if (other !== undefined) throw new BillingError('NUMBER_TAKEN', { number, invoiceId: other.id });
}
