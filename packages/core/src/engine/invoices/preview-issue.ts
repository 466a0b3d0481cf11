import type { Invoice } from '../../invoice/invoice.ts';
import { invoiceRecords } from '../records/billing.ts';
import { seriesKey, seriesRecords } from '../records/issuing.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { documentToIssue, numberDraft, requireFreeNumber, seriesOf } from './number-draft.ts';

/**
 * A draft as it would be if it were issued now. Nothing is written and no number is taken, so another one can get it.
 *
 * @throws BillingError the reason for which it would be refused; plugins are not asked.
 */
export async function previewIssue(unit: Unit, id: string): Promise<Invoice> {
  const settings = await loadSettings(unit);
  const draft = await unit.load(invoiceRecords, id);
  const { series } = seriesOf(documentToIssue(draft, settings), settings);
  const known = await unit.find(seriesRecords, seriesKey(series));
  const numbered = numberDraft(draft, settings, known, unit.at);
  if (numbered.series !== null) await requireFreeNumber(unit, numbered.invoice);
  return numbered.invoice;
}
