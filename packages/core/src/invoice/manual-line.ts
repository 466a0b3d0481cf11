import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema, minorDigits } from '../money/currency.ts';
import { type DecimalString, decimalStringSchema } from '../money/decimal-string.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import { roundScaled, tenTo, textOfScaled, toScaled } from '../money/scaled.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import type { InvoiceLine } from './invoice-line.ts';

/** A line by hand as it is written down. */
export interface ManualLineInput {
  /** Tells it from other lines by hand on the same invoice. */
  readonly id: string;
  readonly description: string;
  /** Below 0 for a rebate. Default "1". */
  readonly quantity?: DecimalString | undefined;
  /** Price of one. Below 0 for a rebate, too. */
  readonly unitPrice: DecimalString;
  readonly currency: CurrencyCode;
  /** Default: `lump` for a quantity of 1 or -1, else `piece`. */
  readonly unit?: InvoiceLine['unit'] | undefined;
  /** Default: none. */
  readonly taxCodes?: readonly string[] | undefined;
  readonly from: CivilDate;
  /** The last day, inclusive. Default: the first. */
  readonly to?: CivilDate | undefined;
}

/** The key of each line by hand begins so, and the id of each discount by hand. */
export const byHand = 'manual:';

/** The decimal places of quantity and unit price, as in the default line policy (R50). */
const places = 4;

const manualLineSchema = z
  .strictObject({
    id: idSchema,
    description: textSchema(4000).min(1, 'is empty'),
    quantity: decimalStringSchema.default('1'),
    unitPrice: decimalStringSchema,
    currency: currencySchema,
    unit: z.enum(['hour', 'piece', 'lump']).optional(),
    taxCodes: z.array(idSchema).default([]),
    from: civilDateSchema,
    to: civilDateSchema.optional(),
  })
  .refine(({ unit, quantity }) => unit !== 'lump' || isOne(quantity), {
    path: ['quantity'],
    error: 'must be 1 or -1: a lump is sold as one',
  })
  .refine(({ from, to = from }) => from <= to, { path: ['to'], error: 'is before `from`' });

const isOne = (quantity: DecimalString): boolean => {
  const { units, scale } = toScaled(quantity);
  return scale === 0 && (units === 1n || units === -1n);
};

/**
 * A line by hand, of kind `manual`: quantity and unit price rounded half-up to 4 decimal places, and the amount is their
 * product, rounded half-up once (R50). Zero is fine, and so is a negative line, a rebate: the minus then stands at the
 * quantity, since e-invoices refuse prices below 0.
 *
 * @throws BillingError `INVOICE_INVALID` with every fault and its path.
 * @throws BillingError `AMOUNT_OUT_OF_RANGE` when the amount has more than 30 digits before the point.
 * @example
 * ```ts
 * import { manualLine } from '@billwright/core';
 *
 * const visit = manualLine({
 *   id: 'visit', description: 'Visit', quantity: '2.5', unitPrice: '90.00', unit: 'hour', currency: 'EUR',
 *   from: '2026-03-02',
 * });
 * const rebate = manualLine({
 *   id: 'rebate', description: 'Rebate', unitPrice: '-50.00', currency: 'EUR', from: '2026-03-02',
 * });
 * for (const { key, quantity, unitPrice, amount } of [visit, rebate]) {
 *   console.log(`${key}: ${quantity} × ${unitPrice} = ${amount.amount}`);
 * }
 * // => manual:visit: 2.5 × 90.00 = 225.00
 * // => manual:rebate: -1 × 50.00 = -50.00
 * ```
 */
export function manualLine(input: ManualLineInput): InvoiceLine {
  const read = parseInput('INVOICE_INVALID', manualLineSchema, input);
  const { currency, from } = read;
  const price = roundScaled(toScaled(read.unitPrice), places);
  const quantity = roundScaled(toScaled(read.quantity), places);
  const sign = price.units < 0n ? -1n : 1n;
  const minor = minorDigits(currency);
  const amount = divideRounded(quantity.units * price.units * tenTo(minor), tenTo(2 * places), 'half-up');
  return {
    kind: 'manual',
    key: byHand + encodeURIComponent(read.id),
    group: {},
    unit: read.unit ?? (isOne(read.quantity) ? 'lump' : 'piece'),
    quantity: textOfScaled({ ...quantity, units: quantity.units * sign }),
    unitPrice: textOfScaled({ ...price, units: price.units * sign }, minor),
    amount: fromMinorUnits(amount, currency),
    hours: null,
    pieces: null,
    from,
    to: read.to ?? from,
    entryIds: [],
    taxCodes: read.taxCodes,
    description: read.description,
  };
}
