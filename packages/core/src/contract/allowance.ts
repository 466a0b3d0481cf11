import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { recordSchema } from '../errors/record-schema.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
import {
  type DecimalString,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from '../money/decimal-string.ts';
import { amountIn } from './amount-schema.ts';
import { exhaustionsByName } from './exhaustion-of.ts';
import type { ExhaustionKind } from './exhaustion-kind.ts';
import { defaultThresholds, thresholdsSchema } from './quota-threshold.ts';
import { type WorkFilter, type WorkFilterInput, workFilterSchema } from './work-filter.ts';

/** What an allowance counts. */
export type AllowanceUnit = 'hours' | 'incidents' | 'money';

/**
 * What becomes of work that an allowance takes when it has run out: it is charged as if there were no allowance,
 * charged at the allowance's own rate, drawn from the contract's prepaid pools, blocked until somebody decides, or what a
 * policy of your own says, see {@link exhaustionKind}.
 */
export type Exhausted = 'charge' | 'overage-rate' | 'prepaid' | 'block' | OwnName;

/** Any other text; written so that editors still offer the names that are built in. */
type OwnName = string & { readonly [ownName]?: never };

declare const ownName: unique symbol;

/** How much of what is left enters the next periods, and for how long (R61). */
export interface CarryOver {
  /** Through how many periods a lot may be carried, 1 or more. */
  readonly maxPeriods: number;
  /** What may enter one period together, in the allowance's unit. */
  readonly maxQuantity: DecimalString;
}

/** What a contract pays for in each period, before work is charged (R60). */
export interface Allowance {
  readonly unit: AllowanceUnit;
  /** Hours, incidents, or an amount in the contract's currency. */
  readonly quantity: DecimalString;
  /** The work that draws from it. */
  readonly covers: WorkFilter;
  /** By band, how many hours of it one hour of work uses, where that is not 1. Hours only. */
  readonly burn: Readonly<Record<string, DecimalString>>;
  readonly carryOver: CarryOver | null;
  readonly exhausted: Exhausted;
  /** The price per hour of work above it, where the policy needs one, as `overage-rate` does; otherwise `null`. */
  readonly overageRate: DecimalString | null;
  /** The percentages of use at which somebody is told, once each per period (R63). */
  readonly thresholds: readonly DecimalString[];
  /** Whether a period that is covered in part has only its part of the quantity. */
  readonly prorate: boolean;
}

/** An {@link Allowance} as it is written down. */
export interface AllowanceInput {
  readonly unit: AllowanceUnit;
  readonly quantity: DecimalString;
  /** Default: all work, in every band. */
  readonly covers?: WorkFilterInput | undefined;
  readonly burn?: Readonly<Record<string, DecimalString>> | undefined;
  readonly carryOver?: CarryOver | null | undefined;
  /** Default `charge`. */
  readonly exhausted?: Exhausted | undefined;
  readonly overageRate?: DecimalString | null | undefined;
  /** Default 80, 95 and 100 percent. */
  readonly thresholds?: readonly DecimalString[] | undefined;
  /** Default false. */
  readonly prorate?: boolean | undefined;
}

const wholeSeconds = (hours: DecimalString): boolean => baseQuantity('hours', hours).isInteger();

/** Hours of 0 or more that make whole seconds. */
export const hoursSchema: z.ZodType<DecimalString, DecimalString> = nonNegativeDecimalSchema.refine(
  wholeSeconds,
  'does not make whole seconds',
);

const countSchema = nonNegativeDecimalSchema.refine(
  (count) => decimal(count).isInteger(),
  'is no whole number',
);

const schemaOf = (unit: AllowanceUnit, quantity: z.ZodType<DecimalString, DecimalString>) =>
  z.strictObject({
    unit: z.literal(unit),
    quantity,
    covers: workFilterSchema.default({ when: {}, bands: null }),
    burn: recordSchema(positiveDecimalSchema)
      .refine((burn) => unit === 'hours' || Object.keys(burn).length === 0, 'is for allowances of hours')
      .default({}),
    carryOver: z
      .strictObject({ maxPeriods: z.int().min(1).max(1000), maxQuantity: quantity })
      .nullable()
      .default(null),
    exhausted: z.string().default('charge'),
    overageRate: nonNegativeDecimalSchema.nullable().default(null),
    thresholds: thresholdsSchema.default(defaultThresholds),
    prorate: z.boolean().default(false),
  });

/** What an {@link Allowance} of a contract in a currency must look like when it comes from outside. */
export function allowanceSchema(
  currency: CurrencyCode,
  exhaustionKinds: readonly ExhaustionKind[] = [],
): z.ZodType<Allowance> {
  const policies = exhaustionsByName(exhaustionKinds);
  return z
    .discriminatedUnion('unit', [
      schemaOf('hours', hoursSchema),
      schemaOf('incidents', countSchema),
      schemaOf('money', amountIn(currency)),
    ])
    .superRefine(({ exhausted, overageRate }, context) => {
      const policy = policies.get(exhausted);
      const addIssue = (path: keyof Allowance, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (policy === undefined) {
        addIssue('exhausted', `is none of ${[...policies.keys()].map((name) => `"${name}"`).join(', ')}`);
      } else if ((policy.needsRate ?? false) !== (overageRate !== null)) {
        const needing = [...policies.values()].filter(({ needsRate }) => needsRate === true);
        const names = needing.map(({ name }) => `"${name}"`).join(', ');
        addIssue('overageRate', `goes with exhausted ${names}, and that with it`);
      }
    });
}

/**
 * Checks an allowance and fills in its defaults: all work, no burn factors, nothing carried over, `charge` when it has
 * run out.
 *
 * @param options.exhaustionKinds policies of your own, beside the built-in ones
 * @throws BillingError `ALLOWANCE_INVALID` with every fault and its path: hours that make no whole seconds, incidents
 * that are no whole number, an amount that does not fit the currency, burn factors on anything but hours, a policy that
 * nobody knows.
 * @example
 * ```ts
 * import { defineAllowance } from '@billwright/core';
 *
 * const allowance = defineAllowance({ unit: 'hours', quantity: '10', burn: { 'after-hours': '1.5' } }, 'EUR');
 * console.log(allowance.exhausted, allowance.thresholds.join(' '));
 * // => charge 80 95 100
 * ```
 */
export function defineAllowance(
  input: AllowanceInput | Allowance,
  currency: CurrencyCode,
  options: { readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined } = {},
): Allowance {
  return parseInput('ALLOWANCE_INVALID', allowanceSchema(currency, options.exhaustionKinds), input);
}

/** A quantity as it is counted: hours in seconds, the others as they are. */
export function baseQuantity(unit: AllowanceUnit, quantity: DecimalString): Decimal {
  return unit === 'hours' ? decimal(quantity).times(3600) : decimal(quantity);
}
