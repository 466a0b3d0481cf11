import { z } from 'zod';
import type { InputIssue } from '../../errors/input-issue.ts';
import { inputError, parseInput } from '../../errors/parse-input.ts';
import { idSchema, textSchema } from '../../errors/text-schema.ts';
import { type DecimalString, decimalStringSchema } from '../../money/decimal-string.ts';
import { type Money, moneySchema } from '../../money/money.ts';
import type { Invoice } from '../invoice.ts';
import { requireInvoice } from '../require-invoice.ts';
import { lineKeySchema } from '../line-schema.ts';

/** A line to credit: what is left of it, or the part that `quantity` or `amount` says. */
export interface LineToCredit {
  /** The key of the line on the invoice. */
  readonly lineKey: string;
  /** In the unit of the line and with its sign. A lump has none. */
  readonly quantity?: DecimalString | null | undefined;
  /** As the line's own: before discounts, with tax when prices include it, and with its sign. */
  readonly amount?: Money | null | undefined;
}

/** What a credit note is to take back: all that is left, unless `lines` or `amount` say less. */
export interface CreditNoteRequest {
  /** The id of the credit note. */
  readonly id: string;
  /** Why: it is printed. */
  readonly reason: string;
  readonly lines?: readonly LineToCredit[] | null | undefined;
  /** An amount with tax over the whole document. */
  readonly amount?: Money | null | undefined;
  /** Default: `null`, none. */
  readonly note?: string | null | undefined;
  /** The batch that makes it. Default: `null`, none. */
  readonly batchId?: string | null | undefined;
}

const lineSchema = z
  .strictObject({
    lineKey: lineKeySchema,
    quantity: decimalStringSchema.nullable().default(null),
    amount: moneySchema.nullable().default(null),
  })
  .refine(({ quantity, amount }) => quantity === null || amount === null, {
    path: ['amount'],
    error: 'must stand alone: a part is a quantity or an amount',
  });

const requestSchema = z
  .strictObject({
    id: idSchema,
    reason: textSchema(4000).min(1, 'is empty'),
    lines: z
      .array(lineSchema)
      .min(1, 'is empty: leave it out to credit all that is left')
      .nullable()
      .default(null),
    amount: moneySchema.nullable().default(null),
    note: textSchema(10_000).nullable().default(null),
    batchId: idSchema.nullable().default(null),
  })
  .refine(({ lines, amount }) => lines === null || amount === null, {
    path: ['amount'],
    error: 'must stand alone: a note credits lines or an amount',
  });

/** A request with its defaults. */
export type ReadCreditRequest = z.infer<typeof requestSchema>;

/** A line to credit, with its defaults. */
export type ReadLineToCredit = z.infer<typeof lineSchema>;

/**
 * Checks what a credit note is to take back, against the invoice and the notes before it.
 *
 * @throws BillingError `CREDIT_NOTE_INVALID` with every fault and its path.
 */
export function readCreditRequest(
  invoice: Invoice,
  earlier: readonly Invoice[],
  given: CreditNoteRequest,
): ReadCreditRequest {
  if (!Array.isArray(earlier)) {
    throw inputError('CREDIT_NOTE_INVALID', [{ path: ['earlier'], message: 'is no list of credit notes' }]);
  }
  for (const [index, note] of earlier.entries()) requireInvoice(note, ['earlier', index]);
  const request = parseInput('CREDIT_NOTE_INVALID', requestSchema, given, ['request']);
  const faults = [
    ...faultsOfNotes(invoice, earlier, request.id),
    ...faultsOfAmount(request.amount, invoice, ['request', 'amount']),
    ...(request.lines ?? []).flatMap((line, index) =>
      faultsOfLine(line, index, request.lines ?? [], invoice),
    ),
  ];
  if (faults.length > 0) throw inputError('CREDIT_NOTE_INVALID', faults);
  return request;
}

function faultsOfNotes(invoice: Invoice, earlier: readonly Invoice[], id: string): readonly InputIssue[] {
  return earlier.flatMap((note, index) => {
    const path = ['earlier', index];
    if (note.credits?.invoiceId !== invoice.id) {
      return [{ path, message: `is no credit note of the invoice "${invoice.id}"` }];
    }
    const again = note.id === id || earlier.findIndex((other) => other.id === note.id) !== index;
    return again ? [{ path: [...path, 'id'], message: `"${note.id}" stands here twice` }] : [];
  });
}

function faultsOfAmount(
  amount: Money | null,
  invoice: Invoice,
  path: InputIssue['path'],
): readonly InputIssue[] {
  const { currency } = invoice.content;
  if (amount === null) return [];
  if (amount.currency !== currency)
    return [{ path, message: `is not in ${currency}, the invoice's currency` }];
  return /[1-9]/.test(amount.amount) ? [] : [{ path, message: 'is 0: there is nothing to credit' }];
}

function faultsOfLine(
  { lineKey, amount }: ReadLineToCredit,
  index: number,
  all: readonly ReadLineToCredit[],
  invoice: Invoice,
): readonly InputIssue[] {
  const path = ['request', 'lines', index];
  const faults = faultsOfAmount(amount, invoice, [...path, 'amount']);
  if (!invoice.content.lines.some(({ key }) => key === lineKey)) {
    return [...faults, { path: [...path, 'lineKey'], message: `"${lineKey}" is not a line of the invoice` }];
  }
  const again = all.findIndex((other) => other.lineKey === lineKey) !== index;
  return again
    ? [...faults, { path: [...path, 'lineKey'], message: `"${lineKey}" stands here twice` }]
    : faults;
}
