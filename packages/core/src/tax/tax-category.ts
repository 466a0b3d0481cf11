import { decimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';

/**
 * The tax categories of EN 16931 (UNCL 5305): S a rate above 0, standard or reduced; Z a rate of 0; E exempt; AE reverse
 * charge; K supply within the EU; G export; O outside the scope of tax.
 */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const;

/** One of the tax categories of EN 16931. */
export type TaxCategory = (typeof taxCategories)[number];

/** What tells the category of a tax: the part of a tax code that it is read from. */
export interface CategorisedTax {
  readonly percent: DecimalString;
  readonly exemption?: string | null | undefined;
  readonly category?: TaxCategory | undefined;
}

/**
 * The category of a tax: its own, else `S` when its percent is above 0, `E` when it is 0 with a legal text, `Z` when it
 * is 0 without one.
 *
 * @example
 * ```ts
 * import { taxCategoryOf } from '@billwright/core';
 *
 * console.log(taxCategoryOf({ percent: '19' }), taxCategoryOf({ percent: '0' }));
 * // => S Z
 * const reverseCharge = { percent: '0', exemption: 'Tax is due by the recipient', category: 'AE' } as const;
 * console.log(taxCategoryOf(reverseCharge));
 * // => AE
 * ```
 */
export function taxCategoryOf({ percent, exemption, category }: CategorisedTax): TaxCategory {
  if (category !== undefined) return category;
  if (!decimal(percent).isZero()) return 'S';
  return exemption == null ? 'Z' : 'E';
}

/** What EN 16931 refuses of a tax that names its category: BR-S-05 and BR-S-10, and those of the others. */
export function categoryFaults({
  percent,
  exemption,
  category,
}: CategorisedTax): readonly { readonly path: string[]; readonly message: string }[] {
  if (category === undefined) return [];
  const faults: { readonly path: string[]; readonly message: string }[] = [];
  if ((category === 'S') === decimal(percent).isZero()) {
    const message =
      category === 'S' ? 'must be above 0 in the category S' : `must be 0 in the category ${category}`;
    faults.push({ path: ['percent'], message });
  }
  const bare = category === 'S' || category === 'Z';
  if (bare && exemption != null) {
    faults.push({ path: ['exemption'], message: `is not for the category ${category}: leave it out` });
  }
  if (!bare && exemption == null) {
    const message = `is missing: an invoice must say why a tax of the category ${category} is not charged`;
    faults.push({ path: ['exemption'], message });
  }
  return faults;
}
