import { z } from 'zod';
import { type ContractOptions, requireKinds } from '../contract/contract-options.ts';
import { contractSchema } from '../contract/contract-schema.ts';
import { idSchema } from '../errors/text-schema.ts';
import { inputError, toIssues } from '../errors/parse-input.ts';
import { plainObject } from '../errors/plain-object.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { nonNegativeDecimalSchema } from '../money/decimal-string.ts';
import { moneySchema } from '../money/money.ts';
import { civilDateSchema } from '../time/civil-date.ts';
import { instantSchema } from '../time/instant.ts';
import { periodSchema } from '../time/period.ts';
import { expenseSchema } from '../work/expense.ts';
import { productChargeSchema } from '../work/product-charge.ts';
import { workItemKinds } from '../work/work-item.ts';
import type { BillFacts } from './bill-facts.ts';
import { billedPartSchema } from './billed-part.ts';
import type { BillPolicy } from './bill-policy.ts';

const dates = { from: civilDateSchema, to: civilDateSchema };

const contractPeriodSchema = z.strictObject({
  period: periodSchema,
  covered: z.array(z.strictObject(dates)),
  share: z.strictObject({ covered: z.int().min(0), full: z.int().min(1) }),
  closed: z.boolean(),
});

const lotSchema = z.strictObject({
  period: civilDateSchema,
  quantity: nonNegativeDecimalSchema,
  carried: z.int().min(0),
});

const allowanceSchema = z.strictObject({
  carriedIn: z.array(lotSchema).optional(),
  used: nonNegativeDecimalSchema.optional(),
  usedLater: z
    .array(z.strictObject({ period: civilDateSchema, quantity: nonNegativeDecimalSchema }))
    .optional(),
  turn: z.int().min(0).optional(),
  incidents: z.array(z.string()).optional(),
  thresholdsRaised: z.array(nonNegativeDecimalSchema).optional(),
});

// Accounts, lots and postings are read by the pool that they belong to.
const prepaidSchema = z.strictObject({
  accounts: z.array(z.looseObject({ id: idSchema })),
  lots: z.array(z.looseObject({ id: idSchema, accountId: idSchema })),
  postings: z.array(z.looseObject({ key: z.string(), accountId: idSchema })),
});

const historySchema = z.strictObject({
  allowances: recordSchema(allowanceSchema).optional(),
  prepaid: prepaidSchema.optional(),
  billedFees: z.array(z.strictObject({ key: z.string(), period: civilDateSchema })).optional(),
  billedIncidents: z
    .array(
      z.object({
        kind: z.enum(workItemKinds),
        id: idSchema,
        date: civilDateSchema.nullish(),
        turn: z.int().min(0).optional(),
      }),
    )
    .optional(),
  billedDays: z
    .array(
      z.strictObject({
        agentId: idSchema,
        date: civilDateSchema,
        rateCardId: idSchema,
        ruleId: idSchema,
        entryId: idSchema,
      }),
    )
    .optional(),
  billedParts: z.array(billedPartSchema).optional(),
  minimums: recordSchema(
    z.strictObject({ chargeable: moneySchema, lifted: moneySchema, turn: z.int().min(0) }),
  ).optional(),
  capped: recordSchema(moneySchema).optional(),
});

const factsSchema = (options: ContractOptions) =>
  plainObject(
    z.strictObject({
      contract: contractSchema(options),
      contractPeriod: contractPeriodSchema,
      // Entries are read by the rater, one by one: a broken one blocks, and not the whole bill.
      work: z.array(z.unknown()).optional(),
      expenses: z.array(expenseSchema).optional(),
      products: z.array(productChargeSchema).optional(),
      history: historySchema.optional(),
      at: instantSchema,
      due: z.enum(['all', 'advance', 'late']).optional(),
      // Contracts are read by the coverage that they make.
      contracts: z.array(z.unknown()).optional(),
      takesRest: z.boolean().optional(),
    }),
  );

// The parts are read by what they are for: rating, coverage, taxes.
const policySchema = plainObject(
  z.strictObject({
    rating: z.unknown(),
    contracts: z.array(z.unknown()).optional(),
    componentKinds: z.array(z.unknown()).optional(),
    exhaustionKinds: z.array(z.unknown()).optional(),
    taxCodes: z.array(z.unknown()).optional(),
    taxRounding: z.unknown().optional(),
    pricesIncludeTax: z.boolean().optional(),
    cashRounding: z.unknown().optional(),
    locale: z.enum(['en', 'de', 'fr']).optional(),
  }),
);

/**
 * Refuses a policy with a frame that does not hold together.
 *
 * @throws BillingError `BILL_INVALID` with every fault and its path.
 */
export function requireBillPolicy(policy: BillPolicy): void {
  const frame = policySchema.safeParse(policy);
  if (!frame.success) throw inputError('BILL_INVALID', toIssues(frame.error, ['policy']), frame.error);
  requireKinds('BILL_INVALID', policy);
}

/**
 * Makes a reader that refuses facts that do not hold together, before anything is billed from them.
 *
 * @throws BillingError (the reader) `BILL_INVALID` with every fault and its path.
 */
export function billFactsReader(options: ContractOptions): (facts: BillFacts) => BillFacts {
  const schema = factsSchema(options);
  return (facts) => {
    // What is the caller's own is not frozen, as it would be by reading it the usual way.
    const read = schema.safeParse(facts);
    if (!read.success) throw inputError('BILL_INVALID', toIssues(read.error, ['facts']), read.error);
    const { contract, at } = read.data;
    return { ...facts, contract, at };
  };
}
