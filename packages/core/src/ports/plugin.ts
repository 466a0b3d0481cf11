import type { ComponentKind } from '../contract/component-kind.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import type { BillingEvent } from '../events/billing-events.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { PriceKind } from '../rating/price-kind.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { CallOptions } from './storage.ts';

/** What a review says of a draft. It can hold an invoice back and say why; it can't change one. */
export type ReviewAnswer =
  | { readonly status: 'accepted' }
  | { readonly status: 'held'; readonly reason: string };

/** What a tax provider is asked. */
export interface TaxQuestion {
  readonly tenantId: string;
  readonly customerId: string;
  readonly on: CivilDate;
}

/**
 * Something of your own in the engine, for all tenants. All of it is optional. A plugin brings kinds, taxes and reviews,
 * and listens; it changes no amount, no number and no state, and what it is shown is frozen.
 */
export interface Plugin {
  readonly id: string;
  readonly priceKinds?: readonly PriceKind[] | undefined;
  readonly componentKinds?: readonly ComponentKind[] | undefined;
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
  /**
   * The taxes of a customer on a day, with the same ids as those of the settings they replace. Asked before a customer is
   * previewed or billed by a batch, and never within a transaction. When it throws, that customer's outcome is `failed`.
   */
  taxCodes?(question: TaxQuestion, options?: CallOptions): Promise<readonly TaxCode[]>;
  /**
   * Looks at a draft before it is issued, never within a transaction. A draft that changes meanwhile is not issued. What
   * it throws, `issue` throws.
   */
  review?(draft: Invoice, options?: CallOptions): Promise<ReviewAnswer>;
  /** Is told everything that happened in this process, after it was committed. What it throws is logged. */
  listen?(event: BillingEvent): void | Promise<void>;
}
