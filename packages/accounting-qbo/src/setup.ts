import {
  CallBudget,
  callerOf,
  callerShape,
  type ConnectingCaller,
  perCompany,
  readGiven,
} from '@billwright/accounting-common';
import { z } from 'zod';
import type { QuickBooksOptions } from './options.ts';

/** What Intuit allows for one company, and for its batch requests among them. */
interface Budgets {
  readonly calls: CallBudget;
  readonly batches: CallBudget;
}

type Defaulted = Pick<
  QuickBooksOptions,
  'environment' | 'tenantsOfRealm' | 'itemNames' | 'taxCodes' | 'createCustomers'
>;

/** The options with their defaults, and what all calls of one connector share. */
export interface Setup
  extends ConnectingCaller,
    Readonly<{ [Key in keyof Defaulted]-?: NonNullable<Defaulted[Key]> }> {
  readonly webhookVerifier: string | null;
  readonly defaultTaxCode: string | null;
  readonly budgetsOf: (realmId: string) => Budgets;
}

const text = z.string().min(1);
const named = z.record(z.string(), text).optional();
const optionsSchema = z.looseObject({
  ...callerShape,
  environment: z.enum(['production', 'sandbox']),
  webhookVerifier: text.optional(),
  itemNames: named,
  taxCodes: named,
  defaultTaxCode: text.optional(),
});

/** Intuit's limits: 500 calls a minute and 10 at once for each company, 120 of them batches. */
const newBudgets = (clock: Setup['clock']): Budgets => ({
  calls: new CallBudget(clock, { perMinute: 500, atOnce: 10 }),
  batches: new CallBudget(clock, { perMinute: 120, atOnce: 10 }),
});

/** Reads the options. @throws BillingError `CONNECTOR_INVALID` when they do not hold together. */
export function setupOf(options: QuickBooksOptions): Setup {
  readGiven(optionsSchema, options);
  const caller = callerOf(options, { id: 'quickbooks', secrets: [options.webhookVerifier ?? ''] });
  return {
    ...caller,
    environment: options.environment,
    tenantsOfRealm: options.tenantsOfRealm ?? (() => Promise.resolve([])),
    webhookVerifier: options.webhookVerifier ?? null,
    defaultTaxCode: options.defaultTaxCode ?? null,
    itemNames: options.itemNames ?? {},
    taxCodes: options.taxCodes ?? {},
    createCustomers: options.createCustomers ?? true,
    budgetsOf: perCompany(() => newBudgets(caller.clock)),
  };
}
