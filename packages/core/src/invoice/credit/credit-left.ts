import { toMinorUnits } from '../../money/minor-units.ts';
import { type Scaled, tenTo, toScaled } from '../../money/scaled.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceLine } from '../invoice-line.ts';
import { type CreditUnits, creditUnits, isNothing, totalOf, unitsLess } from './credit-units.ts';

/** What credit notes have left of a line. */
export interface LineLeft {
  readonly line: InvoiceLine;
  readonly left: CreditUnits;
  /** What the invoice charges. */
  readonly whole: CreditUnits;
  /** The quantity that is left; `null` for a lump, and when a part was credited that has no quantity. */
  readonly quantity: Scaled | null;
  /** Whether no note took a part of it, or named it. */
  readonly untouched: boolean;
}

/** What credit notes have left of an invoice, in minor units. */
export interface CreditLeft {
  readonly lines: readonly LineLeft[];
  readonly total: bigint;
  /** What was credited so far: net and taxes, and what of it is to be paid. */
  readonly credited: { readonly gross: bigint; readonly total: bigint };
}

/** What earlier credit notes have left of an invoice. Void notes took nothing. */
export function creditLeft({ content }: Invoice, earlier: readonly Invoice[]): CreditLeft {
  const parts = new Map<string, CreditedPart[]>();
  const notes = earlier.filter(({ settlement }) => settlement !== 'void');
  for (const note of notes) {
    for (const { invoiceLineKey, ...part } of partsOf(note)) {
      const own = parts.get(invoiceLineKey);
      if (own === undefined) parts.set(invoiceLineKey, [part]);
      else own.push(part);
    }
  }
  const totals = new Map(content.totals.lines.map((total) => [total.key, creditUnits(total)]));
  const lines = content.lines.map((line): LineLeft => {
    const whole = totals.get(line.key) ?? nothing;
    const own = parts.get(line.key) ?? [];
    return {
      line,
      whole,
      left: own.reduce((left, { units }) => unitsLess(left, units), whole),
      quantity: quantityLeft(line, own),
      untouched: own.length === 0,
    };
  });
  const total = totalOf(notes.map((note) => toMinorUnits(note.content.totals.total)));
  const gross = totalOf(
    notes.map(({ content: { totals: own } }) => toMinorUnits(own.net) + toMinorUnits(own.tax)),
  );
  return { lines, total: toMinorUnits(content.totals.total) - total, credited: { gross, total } };
}

/** Whether there is something of a line to take back. A line of 0 is taken back once. */
export const isLeft = ({ left, untouched }: LineLeft): boolean => untouched || !isNothing(left);

interface CreditedPart {
  readonly line: InvoiceLine;
  readonly units: CreditUnits;
}

const nothing: CreditUnits = { amount: 0n, discount: 0n, net: 0n, taxes: [] };

function partsOf({ content, credits }: Invoice): readonly (CreditedPart & { invoiceLineKey: string })[] {
  const lines = new Map(content.lines.map((line) => [line.key, line]));
  const totals = new Map(content.totals.lines.map((total) => [total.key, total]));
  return (credits?.lines ?? []).flatMap(({ key, invoiceLineKey }) => {
    const line = lines.get(key);
    const total = totals.get(key);
    return line === undefined || total === undefined
      ? []
      : [{ invoiceLineKey, line, units: creditUnits(total) }];
  });
}

function quantityLeft(line: InvoiceLine, parts: readonly CreditedPart[]): Scaled | null {
  if (line.unit === 'lump') return null;
  let left = toScaled(line.quantity);
  for (const { line: credited } of parts) {
    const quantity = credited.unit === line.unit ? credited.quantity : (credited.hours ?? credited.pieces);
    if (quantity === null) return null;
    left = difference(left, toScaled(quantity));
  }
  return left;
}

/** The first number less the second. */
export function difference(one: Scaled, other: Scaled): Scaled {
  const scale = Math.max(one.scale, other.scale);
  return { units: one.units * tenTo(scale - one.scale) - other.units * tenTo(scale - other.scale), scale };
}
