import { failure, rememberedUnder, rememberUnder } from '@billwright/accounting-common';
import { organisationFacts } from './organisation-facts.ts';
import type { Organisation } from './organisation.ts';

/** An account to which sales can go. */
export interface RevenueAccount {
  readonly code: string;
  readonly name: string;
}

/** The active revenue accounts of an organisation, looked at anew. */
export async function revenueAccounts(organisation: Organisation): Promise<readonly RevenueAccount[]> {
  const facts = await organisationFacts(organisation, true);
  return Object.entries(facts.revenueAccounts).map(([code, name]) => ({ code, name }));
}

/** The code of the account that the tenant has chosen; `null` when none is. */
export const chosenAccount = ({ context, id }: Organisation): Promise<string | null> =>
  rememberedUnder(context, id, 'revenue-account');

/**
 * Chooses the account to which lines go for whose service type no other is named.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `refused`, when the organisation has no such active revenue account.
 */
export async function chooseRevenueAccount(
  organisation: Organisation,
  code: string,
): Promise<RevenueAccount> {
  const account = (await revenueAccounts(organisation)).find((one) => one.code === code);
  if (account === undefined)
    throw failure(organisation.setup.id, 'refused', `there is no active revenue account "${code}"`);
  await rememberUnder(organisation.context, organisation.id, 'revenue-account', code);
  return account;
}
