import { failure } from '@billwright/accounting-common';
import type { Invoice } from '@billwright/core';
import type { CompanyFacts } from './company-facts.ts';
import type { Setup } from './setup.ts';

/**
 * The tax code of a line. In the US it only says whether the line is taxed, and is always sent: without one QuickBooks
 * takes a line for taxed.
 *
 * @throws BillingError `CONNECTOR_FAILED` when the company has none for it.
 */
export function taxCodeOf(
  setup: Setup,
  { taxCodes }: Pick<Invoice['content'], 'taxCodes'>,
  codes: readonly string[],
  facts: CompanyFacts,
): string {
  const taxes = taxCodes.filter(({ id }) => codes.includes(id));
  if (facts.isInUs) return taxes.some(({ percent }) => Number(percent) > 0) ? 'TAX' : 'NON';
  const key = codes.join('+');
  const name = setup.taxCodes[key] ?? (taxes.length === 1 ? taxes[0]?.name : undefined);
  const found = [name, setup.defaultTaxCode].find(
    (one) => typeof one === 'string' && Object.hasOwn(facts.taxCodes, one),
  );
  const id = typeof found === 'string' ? facts.taxCodes[found] : undefined;
  if (id !== undefined) return id;
  const lines = key === '' ? 'lines without tax' : `the tax "${key}"`;
  throw failure(setup.id, 'refused', `QuickBooks has no tax code for ${lines}: name one in \`taxCodes\``);
}
