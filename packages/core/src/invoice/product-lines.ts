import { minorDigits } from '../money/currency.ts';
import { decimal } from '../money/decimal.ts';
import { roundMoney } from '../money/rounding.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { LineDefaults } from './expense-lines.ts';
import { type InvoiceLine, inLineOrder } from './invoice-line.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import { requireSingleParty } from './single-party.ts';
import { workItemOfLine } from './work-item-of-line.ts';

/**
 * The invoice lines of one customer's product charges in one currency, one line each, by date and then by key. The
 * amount is quantity × unit price as they are written, rounded half-up once.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the charges are in several currencies.
 * @throws BillingError `TOTALS_INVALID` when the charges are of several customers.
 * @example
 * ```ts
 * import { productCharge, productLines } from '@billwright/core';
 *
 * const licences = productCharge({
 *   id: 'pc_1', customerId: 'acme', date: '2026-03-01', description: 'Mailbox',
 *   quantity: '12', unitPrice: '3.805', currency: 'EUR',
 * });
 * for (const line of productLines([licences])) {
 *   console.log(`${line.quantity} × ${line.unitPrice} = ${line.amount.amount}`);
 *   // => 12 × 3.805 = 45.66
 * }
 * ```
 */
export function productLines(
  products: readonly ProductCharge[],
  defaults: LineDefaults = {},
): readonly InvoiceLine[] {
  requireSingleParty('products', products);
  return inLineOrder(products.map((product) => productLine(product, defaults)));
}

function productLine(product: ProductCharge, defaults: LineDefaults): InvoiceLine {
  const { quantity, unitPrice, currency } = product;
  return {
    kind: 'product',
    key: `product:${encodeURIComponent(product.id)}`,
    group: { productChargeId: product.id, workItem: workItemOfLine(product.workItem) },
    unit: 'piece',
    quantity: textOfScaled(toScaled(quantity)),
    unitPrice: textOfScaled(toScaled(unitPrice), minorDigits(currency)),
    amount: roundMoney(decimal(quantity).times(unitPrice), currency),
    hours: null,
    pieces: null,
    from: product.date,
    to: product.date,
    entryIds: [],
    taxCodes: product.taxCodes ?? defaults.taxCodes ?? [],
    description: product.description,
  };
}
