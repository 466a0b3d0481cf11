import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import { type Scaled, tenTo, textOfScaled, toScaled } from '../../money/scaled.ts';
import type { Invoice } from '../invoice.ts';
import { type CreditLeft, difference, isLeft, type LineLeft } from './credit-left.ts';
import type { ReadLineToCredit } from './credit-request.ts';
import {
  type CreditUnits,
  isNothing,
  partByAmount,
  partByNet,
  shareOf,
  split,
  totalOf,
} from './credit-units.ts';

/** The part of a line that a note takes back. */
export interface CreditPart {
  readonly of: LineLeft;
  readonly units: CreditUnits;
  /** The quantity that it is, or `null` when it is told as an amount only. */
  readonly quantity: Scaled | null;
}

/** All that is left of an invoice. */
export function wholeParts(left: CreditLeft): readonly CreditPart[] {
  return left.lines.filter(isLeft).map(restOf);
}

/**
 * The parts that people name, line by line.
 *
 * @throws BillingError `INVOICE_AMOUNT` when a part is more than what is left of its line.
 * @throws BillingError `CREDIT_NOTE_INVALID` when a quantity is above what is left, or the line has none.
 */
export function partsOfLines(
  asked: readonly ReadLineToCredit[],
  left: CreditLeft,
  invoice: Invoice,
): readonly CreditPart[] {
  const byKey = new Map(asked.map((line, index) => [line.lineKey, { line, index }]));
  // In the order of the invoice, whatever the order of the request.
  return left.lines.flatMap((of) => {
    const found = byKey.get(of.line.key);
    if (found === undefined) return [];
    const { quantity, amount } = found.line;
    if (quantity !== null) return [partOfQuantity(of, toScaled(quantity), invoice, found.index)];
    const { left: units } = of;
    if (amount === null) {
      if (!isLeft(of)) throw tooMuch(invoice, of, of.whole.amount);
      return [restOf(of)];
    }
    return [partOfAmount(of, toMinorUnits(amount), invoice, units.amount === toMinorUnits(amount))];
  });
}

/** An amount of net and taxes, spread over all lines in proportion to what is left of each (R4). */
export function partsOfDocument(
  gross: bigint,
  { lines }: CreditLeft,
  invoice: Invoice,
): readonly CreditPart[] {
  const codes = [...new Set(lines.flatMap(({ line }) => line.taxCodes))];
  const taxLeft = (code: string): bigint[] =>
    lines.map(({ line, left }) => left.taxes[line.taxCodes.indexOf(code)] ?? 0n);
  const nets = lines.map(({ left }) => left.net);
  const taxesLeft = codes.map((code) => totalOf(taxLeft(code)));
  const [net = 0n, tax = 0n] = split(gross, [totalOf(nets), totalOf(taxesLeft)]);
  const taxes = split(tax, taxesLeft);
  const netOf = split(net, nets);
  const taxOf = new Map(codes.map((code, index) => [code, split(taxes[index] ?? 0n, taxLeft(code))]));
  return lines.flatMap((of, place) => {
    const own = of.line.taxCodes.map((code) => taxOf.get(code)?.[place] ?? 0n);
    const { pricesIncludeTax } = invoice.content;
    const units = partByNet(of.left, { net: netOf[place] ?? 0n, taxes: own }, pricesIncludeTax);
    return isNothing(units) ? [] : [{ of, units, quantity: null }];
  });
}

const restOf = (of: LineLeft): CreditPart => ({ of, units: of.left, quantity: of.quantity });

function partOfAmount(of: LineLeft, amount: bigint, invoice: Invoice, isRest: boolean): CreditPart {
  if (isRest) return restOf(of);
  requireWithin(amount, of, invoice);
  const { pricesIncludeTax } = invoice.content;
  return { of, units: partByAmount(of.left, amount, pricesIncludeTax), quantity: null };
}

function partOfQuantity(of: LineLeft, asked: Scaled, invoice: Invoice, index: number): CreditPart {
  const { line, quantity: left, whole } = of;
  const base = left ?? toScaled(line.quantity);
  const fault = faultOfQuantity(of, asked, base);
  if (fault !== null) {
    throw inputError('CREDIT_NOTE_INVALID', [
      { path: ['request', 'lines', index, 'quantity'], message: fault },
    ]);
  }
  if (left !== null && difference(left, asked).units === 0n) return restOf(of);
  const [part, all] = onOneScale(asked, base);
  const amount = shareOf(left === null ? whole.amount : of.left.amount, part, all);
  requireWithin(amount, of, invoice);
  const units = partByAmount(of.left, amount, invoice.content.pricesIncludeTax);
  return { of, units, quantity: asked };
}

function faultOfQuantity({ line }: LineLeft, asked: Scaled, left: Scaled): string | null {
  if (line.unit === 'lump') return 'is for lines with a quantity: of a lump, credit an amount';
  if (asked.units === 0n) return 'is 0: there is nothing to credit';
  const [part, all] = onOneScale(asked, left);
  const within = all < 0n ? part < 0n && part >= all : part > 0n && part <= all;
  return within ? null : `is not within ${textOfScaled(left)}, the quantity that is left`;
}

function onOneScale(one: Scaled, other: Scaled): [bigint, bigint] {
  const scale = Math.max(one.scale, other.scale);
  return [one.units * tenTo(scale - one.scale), other.units * tenTo(scale - other.scale)];
}

function requireWithin(amount: bigint, of: LineLeft, invoice: Invoice): void {
  const { amount: left } = of.left;
  const within = left < 0n ? amount <= 0n && amount >= left : amount >= 0n && amount <= left;
  if (!within) throw tooMuch(invoice, of, amount);
}

function tooMuch(
  { id, content: { currency } }: Invoice,
  { line, left }: LineLeft,
  amount: bigint,
): BillingError {
  return new BillingError('INVOICE_AMOUNT', {
    invoiceId: id,
    action: `credit on the line "${line.key}"`,
    amount: fromMinorUnits(amount, currency).amount,
    most: fromMinorUnits(left.amount, currency).amount,
    currency,
  });
}
