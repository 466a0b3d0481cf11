import { type TaxCategory, taxCategoryOf } from '../tax/tax-category.ts';
import type { InvoiceContent } from './invoice.ts';

/** A legal text that an invoice must print. */
export interface TaxText {
  readonly text: string;
  /** The categories of the taxes that it is for, each once. */
  readonly categories: readonly TaxCategory[];
  /** The taxes that it is for. */
  readonly taxCodes: readonly string[];
}

/**
 * The legal texts that a document must print, each once: those of the taxes that occur on its lines, in the order of its
 * totals.
 *
 * @example
 * ```ts
 * import { manualInvoice, manualLine, taxTexts } from '@billwright/core';
 *
 * const line = manualLine({
 *   id: 'setup', description: 'Setup', unitPrice: '80.00', currency: 'EUR', from: '2026-03-02', taxCodes: ['rc'],
 * });
 * const { content } = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', seller: { name: 'Seller' }, buyer: { name: 'Acme' },
 *   terms: { days: 14 }, lines: [line],
 *   taxCodes: [
 *     { id: 'rc', name: 'Reverse charge', percent: '0', exemption: 'Tax is due by the recipient', category: 'AE' },
 *   ],
 * });
 * for (const { categories, text } of taxTexts(content)) console.log(categories.join(' '), text);
 * // => AE Tax is due by the recipient
 * ```
 */
export function taxTexts({
  taxCodes,
  totals,
}: Pick<InvoiceContent, 'taxCodes' | 'totals'>): readonly TaxText[] {
  const byText = new Map<string, { categories: Set<TaxCategory>; taxCodes: string[] }>();
  for (const { taxCode, percent, exemption } of totals.taxes) {
    if (exemption === null) continue;
    const category = taxCategoryOf(taxCodes.find(({ id }) => id === taxCode) ?? { percent, exemption });
    const found = byText.get(exemption) ?? { categories: new Set(), taxCodes: [] };
    found.categories.add(category);
    found.taxCodes.push(taxCode);
    byText.set(exemption, found);
  }
  return [...byText].map(([text, found]) => ({ ...found, text, categories: [...found.categories] }));
}
