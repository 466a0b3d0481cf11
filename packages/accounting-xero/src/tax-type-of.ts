import { failure } from '@billwright/accounting-common';
import type { TaxCode } from '@billwright/core';
import type { OrganisationFacts, TaxType } from './organisation-facts.ts';
import type { Setup } from './setup.ts';

/** The taxes of a line, under which a tax type is mapped: their ids, or `''` for none. */
const taxKeyOf = (codes: readonly string[]): string => codes.join('+');

/** How a line is taxed in Xero: tax types are mapped, and never created. */
export interface TaxMapping {
  readonly setup: Setup;
  readonly facts: Pick<OrganisationFacts, 'taxTypes'>;
  /** What the tenant has chosen, by taxes of lines. */
  readonly choices: Readonly<Record<string, string>>;
}

/**
 * The tax type of lines with these taxes.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `refused`, when there is none, it is not for revenue, or it is of another rate.
 */
export function taxTypeOf(
  { setup, facts, choices }: TaxMapping,
  taxCodes: readonly TaxCode[],
  codes: readonly string[],
): string {
  const key = taxKeyOf(codes);
  const taxes = taxCodes.filter(({ id }) => codes.includes(id));
  const wanted =
    choices[key] ??
    setup.taxTypes[key] ??
    (key === '' ? 'NONE' : taxes.length === 1 ? taxes[0]?.name : undefined);
  const lines = key === '' ? 'lines without tax' : `the tax "${key}"`;
  const refuse = (why: string): Error => failure(setup.id, 'refused', `${why}: look at the mapping of taxes`);
  const found = findTaxType(facts.taxTypes, wanted);
  if (found === undefined) throw refuse(`Xero has no active tax type for ${lines}`);
  if (!found.isForRevenue)
    throw refuse(`the tax type "${found.name}" for ${lines} is not for revenue accounts`);
  const percent = taxes.reduce((all, { percent: one }) => all + Number(one), 0);
  if (Math.abs(percent - found.rate) > 1e-6)
    throw refuse(`the tax type "${found.name}" for ${lines} is of ${found.rate} %, not of ${percent} %`);
  return found.type;
}

/** A tax type by its code, or else by what people call it. */
export const findTaxType = (taxTypes: readonly TaxType[], wanted: string | undefined): TaxType | undefined =>
  taxTypes.find(({ type }) => type === wanted) ?? taxTypes.find(({ name }) => name === wanted);
