import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import {
  type DecimalString,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from '../money/decimal-string.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import { type Condition, type ConditionInput, conditionSchema } from '../rating/condition.ts';
import { burnPlaces, type PrepaidUnit, tooFine, wholeUnits } from './ledger-quantity.ts';
import { boughtPlaces, type TopUpRule, type TopUpRuleInput, topUpRuleSchema } from './top-up-rule.ts';

/**
 * What a customer has agreed to pay in advance: an amount of money, or hours. Quantities in it are in hours or in the
 * currency, as people write them; what its ledger counts is a {@link LedgerQuantity}.
 */
export interface PrepaidAccount extends PrepaidUnit {
  readonly id: string;
  readonly customerId: string;
  /** How far below zero work may draw (R75). Default "0": not at all. */
  readonly overdraft: DecimalString;
  /** When what was bought can be used: when its invoice is paid, or when it is issued (R73). */
  readonly usableFrom: 'payment' | 'issue';
  /** Whether the tax is due with the top-up or with the work that draws (R78). */
  readonly tax: 'on-top-up' | 'on-draw';
  /** The work that may draw. Nothing named: all work. */
  readonly covers: Condition;
  /** How many hours an hour of work in a band takes from an account of hours (R71). Bands that are not named: 1. */
  readonly burn: Readonly<Record<string, DecimalString>>;
  /** When the account fills itself up, or `null` for never (R74). */
  readonly topUp: TopUpRule | null;
}

/** A {@link PrepaidAccount} as it is written down: what is left out takes its default. */
export interface PrepaidAccountInput {
  readonly id: string;
  readonly customerId: string;
  readonly unit: 'money' | 'hours';
  readonly currency?: CurrencyCode | null | undefined;
  readonly overdraft?: DecimalString | undefined;
  readonly usableFrom?: 'payment' | 'issue' | undefined;
  readonly tax?: 'on-top-up' | 'on-draw' | undefined;
  readonly covers?: ConditionInput | undefined;
  readonly burn?: Readonly<Record<string, DecimalString>> | undefined;
  readonly topUp?: TopUpRuleInput | null | undefined;
}

const factorSchema = positiveDecimalSchema
  .refine((factor) => toScaled(factor).scale <= burnPlaces, `has more than ${burnPlaces} decimal places`)
  .transform((factor) => textOfScaled(toScaled(factor)));

/** What a {@link PrepaidAccount} must look like when it comes from outside. */
const prepaidAccountSchema: z.ZodType<PrepaidAccount, PrepaidAccountInput> = z
  .strictObject({
    id: idSchema,
    customerId: idSchema,
    unit: z.enum(['money', 'hours']),
    currency: currencySchema.nullable().default(null),
    overdraft: nonNegativeDecimalSchema.default('0'),
    usableFrom: z.enum(['payment', 'issue']).default('payment'),
    tax: z.enum(['on-top-up', 'on-draw']).default('on-top-up'),
    covers: conditionSchema.default({}),
    burn: recordSchema(factorSchema).default({}),
    topUp: topUpRuleSchema.nullable().default(null),
  })
  .superRefine((account, context) => {
    for (const { path, message } of contradictions(account))
      context.addIssue({ code: 'custom', path, message });
  });

/**
 * Checks a prepaid account and fills in its defaults: no overdraft, usable from payment, tax with the top-up, for all
 * work, no top-up by itself. The result is plain JSON: store it, and hand it in again as it is.
 *
 * @throws BillingError `PREPAID_ACCOUNT_INVALID` with every fault and its path: money without a currency, hours with
 * one, a quantity finer than the ledger counts, burn factors of 0 or with more than 4 decimal places.
 * @example
 * ```ts
 * import { definePrepaidAccount } from '@billwright/core';
 *
 * const account = definePrepaidAccount({
 *   id: 'support-hours', customerId: 'acme', unit: 'hours', burn: { 'after-hours': '1.5' }, overdraft: '2',
 * });
 * console.log(account.usableFrom, account.tax, account.overdraft);
 * // => payment on-top-up 2
 * ```
 */
export function definePrepaidAccount(input: PrepaidAccountInput): PrepaidAccount {
  return parseInput('PREPAID_ACCOUNT_INVALID', prepaidAccountSchema, input);
}

interface Fault {
  readonly path: string[];
  readonly message: string;
}

function contradictions(account: PrepaidAccount): readonly Fault[] {
  const { unit, currency, topUp } = account;
  if ((unit === 'money') !== (currency !== null)) {
    return [{ path: ['currency'], message: 'is for accounts of money: they need one, hours have none' }];
  }
  const faults: Fault[] = [];
  const requireWhole = (path: string[], quantity: DecimalString | null): void => {
    if (quantity !== null && wholeUnits(account, quantity) === null) faults.push({ path, message: tooFine });
  };
  requireWhole(['overdraft'], account.overdraft);
  if (unit === 'money' && Object.keys(account.burn).length > 0) {
    faults.push({ path: ['burn'], message: 'is for accounts of hours: money is drawn by the amount' });
  }
  if (topUp === null) return faults;
  for (const part of ['threshold', 'by', 'to'] as const) requireWhole(['topUp', part], topUp[part]);
  if ((unit === 'hours') !== (topUp.pricePerHour !== null)) {
    const message = 'is for accounts of hours: they need one, money costs its own amount';
    faults.push({ path: ['topUp', 'pricePerHour'], message });
  }
  if (unit === 'hours' && toScaled(topUp.by ?? '0').scale > boughtPlaces) {
    const message = `has more than ${boughtPlaces} decimal places, which no invoice line prints`;
    faults.push({ path: ['topUp', 'by'], message });
  }
  return faults;
}
