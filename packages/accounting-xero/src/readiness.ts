import { type Issue, readinessOf } from '@billwright/accounting-common';
import type { ConnectorContext } from '@billwright/core';
import { type OrganisationFacts, organisationFacts } from './organisation-facts.ts';
import { openOrganisation } from './organisation.ts';
import { chosenAccount } from './revenue-account.ts';
import type { Setup } from './setup.ts';
import { taxChoices } from './tax-choices.ts';
import { findTaxType } from './tax-type-of.ts';

/** Something that an organisation needs, or that is good to know before the first export. */
export type ReadinessIssue = Issue<
  | 'not-connected'
  | 'no-revenue-account'
  | 'unknown-account'
  | 'unknown-tax-type'
  | 'tax-type-not-for-revenue'
  | 'no-rounding-account'
  | 'closed-until'
  | 'plan-limit'
>;

/** What an organisation needs before its first export. */
export interface Readiness {
  readonly isReady: boolean;
  readonly organisationName: string | null;
  readonly baseCurrency: string | null;
  readonly issues: readonly ReadinessIssue[];
}

/** Plans that approve only so many invoices a month. */
const smallPlans = new Set(['STARTER', 'LITE', 'BASICLITE', 'SIMPLE', 'IGNITE']);

/** Looks at an organisation as an export does, with nothing remembered. */
export const readiness = (setup: Setup, context: ConnectorContext): Promise<Readiness> =>
  readinessOf<Pick<Readiness, 'organisationName' | 'baseCurrency'>, ReadinessIssue['code']>(
    async () => {
      const organisation = await openOrganisation(setup, context);
      const facts = await organisationFacts(organisation, true);
      const account = await chosenAccount(organisation);
      const choices = await taxChoices(organisation);
      const issues = [
        ...accountIssues(setup, facts, account),
        ...taxIssues({ ...setup.taxTypes, ...choices }, facts),
        ...otherIssues(facts),
      ];
      return { told: { organisationName: facts.name, baseCurrency: facts.baseCurrency }, issues };
    },
    { organisationName: null, baseCurrency: null },
  );

function accountIssues(
  setup: Setup,
  { revenueAccounts }: OrganisationFacts,
  account: string | null,
): readonly ReadinessIssue[] {
  const named = [...Object.values(setup.accountCodes), ...(account === null ? [] : [account])];
  const unknown = [...new Set(named)].filter((code) => !(code in revenueAccounts));
  const issues = unknown.map((code): ReadinessIssue => {
    const message = `there is no active revenue account "${code}"`;
    return { code: 'unknown-account', isBlocking: true, message };
  });
  const message = 'choose the revenue account: lines go there for whose service type no other is named';
  return account === null ? [{ code: 'no-revenue-account', isBlocking: true, message }, ...issues] : issues;
}

function taxIssues(
  mapped: Readonly<Record<string, string>>,
  { taxTypes }: OrganisationFacts,
): readonly ReadinessIssue[] {
  return Object.entries(mapped).flatMap(([taxes, wanted]): ReadinessIssue[] => {
    const found = findTaxType(taxTypes, wanted);
    const of = taxes === '' ? 'lines without tax' : `"${taxes}"`;
    if (found === undefined) {
      const message = `there is no active tax type "${wanted}" for ${of}`;
      return [{ code: 'unknown-tax-type', isBlocking: true, message }];
    }
    const message = `the tax type "${wanted}" for ${of} can not be used with revenue accounts`;
    return found.isForRevenue ? [] : [{ code: 'tax-type-not-for-revenue', isBlocking: true, message }];
  });
}

function otherIssues({ roundingAccount, lockedUntil, plan }: OrganisationFacts): readonly ReadinessIssue[] {
  const told: readonly (readonly [ReadinessIssue['code'], string | null])[] = [
    [
      'no-rounding-account',
      roundingAccount === null
        ? 'there is no account for rounding: totals that are rounded are rejected'
        : null,
    ],
    [
      'closed-until',
      lockedUntil === null
        ? null
        : `the books are closed until ${lockedUntil}: earlier documents are rejected`,
    ],
    [
      'plan-limit',
      plan !== null && smallPlans.has(plan)
        ? `the plan ${plan} may approve only so many invoices a month: what is above is rejected`
        : null,
    ],
  ];
  return told.flatMap(([code, message]) => (message === null ? [] : [{ code, isBlocking: false, message }]));
}
