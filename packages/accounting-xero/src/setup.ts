import {
  CallBudget,
  type CallerApp,
  givenInvalid,
  readGiven,
  sealedConnections,
  tokenCipher,
} from '@billwright/accounting-common';
import { z } from 'zod';
import type { XeroOptions } from './options.ts';
import { QuestionPace } from './question-pace.ts';

type Defaulted = Pick<
  XeroOptions,
  | 'redirectUri'
  | 'tenantsOfOrganisation'
  | 'taxTypes'
  | 'accountCodes'
  | 'itemCodes'
  | 'createItems'
  | 'createContacts'
  | 'exportAs'
  | 'linkBase'
  | 'historyNotes'
  | 'tolerance'
  | 'callsPerDay'
>;

/** What may be called of one organisation, and how often it may be asked what changed. */
interface Budgets {
  readonly calls: CallBudget;
  readonly questions: QuestionPace;
}

/** The options with their defaults, and what all calls of one connector share. */
export interface Setup
  extends CallerApp,
    Readonly<{ [Key in keyof Defaulted]-?: NonNullable<Defaulted[Key]> }> {
  readonly webhookKey: string | null;
  readonly readFile: NonNullable<XeroOptions['readFile']> | null;
  readonly budgetOf: (organisationId: string) => Budgets;
}

const text = z.string().min(1);
const named = z.record(z.string(), text).optional();
const optionsSchema = z.looseObject({
  clientId: text,
  clientSecret: text,
  redirectUri: z.url(),
  webhookKey: text.optional(),
  taxTypes: named,
  accountCodes: named,
  itemCodes: named,
  exportAs: z.enum(['authorised', 'draft']).optional(),
  linkBase: z.url().optional(),
  tolerance: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  callsPerDay: z.number().int().positive().optional(),
  timeoutSeconds: z.number().positive().optional(),
  id: text.optional(),
});

/** Reads the options. @throws BillingError `CONNECTOR_INVALID` when they do not hold together. */
export function setupOf(options: XeroOptions): Setup {
  readGiven(optionsSchema, options);
  const { id = 'xero', tokenKeys, clock = { now: () => new Date().toISOString() } } = options;
  const { callsPerDay = 1000 } = options;
  const budgets = new Map<string, Budgets>();
  return {
    ...options,
    id,
    clock,
    fetch: options.fetch ?? ((url, request) => fetch(url, request)),
    wait: options.wait ?? ((seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))),
    tenantsOfOrganisation: options.tenantsOfOrganisation ?? (() => Promise.resolve([])),
    webhookKey: options.webhookKey ?? null,
    readFile: options.readFile ?? null,
    taxTypes: options.taxTypes ?? {},
    accountCodes: options.accountCodes ?? {},
    itemCodes: options.itemCodes ?? {},
    createItems: options.createItems ?? false,
    createContacts: options.createContacts ?? true,
    exportAs: options.exportAs ?? 'authorised',
    linkBase: options.linkBase ?? `${new URL(options.redirectUri).origin}/#billwright/`,
    historyNotes: options.historyNotes ?? false,
    tolerance: options.tolerance ?? '0',
    callsPerDay,
    timeoutSeconds: options.timeoutSeconds ?? 60,
    secrets: [options.clientSecret, options.webhookKey ?? ''],
    connections: options.connections ?? sealedWith(id, tokenKeys),
    budgetOf(organisationId) {
      // Xero's limits for each organisation: 60 calls a minute, 5 at once, and so many a day.
      const limits = { perMinute: 60, atOnce: 5, perDay: callsPerDay };
      const known = budgets.get(organisationId) ?? {
        calls: new CallBudget(clock, limits),
        questions: new QuestionPace(clock, callsPerDay),
      };
      budgets.set(organisationId, known);
      return known;
    },
  };
}

function sealedWith(id: string, tokenKeys: XeroOptions['tokenKeys']): Setup['connections'] {
  if (tokenKeys === undefined)
    throw givenInvalid([{ path: ['tokenKeys'], message: 'is missing, and there are no `connections`' }]);
  const cipher = tokenCipher(tokenKeys);
  return (context) => sealedConnections(context, id, cipher);
}
