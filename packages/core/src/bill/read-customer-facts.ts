import { z } from 'zod';
import { type ContractOptions, requireKinds } from '../contract/contract-options.ts';
import { contractSchema } from '../contract/contract-schema.ts';
import { inputError, toIssues } from '../errors/parse-input.ts';
import { plainObject } from '../errors/plain-object.ts';
import { idSchema } from '../errors/text-schema.ts';
import { periodSchema } from '../time/period.ts';

const list = z.array(z.unknown());

/** What makes a bill one that the periods of its contract can be held against. */
const bill = { contractId: idSchema, period: periodSchema, due: z.enum(['all', 'advance', 'late']) };
const billSchema = z.looseObject(bill);
const billedPeriodSchema = z.looseObject({
  ...bill,
  allowances: z.array(
    z.looseObject({
      componentId: idSchema,
      carriesOut: list,
      uses: list,
      incidents: list,
      thresholdsCrossed: list,
    }),
  ),
  fees: z.array(z.looseObject({ claim: z.looseObject({ key: z.string() }) })),
  incidents: list,
  days: list,
  minimums: list,
  caps: z.array(z.looseObject({ componentId: idSchema })),
  billedParts: list,
});

const dueSchema = (options: ContractOptions) =>
  z.object({
    contracts: z.array(contractSchema(options)),
    bills: z.array(billSchema),
    early: z.boolean().optional(),
  });

/**
 * Refuses what the bills of a customer can't be found from.
 *
 * @throws BillingError `BILL_INVALID` with every fault and its path.
 */
export function requireDueFacts(facts: ContractOptions): void {
  requireShape(plainObject(z.looseObject({})), facts);
  const options = optionsOf(facts);
  requireKinds('BILL_INVALID', options);
  requireShape(dueSchema(options), facts);
}

const billerSchema = z.looseObject({
  bill: z.custom(
    (value) => typeof value === 'function',
    'is no function: hand in what compileBilling(…) gives',
  ),
});

/** As {@link requireDueFacts}, and what the history of bills is read from. */
export function requireCustomerFacts(biller: unknown, facts: ContractOptions): void {
  requireShape(billerSchema, biller, ['biller']);
  requireDueFacts(facts);
  const things = z.array(z.looseObject({})).optional();
  requireShape(
    z.object({
      // Entries are read by the rater, one by one: a broken one blocks, and not the whole bill.
      work: list.optional(),
      expenses: things,
      products: things,
      bills: z.array(billedPeriodSchema),
      restContract: contractSchema(optionsOf(facts)).optional(),
      prepaid: z.looseObject({ postings: list }).optional(),
      isBilled: z.custom((value) => typeof value === 'function', 'is no function').optional(),
    }),
    facts,
  );
}

/** Refuses what no history can be read from. */
export function requireHistoryFacts(
  given: ContractOptions & {
    readonly contract: unknown;
    readonly contractPeriod: unknown;
    readonly bills: unknown;
  },
): void {
  const options = optionsOf(given);
  requireKinds('BILL_INVALID', options);
  requireShape(
    z.object({
      contract: contractSchema(options),
      contractPeriod: z.looseObject({ period: periodSchema, covered: list }),
      bills: z.array(billedPeriodSchema),
    }),
    given,
  );
}

const optionsOf = ({ componentKinds, exhaustionKinds }: ContractOptions): ContractOptions => ({
  componentKinds,
  exhaustionKinds,
});

function requireShape(schema: z.ZodType, given: unknown, path = ['facts']): void {
  const read = schema.safeParse(given);
  if (!read.success) throw inputError('BILL_INVALID', toIssues(read.error, path), read.error);
}
