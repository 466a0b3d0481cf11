import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError } from '../../errors/billing-error.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import { isNegative, type Money } from '../../money/money.ts';
import { anyDraft } from '../../testing/draft-arbitraries.ts';
import { issuedFrom } from '../../testing/draft-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { invoiceFaults } from '../invoice-faults.ts';
import type { InvoiceTotals } from '../total-invoice.ts';
import { creditNote } from './credit-note.ts';
import type { CreditNoteRequest } from './credit-request.ts';

/** What a person tries: a line, a part of it in thousandths, a quantity, or a part of the whole. */
interface Attempt {
  readonly of: 'line' | 'amount' | 'quantity' | 'document' | 'whole';
  readonly place: number;
  readonly thousandths: number;
}

const anyAttempts: fc.Arbitrary<readonly Attempt[]> = fc.array(
  fc.record({
    of: fc.constantFrom('amount', 'quantity', 'document', 'line', 'whole'),
    place: fc.nat({ max: 5 }),
    // Some of them are more than there is.
    thousandths: fc.integer({ min: 1, max: 1100 }),
  }),
  { maxLength: 8 },
);

const part = (amount: Money, thousandths: number): Money =>
  fromMinorUnits((toMinorUnits(amount) * BigInt(thousandths)) / 1000n, amount.currency);

function requestOf({ of, place, thousandths }: Attempt, { content }: Invoice): Omit<CreditNoteRequest, 'id'> {
  const reason = 'Not wanted';
  const line = content.lines[place % Math.max(1, content.lines.length)];
  if (of === 'document') return { reason, amount: part(content.totals.total, thousandths) };
  if (of === 'whole' || line === undefined) return { reason };
  const lineKey = line.key;
  if (of === 'amount') return { reason, lines: [{ lineKey, amount: part(line.amount, thousandths) }] };
  if (of === 'line') return { reason, lines: [{ lineKey }] };
  return {
    reason,
    lines: [{ lineKey, quantity: (Number(line.quantity) * (thousandths / 1000)).toFixed(4) }],
  };
}

/** The notes that come of some attempts; what is refused is refused with a code, and changes nothing. */
function notesOf(invoice: Invoice, attempts: readonly Attempt[]): Invoice[] {
  const notes: Invoice[] = [];
  for (const [index, attempt] of attempts.entries()) {
    try {
      notes.push(creditNote(invoice, notes, { id: `cn_${index}`, ...requestOf(attempt, invoice) }));
    } catch (error) {
      if (!isBillingError(error, 'INVOICE_AMOUNT') && !isBillingError(error, 'CREDIT_NOTE_INVALID'))
        throw error;
    }
  }
  return notes;
}

/** The note over all that is left, if anything is. */
function restOf(invoice: Invoice, notes: readonly Invoice[]): readonly Invoice[] {
  try {
    return [creditNote(invoice, notes, { id: `rest_${notes.length}`, reason: 'The rest' })];
  } catch (error) {
    if (isBillingError(error, 'INVOICE_AMOUNT')) return [];
    throw error;
  }
}

/** All figures of some totals by name, in minor units, added up. */
function figuresOf(all: readonly InvoiceTotals[]): ReadonlyMap<string, bigint> {
  const figures = new Map<string, bigint>();
  const count = (name: string, amount: Money): void => {
    figures.set(name, (figures.get(name) ?? 0n) + toMinorUnits(amount));
  };
  for (const totals of all) {
    for (const name of ['subtotal', 'discount', 'net', 'tax', 'rounding', 'total'] as const)
      count(name, totals[name]);
    for (const { taxCode, base, amount } of totals.taxes) {
      count(`base of ${taxCode}`, base);
      count(`tax ${taxCode}`, amount);
    }
    for (const { key, amount, discount, net, gross, taxes } of totals.lines) {
      count(`${key} amount`, amount);
      count(`${key} discount`, discount);
      count(`${key} net`, net);
      count(`${key} gross`, gross);
      for (const tax of taxes) count(`${key} tax ${tax.taxCode}`, tax.amount);
    }
  }
  return figures;
}

const totalsOf = (documents: readonly Invoice[]): readonly InvoiceTotals[] =>
  documents.map(({ content }) => content.totals);

const isWithin = (value: bigint, whole: bigint): boolean =>
  whole < 0n ? value <= 0n && value >= whole : value >= 0n && value <= whole;

const anyInvoice = anyDraft()
  .filter(({ content }) => !isNegative(content.totals.total))
  .map(issuedFrom);

test('R86: any credit notes with the one over the rest are the invoice, in every line, tax and total, to the cent', () => {
  fc.assert(
    fc.property(anyInvoice, anyAttempts, (invoice, attempts) => {
      const notes = notesOf(invoice, attempts);
      const all = [...notes, ...restOf(invoice, notes)];
      fc.pre(all.length > 0);
      expect(figuresOf(totalsOf(all))).toEqual(figuresOf(totalsOf([invoice])));
      expect(restOf(invoice, all)).toEqual([]);
    }),
  );
});

test('R86: credit notes never exceed the invoice, in net, any tax, any line or the total', () => {
  fc.assert(
    fc.property(anyInvoice, anyAttempts, (invoice, attempts) => {
      const whole = figuresOf(totalsOf([invoice]));
      const notes = notesOf(invoice, attempts);
      for (const count of notes.keys()) {
        const credited = figuresOf(totalsOf(notes.slice(0, count + 1)));
        const beyond = [...credited].filter(
          // The parts that lines of both signs share in common may pass each other on the way.
          ([name, value]) =>
            !/rounding|^subtotal|^discount|^base/.test(name) && !isWithin(value, whole.get(name) ?? 0n),
        );
        expect(beyond).toEqual([]);
      }
    }),
  );
});

test('every credit note holds together, and its total is 0 or more', () => {
  fc.assert(
    fc.property(anyInvoice, anyAttempts, (invoice, attempts) => {
      for (const note of notesOf(invoice, attempts)) {
        expect(invoiceFaults(note)).toEqual([]);
        expect(isNegative(note.content.totals.total)).toBe(false);
      }
    }),
  );
});

test('an amount over the document is credited exactly, when there is as much', () => {
  fc.assert(
    fc.property(anyDraft({ coins: false }), fc.integer({ min: 1, max: 1000 }), (draft, thousandths) => {
      const { total } = draft.content.totals;
      const amount = part(total, thousandths);
      fc.pre(toMinorUnits(amount) > 0n);
      const note = creditNote(issuedFrom(draft), [], { id: 'cn_1', reason: 'Sorry', amount });
      expect(note.content.totals.total).toEqual(amount);
    }),
  );
});
