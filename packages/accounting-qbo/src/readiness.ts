import {
  failure,
  type Issue,
  readinessOf,
  rememberedUnder,
  rememberUnder,
} from '@billwright/accounting-common';
import { type ConnectorContext, isBillingError } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import { openCompany } from './company.ts';
import { type CompanyFacts, freshFacts } from './company-facts.ts';
import { connectionOf } from './connect.ts';
import { quoted } from './quoted.ts';
import type { Setup } from './setup.ts';
import { taxCodeOf } from './tax-code.ts';

/** Something that a company needs, or that is good to know before the first export. */
export type ReadinessIssue = Issue<
  | 'not-connected'
  | 'no-income-account'
  | 'unknown-tax-code'
  | 'untaxed-lines'
  | 'own-numbers-off'
  | 'one-currency'
  | 'taxes-differ'
  | 'applies-credits'
  | 'ends-soon'
>;

/** What a company needs before its first export. */
export interface Readiness {
  readonly isReady: boolean;
  readonly companyName: string | null;
  readonly homeCurrency: string | null;
  readonly issues: readonly ReadinessIssue[];
}

/** An account to which sales can go. */
export interface IncomeAccount {
  readonly id: string;
  readonly name: string;
}

const accountSchema = z.looseObject({ Id: z.string(), Name: z.string() });

/** Looks at a company as an export does, with nothing remembered. */
export const readiness = (setup: Setup, context: ConnectorContext): Promise<Readiness> =>
  readinessOf<Pick<Readiness, 'companyName' | 'homeCurrency'>, ReadinessIssue['code']>(
    async () => {
      const company = await openCompany(setup, context);
      const facts = await freshFacts(company);
      const account = await rememberedUnder(context, company.realmId, 'income-account');
      const endsAt = (await connectionOf(setup, context))?.endsAt ?? null;
      const issues = issuesOf(setup, facts, { account, endsAt });
      return { told: { companyName: facts.name, homeCurrency: facts.homeCurrency }, issues };
    },
    { companyName: null, homeCurrency: null },
  );

/** So long before the end of a grant somebody should know. */
const soonSeconds = 60 * 86_400;

function issuesOf(
  setup: Setup,
  facts: CompanyFacts,
  { account, endsAt }: { readonly account: string | null; readonly endsAt: string | null },
): readonly ReadinessIssue[] {
  const issues: ReadinessIssue[] = [];
  const note = (code: ReadinessIssue['code'], isBlocking: boolean, message: string): void => {
    issues.push({ code, isBlocking, message });
  };
  if (account === null)
    note(
      'no-income-account',
      true,
      'choose the default income account: items that are missing are created with it',
    );
  const named = [
    ...Object.values(setup.taxCodes),
    ...(setup.defaultTaxCode === null ? [] : [setup.defaultTaxCode]),
  ];
  if (!facts.isInUs)
    for (const name of new Set(named))
      if (!Object.hasOwn(facts.taxCodes, name))
        note('unknown-tax-code', true, `there is no active tax code "${name}"`);
  const untaxed = untaxedFault(setup, facts);
  if (untaxed !== null) note('untaxed-lines', true, untaxed);
  if (!facts.takesNumbers)
    note(
      'own-numbers-off',
      false,
      'custom transaction numbers are off: copies get numbers of QuickBooks, not yours',
    );
  if (!facts.hasManyCurrencies)
    note('one-currency', false, `only invoices in ${facts.homeCurrency} can be copied`);
  if (facts.isInUs && facts.findsTax)
    note('taxes-differ', false, 'QuickBooks finds the sales tax itself: totals that differ become findings');
  if (facts.appliesCredits)
    note(
      'applies-credits',
      false,
      'QuickBooks applies credit memos to any open invoice: turn that off, so that they stay with what they correct',
    );
  if (endsAt !== null && Date.parse(endsAt) - Date.parse(setup.clock.now()) < soonSeconds * 1000)
    note('ends-soon', false, `the connection ends at ${endsAt}, however often it is used: connect again`);
  return issues;
}

/** Why an export of a line without tax would be rejected; `null` when it would not. */
function untaxedFault(setup: Setup, facts: CompanyFacts): string | null {
  try {
    taxCodeOf(setup, { taxCodes: [] }, [], facts);
    return null;
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED')) throw error;
    return error.details.reason;
  }
}

/** The accounts of which one can be the default income account. */
export async function incomeAccounts(
  setup: Setup,
  context: ConnectorContext,
): Promise<readonly IncomeAccount[]> {
  const company = await openCompany(setup, context);
  const [rows = []] = await ask(company, [
    "select Id, Name from Account where AccountType = 'Income' and Active = true maxresults 1000",
  ]);
  return read(company, z.array(accountSchema), rows).map(({ Id, Name }) => ({ id: Id, name: Name }));
}

/**
 * Chooses the account with which items are created.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `refused`, when the company has no such active income account.
 */
export async function chooseIncomeAccount(
  setup: Setup,
  context: ConnectorContext,
  accountId: string,
): Promise<IncomeAccount> {
  const company = await openCompany(setup, context);
  const [rows = []] = await ask(company, [
    `select Id, Name from Account where Id = ${quoted(accountId)} and AccountType = 'Income' and Active = true maxresults 1`,
  ]);
  const [account] = read(company, z.array(accountSchema), rows);
  if (account === undefined)
    throw failure(setup.id, 'refused', `there is no active income account "${accountId}"`);
  await rememberUnder(context, company.realmId, 'income-account', account.Id);
  return { id: account.Id, name: account.Name };
}
