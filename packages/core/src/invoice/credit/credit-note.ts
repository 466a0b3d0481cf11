import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Money } from '../../money/money.ts';
import { roundToStep } from '../../money/rounding.ts';
import type { Invoice } from '../invoice.ts';
import { invoiceActions } from '../life/invoice-actions.ts';
import { newDraft } from '../new-draft.ts';
import { requireInvoice } from '../require-invoice.ts';
import { type CreditLeft, creditLeft } from './credit-left.ts';
import { creditLine } from './credit-line.ts';
import { type CreditPart, partsOfDocument, partsOfLines, wholeParts } from './credit-parts.ts';
import { type CreditNoteRequest, type ReadCreditRequest, readCreditRequest } from './credit-request.ts';
import { creditTotals, taxOf } from './credit-totals.ts';
import { grossOf, totalOf } from './credit-units.ts';

/**
 * A credit note over an issued invoice, in state draft (R86): over all that is left of it, over lines or parts of lines,
 * or over an amount with tax. Amounts on it are positive: that it is a credit note says that they are taken back, as
 * document type 381 does in EN 16931. Lines that are negative on the invoice are negative here, too.
 *
 * Each part takes discount, net and taxes in proportion to what earlier notes have left, each rounded half-up; so notes
 * never exceed their invoice, in any line, tax, net or total, and the last one takes all that is left: together they are
 * the invoice to the cent. Discounts are an amount on each line; taxes are not calculated anew.
 *
 * @param earlier all other credit notes of the invoice, drafts among them; void ones take nothing
 * @throws BillingError `INVOICE_STATE` when the invoice is a draft, void, or a credit note itself.
 * @throws BillingError `INVOICE_AMOUNT` with the most that is left, when more is asked for: of a line, of a tax, or of the
 * whole.
 * @throws BillingError `CREDIT_NOTE_INVALID` with every fault and its path: an unknown line, a quantity above what is left,
 * a note of another invoice.
 * @example
 * ```ts
 * import { creditNote, manualInvoice, manualLine, type Invoice } from '@billwright/core';
 *
 * const common = { currency: 'EUR', taxCodes: ['vat'], from: '2026-03-02' };
 * const draft = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 },
 *   seller: { name: 'Billwright Services' }, buyer: { name: 'Acme' },
 *   lines: [
 *     manualLine({ ...common, id: 'a', description: 'Licence A', unitPrice: '68.33' }),
 *     manualLine({ ...common, id: 'b', description: 'Licence B', unitPrice: '68.33' }),
 *   ],
 *   taxCodes: [{ id: 'vat', name: 'VAT 20 %', percent: '20' }],
 * });
 * const issued = {
 *   series: 'INV', sequence: 1, number: 'INV-1', at: '2026-04-01T08:00:00.000Z', on: '2026-04-01', dueOn: '2026-04-15',
 * };
 * const invoice: Invoice = { ...draft, settlement: 'issued', issued };
 * const first = creditNote(invoice, [], { id: 'cn_1', reason: 'Not needed', lines: [{ lineKey: 'manual:a' }] });
 * const last = creditNote(invoice, [first], { id: 'cn_2', reason: 'Not needed either' });
 * console.log([invoice, first, last].map(({ content }) => content.totals.total.amount).join(' '));
 * // => 163.99 82.00 81.99
 * ```
 */
export function creditNote(
  invoice: Invoice,
  earlier: readonly Invoice[],
  request: CreditNoteRequest,
): Invoice {
  requireInvoice(invoice);
  const { issued } = invoice;
  if (issued === null || !canBeCredited(invoice)) throw notCreditable(invoice);
  const read = readCreditRequest(invoice, earlier, request);
  const left = creditLeft(invoice, earlier);
  const parts = partsToCredit(read, left, invoice);
  const { content } = invoice;
  const { totals, discounts } = creditTotals(parts, content, left);
  requireCovered(invoice, left, parts, totals.total);
  const lines = parts.map((part) => creditLine(part, content.currency));
  const named = new Set(lines.flatMap(({ taxCodes }) => taxCodes));
  const taxCodes = content.taxCodes.filter(({ id }) => named.has(id));
  return newDraft(
    { ...content, lines, discounts, taxCodes, totals, prepaidPayments: [], note: read.note, attachments: [] },
    {
      id: read.id,
      kind: 'credit-note',
      batchId: read.batchId,
      credits: {
        invoiceId: invoice.id,
        invoiceNumber: issued.number,
        reason: read.reason,
        lines: lines.map(({ key }) => ({ key, invoiceLineKey: key })),
      },
    },
  );
}

const canBeCredited = ({ kind, settlement }: Invoice): boolean =>
  kind === 'invoice' && settlement !== 'draft' && settlement !== 'void';

function notCreditable(invoice: Invoice): BillingError {
  const { id, kind, settlement } = invoice;
  const reason =
    kind === 'invoice' ? 'only an issued invoice can be credited' : 'a credit note can’t be credited';
  return new BillingError('INVOICE_STATE', {
    invoiceId: id,
    state: settlement,
    action: 'credit-note',
    allowed: invoiceActions(invoice),
    reason,
  });
}

function partsToCredit(
  request: ReadCreditRequest,
  left: CreditLeft,
  invoice: Invoice,
): readonly CreditPart[] {
  if (request.lines !== null) return partsOfLines(request.lines, left, invoice);
  const rest = fromMinorUnits(left.total, invoice.content.currency);
  if (request.amount === null) {
    const parts = wholeParts(left);
    if (parts.length === 0) throw exceeds(invoice, 'credit', invoice.content.totals.total, rest);
    return parts;
  }
  const asked = toMinorUnits(request.amount);
  if (asked < 0n || asked > left.total) throw exceeds(invoice, 'credit', request.amount, rest);
  if (asked === left.total) return wholeParts(left);
  return partsOfDocument(grossToCredit(request.amount, left, invoice), left, invoice);
}

/** What net and taxes come to so that the note comes to an amount in coins. */
function grossToCredit(amount: Money, { credited }: CreditLeft, { content }: Invoice): bigint {
  const { cashRounding } = content;
  if (cashRounding === null) return toMinorUnits(amount);
  if (roundToStep(amount, cashRounding.step).amount !== amount.amount) {
    const message = `is not a multiple of ${cashRounding.step}, the smallest coin of the invoice`;
    throw inputError('CREDIT_NOTE_INVALID', [{ path: ['request', 'amount'], message }]);
  }
  return toMinorUnits(amount) + credited.total - credited.gross;
}

const netOf = (parts: readonly CreditPart[]): bigint => totalOf(parts.map(({ units }) => units.net));
const grossOfAll = (parts: readonly CreditPart[]): bigint =>
  totalOf(parts.map(({ units }) => grossOf(units)));

/** A note takes net, each tax and the total toward 0, and never past it: with negative lines, its parts could. */
function requireCovered(
  invoice: Invoice,
  { lines, total }: CreditLeft,
  parts: readonly CreditPart[],
  note: Money,
): void {
  const { currency, totals } = invoice.content;
  const all = lines.map((of): CreditPart => ({ of, units: of.left, quantity: null }));
  const sides: readonly (readonly [action: string, part: bigint, left: bigint])[] = [
    ['credit', toMinorUnits(note), total],
    ['credit before rounding', grossOfAll(parts), grossOfAll(all)],
    ['credit before tax', netOf(parts), netOf(all)],
    ['credit of tax', grossOfAll(parts) - netOf(parts), grossOfAll(all) - netOf(all)],
    ...totals.taxes.map(
      ({ taxCode, name }) => [`credit of ${name}`, taxOf(parts, taxCode), taxOf(all, taxCode)] as const,
    ),
  ];
  for (const [action, part, left] of sides) {
    const covered = left < 0n ? part <= 0n && part >= left : part >= 0n && part <= left;
    const asMoney = (units: bigint): Money => fromMinorUnits(units, currency);
    if (!covered) throw exceeds(invoice, action, asMoney(part), asMoney(left));
  }
}

function exceeds({ id }: Invoice, action: string, asked: Money, left: Money): BillingError {
  return new BillingError('INVOICE_AMOUNT', {
    invoiceId: id,
    action,
    amount: asked.amount,
    most: left.amount,
    currency: asked.currency,
  });
}
