import {
  CallBudget,
  callerOf,
  callerShape,
  type ConnectingCaller,
  perCompany,
  readGiven,
} from '@billwright/accounting-common';
import { z } from 'zod';
import type { XeroOptions } from './options.ts';
import { QuestionPace } from './question-pace.ts';

type Defaulted = Pick<
  XeroOptions,
  | 'tenantsOfOrganisation'
  | 'taxTypes'
  | 'accountCodes'
  | 'itemCodes'
  | 'createItems'
  | 'createContacts'
  | 'exportAs'
  | 'linkBase'
  | 'historyNotes'
  | 'callsPerDay'
>;

/** What may be called of one organisation, and how often it may be asked what changed. */
interface Budgets {
  readonly calls: CallBudget;
  readonly questions: QuestionPace;
}

/** The options with their defaults, and what all calls of one connector share. */
export interface Setup
  extends ConnectingCaller,
    Readonly<{ [Key in keyof Defaulted]-?: NonNullable<Defaulted[Key]> }> {
  readonly webhookKey: string | null;
  readonly readFile: NonNullable<XeroOptions['readFile']> | null;
  readonly budgetOf: (organisationId: string) => Budgets;
}

const text = z.string().min(1);
const named = z.record(z.string(), text).optional();
const optionsSchema = z.looseObject({
  ...callerShape,
  webhookKey: text.optional(),
  taxTypes: named,
  accountCodes: named,
  itemCodes: named,
  exportAs: z.enum(['authorised', 'draft']).optional(),
  linkBase: z.url().optional(),
  callsPerDay: z.number().int().positive().optional(),
});

/** Reads the options. @throws BillingError `CONNECTOR_INVALID` when they do not hold together. */
export function setupOf(options: XeroOptions): Setup {
  readGiven(optionsSchema, options);
  const caller = callerOf(options, { id: 'xero', secrets: [options.webhookKey ?? ''] });
  const { callsPerDay = 1000 } = options;
  return {
    ...caller,
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
    callsPerDay,
    // Xero's limits for each organisation: 60 calls a minute, 5 at once, and so many a day.
    budgetOf: perCompany(() => ({
      calls: new CallBudget(caller.clock, { perMinute: 60, atOnce: 5, perDay: callsPerDay }),
      questions: new QuestionPace(caller.clock),
    })),
  };
}
