import { failure, forgetUnder, type Named } from '@billwright/accounting-common';
import type { Invoice, InvoiceLine } from '@billwright/core';
import { contactIds } from './contact-ids.ts';
import { missingItems, type ItemToName } from './item-codes.ts';
import { forgetFacts, type OrganisationFacts, organisationFacts } from './organisation-facts.ts';
import type { Organisation } from './organisation.ts';
import { chosenAccount } from './revenue-account.ts';
import type { Setup } from './setup.ts';
import { taxChoices } from './tax-choices.ts';
import { taxTypeOf } from './tax-type-of.ts';

/**
 * What the documents of a call name in the organisation.
 *
 * Each throws `CONNECTOR_FAILED`, `refused`, when it can't be had.
 */
export interface Names {
  readonly facts: OrganisationFacts;
  contactOf(invoice: Invoice): string;
  accountOf(line: InvoiceLine): string;
  roundingAccount(): string;
  /** `null`: the line has no item. */
  itemOf(line: InvoiceLine): string | null;
  taxTypeOf(invoice: Invoice, codes: readonly string[]): string;
}

/** Looks up what documents name, and creates what is missing: in a few requests, however many documents there are. */
export async function namesOf(organisation: Organisation, invoices: readonly Invoice[]): Promise<Names> {
  const { setup } = organisation;
  const facts = await organisationFacts(organisation);
  const choices = await taxChoices(organisation);
  const account = await chosenAccount(organisation);
  const accountOf = (line: InvoiceLine): string => {
    const { serviceTypeId = '' } = line.group;
    const code = setup.accountCodes[serviceTypeId] ?? account;
    if (code === null) throw failure(setup.id, 'refused', 'no revenue account is chosen: choose one');
    if (code in facts.revenueAccounts) return code;
    throw failure(setup.id, 'refused', `there is no active revenue account "${code}": choose another`);
  };
  const contacts = new Map(
    invoices.map(({ content: { customerId, buyer } }) => [customerId, { customerId, party: buyer }]),
  );
  const ids = await contactIds(organisation, [...contacts.values()]);
  const faults = await missingItems(organisation, itemsOf(setup, invoices, accountOf));
  return {
    facts,
    accountOf,
    contactOf: ({ content }) => idOf(ids.get(content.customerId)),
    roundingAccount() {
      if (facts.roundingAccount !== null) return facts.roundingAccount;
      throw failure(setup.id, 'refused', 'the organisation has no account for rounding');
    },
    itemOf(line) {
      const code = itemCodeOf(setup, line);
      const fault = code === null ? undefined : faults.get(code);
      if (fault !== undefined) throw fault;
      return code;
    },
    taxTypeOf: ({ content }, codes) => taxTypeOf({ setup, facts, choices }, content.taxCodes, codes),
  };
}

/** Forgets what an invoice names: something of it is not there any more. */
export async function forgetNames(organisation: Organisation, { content }: Invoice): Promise<void> {
  const { context, id, setup } = organisation;
  await forgetUnder(context, id, `contact:${content.customerId}`);
  for (const line of content.lines) await forgetUnder(context, id, `item:${itemCodeOf(setup, line) ?? ''}`);
  await forgetFacts(organisation);
}

const itemCodeOf = ({ itemCodes }: Setup, { group }: InvoiceLine): string | null =>
  itemCodes[group.serviceTypeId ?? ''] ?? null;

/** The items that documents name, each once. One whose account can't be had is found out with its line. */
function itemsOf(
  setup: Setup,
  invoices: readonly Invoice[],
  accountOf: (line: InvoiceLine) => string,
): readonly ItemToName[] {
  const items = new Map<string, ItemToName>();
  for (const line of invoices.flatMap(({ content }) => content.lines)) {
    const code = itemCodeOf(setup, line);
    if (code === null || items.has(code)) continue;
    try {
      items.set(code, { code, name: line.group.serviceTypeId ?? code, accountCode: accountOf(line) });
    } catch {
      continue;
    }
  }
  return [...items.values()];
}

function idOf(named: Named | undefined): string {
  if (named === undefined) throw new Error('it was not looked up');
  if ('error' in named) throw named.error;
  return named.id;
}
