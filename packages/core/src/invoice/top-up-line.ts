import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { minorDigits } from '../money/currency.ts';
import { decimal } from '../money/decimal.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import { toMinorUnits } from '../money/minor-units.ts';
import { type Money, requireMoney } from '../money/money.ts';
import { tenTo, textOfScaled, toScaled } from '../money/scaled.ts';
import { fromLedgerQuantity } from '../prepaid/ledger-quantity.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../prepaid/prepaid-lot.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import type { InvoiceLine } from './invoice-line.ts';

/** What the line of a top-up says besides its lot. */
export interface TopUpLineInput {
  readonly description: string;
  /** The civil date of the purchase. */
  readonly on: CivilDate;
  /** The taxes of the purchase, when the account's tax is due with it. Default: none. */
  readonly taxCodes?: readonly string[] | undefined;
}

const topUpLineSchema = z.strictObject({
  description: textSchema(4000).min(1, 'is empty'),
  on: civilDateSchema,
  taxCodes: z.array(idSchema).default([]),
});

/** Decimal places of a price per hour. */
const places = 4;

/**
 * The line of a prepaid purchase, of kind `top-up`. When the account's tax is `on-top-up`, it bears the taxes given, and
 * what is drawn later bears none (R78). When it is `on-draw`, the line bears no tax, whatever is given: it is due with
 * the work.
 *
 * The amount is the price of the lot, always. Hours stand as hours × price when that multiplies out with a price per hour
 * rounded half-up to 4 decimal places, else as a lump with the hours for the text.
 *
 * @throws BillingError `INVOICE_INVALID` when the lot was given away, is of another account, or the input does not hold
 * together.
 * @throws BillingError `PREPAID_POSTING_INVALID` when the lot's quantity is not one of the account's ledger.
 * @example
 * ```ts
 * import { definePrepaidAccount, money, prepaidLot, topUpLine } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const lot = prepaidLot(account, {
 *   id: 'lot_1', quantity: '10', price: money('900.00', 'EUR'), purchasedAt: '2026-05-01T09:00:00Z',
 * });
 * const line = topUpLine(account, lot, { description: '10 hours of support', on: '2026-05-01', taxCodes: ['vat'] });
 * console.log(`${line.quantity} × ${line.unitPrice} = ${line.amount.amount}, tax: ${line.taxCodes.join(' ')}`);
 * // => 10 × 90.00 = 900.00, tax: vat
 * ```
 */
export function topUpLine(account: PrepaidAccount, lot: PrepaidLot, input: TopUpLineInput): InvoiceLine {
  const { description, on, taxCodes } = parseInput('INVOICE_INVALID', topUpLineSchema, input);
  if (lot.accountId !== account.id) throw lotError('accountId', `is not "${account.id}", the account`);
  if (lot.price === null) throw lotError('price', 'is none: what is given away is not invoiced');
  requireMoney(lot.price);
  return {
    kind: 'top-up',
    key: `top-up:${encodeURIComponent(lot.id)}`,
    group: { accountId: account.id },
    ...numbersOf(account, lot.quantity, lot.price),
    amount: lot.price,
    from: on,
    to: on,
    entryIds: [],
    taxCodes: account.tax === 'on-top-up' ? taxCodes : [],
    description,
  };
}

type TopUpNumbers = Pick<InvoiceLine, 'unit' | 'quantity' | 'unitPrice' | 'hours' | 'pieces'>;

function numbersOf(account: PrepaidAccount, bought: string, price: Money): TopUpNumbers {
  const lump = { unit: 'lump', quantity: '1', unitPrice: price.amount, hours: null, pieces: null } as const;
  if (account.unit === 'money') return lump;
  const hours = fromLedgerQuantity(account, bought);
  const { units, scale } = toScaled(hours);
  if (units <= 0n) return { ...lump, hours };
  const minor = minorDigits(price.currency);
  const perHour = divideRounded(toMinorUnits(price) * tenTo(scale + places), units * tenTo(minor), 'half-up');
  const unitPrice = textOfScaled({ units: perHour, scale: places }, minor);
  return decimal(hours).times(unitPrice).equals(price.amount)
    ? { ...lump, unit: 'hour', quantity: hours, unitPrice }
    : { ...lump, hours };
}

const lotError = (field: string, message: string): Error =>
  inputError('INVOICE_INVALID', [{ path: ['lot', field], message }]);
