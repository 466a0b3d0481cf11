import { z } from 'zod';
import { lineKeyOnInvoice } from '../../bill/bills-on-invoice.ts';
import { inputError, parseInput } from '../../errors/parse-input.ts';
import { creditLeft, isLeft } from '../../invoice/credit/credit-left.ts';
import { creditNote } from '../../invoice/credit/credit-note.ts';
import type { CreditNoteRequest } from '../../invoice/credit/credit-request.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { releaseBill } from '../bills/release-bill.ts';
import { releaseInvoice } from '../bills/release-invoice.ts';
import { uncreditLotsOfInvoice } from '../prepaid/credit-lots.ts';
import { invoiceRecords, type StoredBill } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';
import { keepDraft } from './draft-by-hand.ts';
import { issueInvoice } from './issue-invoices.ts';
import { loadInvoice } from './load-invoice.ts';
import { standingBills } from './standing-bills.ts';
import { takePrepaidBack } from './take-prepaid-back.ts';

/** How a credit note is made. */
export interface CreditOptions {
  /**
   * Opens what the invoice billed: each bill of which every line is credited in full by now, and, with the last one, the
   * lots that were bought (R84). Default: false, what was billed stays so.
   */
  readonly release?: boolean | undefined;
}

/** What a credit note takes back, and what it opens again. */
export type CreditInput = Omit<CreditNoteRequest, 'id'> &
  CreditOptions & {
    /** The id of the credit note. Default: one of its own. */
    readonly id?: string | undefined;
  };

const frame = z.looseObject({ release: z.boolean().optional() });

/** Issues a credit note over an invoice, as `creditByNote` does, in a call of its own. */
export async function creditInvoice(
  scope: TenantScope,
  id: string,
  input: CreditInput,
  options: WriteOptions = {},
): Promise<Invoice> {
  parseInput('CREDIT_NOTE_INVALID', frame, input, ['request']);
  const { release, ...request } = input;
  const given = { id, request, release };
  return scope.write({ method: 'invoices.credit', given }, options, (unit) => {
    const noteId = request.id ?? scope.context.ids.next('credit-note');
    return creditByNote(unit, id, { ...request, id: noteId }, { release });
  });
}

/**
 * Issues a credit note over an invoice, or a part of it, at once (R86).
 *
 * @throws BillingError as {@link creditNote} does, and `CREDIT_NOTE_INVALID` when there is nothing to release, or a prepaid account would
 * get back what the customer has got.
 */
export async function creditByNote(
  unit: Unit,
  invoiceId: string,
  request: CreditNoteRequest,
  { release = false }: CreditOptions = {},
): Promise<Invoice> {
  const invoice = await loadInvoice(unit, invoiceId);
  const earlier = await unit.all(invoiceRecords, { index: ['credited', invoiceId] });
  const note = creditNote(invoice, earlier, request);
  if (release) await releaseCredited(unit, invoice, [...earlier, note]);
  await keepDraft(unit, note);
  return issueInvoice(unit, note.id);
}

async function releaseCredited(unit: Unit, invoice: Invoice, notes: readonly Invoice[]): Promise<void> {
  const { lines } = creditLeft(invoice, notes);
  const left = new Set(lines.filter(isLeft).map(({ line }) => line.key));
  const isWhole = left.size === 0;
  const many = invoice.content.bills.length;
  const isCredited = ({ bill }: StoredBill): boolean =>
    isWhole ||
    (bill.lines.length > 0 && bill.lines.every(({ key }) => !left.has(lineKeyOnInvoice(bill, key, many))));
  const credited = (await standingBills(unit, invoice.id)).filter(isCredited);
  if (credited.length === 0 && !isWhole) {
    const message = 'opens only what is credited in full, and no bill is: leave it out, or credit the rest';
    throw inputError('CREDIT_NOTE_INVALID', [{ path: ['release'], message }]);
  }
  for (const stored of credited.toReversed()) {
    await givePrepaidBack(unit, invoice, stored);
    await releaseBill(unit, stored.id);
  }
  if (!isWhole) return;
  // What was carried forward onto the invoice, and what was bought with it.
  await releaseInvoice(unit, invoice.id);
  await uncreditLotsOfInvoice(unit, invoice.id, 'voided');
}

/** What prepaid accounts paid goes back to them with what they drew: it is not the customer's credit, too. */
async function givePrepaidBack(unit: Unit, invoice: Invoice, { bill }: StoredBill): Promise<void> {
  const [short] = await takePrepaidBack(unit, invoice, bill.prepaidPayments);
  if (short === undefined) return;
  const message = `can't give "${short}" back what it paid, since the customer got it: reverse the refund first, or leave it out`;
  throw inputError('CREDIT_NOTE_INVALID', [{ path: ['release'], message }]);
}
