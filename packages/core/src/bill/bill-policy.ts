import type { ComponentKind } from '../contract/component-kind.ts';
import type { Contract } from '../contract/contract.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { NumberLocale } from '../money/format-money.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { TaxRounding } from '../tax/compute-tax.ts';
import type { TaxCode } from '../tax/tax-code.ts';

/** Everything that decides what a bill says. Facts are handed in beside it. */
export interface BillPolicy {
  /** Cards, calendars and quantity policies. Its `contracts` may have terms of the contracts that are billed. */
  readonly rating: RatingPolicy;
  /** The contracts of one customer or of many, among which work finds its own. Default: the one that is billed. */
  readonly contracts?: readonly Contract[] | undefined;
  /** Component kinds of your own. */
  readonly componentKinds?: readonly ComponentKind[] | undefined;
  /** Exhaustion policies of your own. */
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
  /** The taxes that contracts, expenses and products name. */
  readonly taxCodes?: readonly TaxCode[] | undefined;
  /** Default: once per tax over the whole document, half-up. */
  readonly taxRounding?: TaxRounding | undefined;
  /** Whether all prices contain tax. Default: they do not. */
  readonly pricesIncludeTax?: boolean | undefined;
  /** The smallest coin, to which the total is rounded. Default: none. */
  readonly cashRounding?: { readonly step: DecimalString } | null | undefined;
  /** The language of the texts on lines that the bill words itself. Default: `en`. */
  readonly locale?: NumberLocale | undefined;
}
