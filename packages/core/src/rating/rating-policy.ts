import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { plainObject } from '../errors/plain-object.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { QuantityPolicy, QuantityPolicyInput } from '../quantity/quantity-policy.ts';
import type { PriceKind } from './price-kind.ts';
import { priceKindsSchema } from './price-kinds-schema.ts';
import type { RateCard } from './rate-card.ts';

/** Terms of one customer or contract. What is left out comes from the next wider terms. */
export interface RatingTerms {
  readonly rateCard?: RateCard | null;
  readonly calendar?: Calendar | null;
  readonly quantity?: QuantityPolicy | QuantityPolicyInput | null;
  /** Whether work must be approved before it is billed. Unapproved work then blocks. */
  readonly requireApproval?: boolean | null;
}

/** Terms of a contract: those of its customer stand behind them. */
export interface ContractTerms extends RatingTerms {
  readonly customerId: string;
}

/**
 * Everything that decides what work costs. Facts about the work itself are in the entries.
 *
 * Which price (R40): an override on the entry; else the first card in which a rule fits, of the contract's, the
 * customer's and the default one.
 */
export interface RatingPolicy extends Omit<RatingTerms, 'quantity'> {
  /** The default card. Left out: only customers and contracts with a card of their own are priced. */
  readonly rateCard?: RateCard | null;
  /** The default calendar. */
  readonly calendar: Calendar;
  readonly customers?: Readonly<Record<string, RatingTerms>>;
  readonly contracts?: Readonly<Record<string, ContractTerms>>;
  readonly serviceTypes?: Readonly<
    Record<string, { readonly quantity?: QuantityPolicy | QuantityPolicyInput | null }>
  >;
  /** The internal cost of the work, by the same rules of resolution (R44). It prices worked, not billed, seconds. */
  readonly costBook?: RateCard | null;
  /** Price kinds of your own that the cards use. */
  readonly priceKinds?: readonly PriceKind[];
}

// Cards, calendars and quantity policies have schemas of their own, and are read by them afterwards.
const readLater = z.unknown().optional();

const terms = {
  rateCard: readLater,
  calendar: readLater,
  quantity: readLater,
  requireApproval: z.boolean().nullish(),
};

/**
 * The frame of a {@link RatingPolicy}: a misspelt key would otherwise be terms that nobody applies. It only says what
 * is wrong; what it returns is not the policy.
 */
export const ratingPolicyFrame: z.ZodType = z.strictObject({
  rateCard: readLater,
  calendar: readLater,
  requireApproval: terms.requireApproval,
  customers: recordSchema(plainObject(z.strictObject(terms))).optional(),
  contracts: recordSchema(z.strictObject({ ...terms, customerId: idSchema })).optional(),
  serviceTypes: recordSchema(plainObject(z.strictObject({ quantity: readLater }))).optional(),
  costBook: readLater,
  priceKinds: priceKindsSchema.optional(),
});
