import {
  CallBudget,
  type ConnectionStore,
  givenInvalid,
  readGiven,
  sealedConnections,
  tokenCipher,
} from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import type { QuickBooksOptions } from './options.ts';

/** What Intuit allows for one company, and for its batch requests among them. */
interface Budgets {
  readonly calls: CallBudget;
  readonly batches: CallBudget;
}

type Defaulted = Omit<QuickBooksOptions, 'tokenKeys' | 'webhookVerifier' | 'defaultTaxCode' | 'connections'>;

/** The options with their defaults, and what all calls of one connector share. */
export interface Setup extends Readonly<{ [Key in keyof Defaulted]-?: NonNullable<Defaulted[Key]> }> {
  readonly webhookVerifier: string | null;
  readonly defaultTaxCode: string | null;
  readonly connections: (context: ConnectorContext) => ConnectionStore;
  readonly budgetsOf: (realmId: string) => Budgets;
  /** What must not be in any text that leaves the connector. */
  readonly secrets: readonly string[];
}

const text = z.string().min(1);
const named = z.record(z.string(), text).optional();
const optionsSchema = z.looseObject({
  clientId: text,
  clientSecret: text,
  redirectUri: z.url(),
  environment: z.enum(['production', 'sandbox']),
  webhookVerifier: text.optional(),
  itemNames: named,
  taxCodes: named,
  defaultTaxCode: text.optional(),
  tolerance: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  timeoutSeconds: z.number().positive().optional(),
  id: text.optional(),
});

/** Intuit's limits: 500 calls a minute and 10 at once for each company, 120 of them batches. */
const newBudgets = (clock: Setup['clock']): Budgets => ({
  calls: new CallBudget(clock, { perMinute: 500, atOnce: 10 }),
  batches: new CallBudget(clock, { perMinute: 120, atOnce: 10 }),
});

/** Reads the options. @throws BillingError `CONNECTOR_INVALID` when they do not hold together. */
export function setupOf(options: QuickBooksOptions): Setup {
  readGiven(optionsSchema, options);
  const { id = 'quickbooks', tokenKeys, clock = { now: () => new Date().toISOString() } } = options;
  const budgets = new Map<string, Budgets>();
  return {
    ...options,
    id,
    clock,
    fetch: options.fetch ?? ((url, request) => fetch(url, request)),
    wait: options.wait ?? ((seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))),
    tenantsOfRealm: options.tenantsOfRealm ?? (() => Promise.resolve([])),
    webhookVerifier: options.webhookVerifier ?? null,
    defaultTaxCode: options.defaultTaxCode ?? null,
    itemNames: options.itemNames ?? {},
    taxCodes: options.taxCodes ?? {},
    createCustomers: options.createCustomers ?? true,
    tolerance: options.tolerance ?? '0',
    timeoutSeconds: options.timeoutSeconds ?? 60,
    secrets: [options.clientSecret, options.webhookVerifier ?? ''],
    connections: options.connections ?? sealedWith(id, tokenKeys),
    budgetsOf(realmId) {
      const known = budgets.get(realmId) ?? newBudgets(clock);
      budgets.set(realmId, known);
      return known;
    },
  };
}

function sealedWith(id: string, tokenKeys: QuickBooksOptions['tokenKeys']): Setup['connections'] {
  if (tokenKeys === undefined)
    throw givenInvalid([{ path: ['tokenKeys'], message: 'is missing, and there are no `connections`' }]);
  const cipher = tokenCipher(tokenKeys);
  return (context) => sealedConnections(context, id, cipher);
}
