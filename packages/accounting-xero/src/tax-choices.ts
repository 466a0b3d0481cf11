import { failure, rememberedUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { changeRemembered } from './change-remembered.ts';
import { organisationFacts } from './organisation-facts.ts';
import type { Organisation } from './organisation.ts';
import { findTaxType } from './tax-type-of.ts';

const choicesSchema = z.record(z.string(), z.string());

/** The tax types that a tenant has chosen, by taxes of lines. */
export async function taxChoices({ context, id }: Organisation): Promise<Readonly<Record<string, string>>> {
  const kept = await rememberedUnder(context, id, 'tax-types');
  return kept === null ? {} : choicesSchema.parse(JSON.parse(kept));
}

/**
 * Chooses the tax type for lines with these taxes.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `refused`, when the organisation has no such active one for revenue.
 */
export async function chooseTaxType(
  organisation: Organisation,
  taxKey: string,
  taxType: string,
): Promise<void> {
  const { taxTypes } = await organisationFacts(organisation, true);
  const found = findTaxType(taxTypes, taxType);
  if (found === undefined || !found.isForRevenue) {
    const reason = `there is no active tax type "${taxType}" for revenue accounts`;
    throw failure(organisation.setup.id, 'refused', reason);
  }
  await changeRemembered(organisation, 'tax-types', (kept) => {
    const choices = kept === null ? {} : choicesSchema.parse(JSON.parse(kept));
    return JSON.stringify({ ...choices, [taxKey]: found.type });
  });
}
