import { isBillingError } from '@billwright/core';
import type { Company } from './company.ts';

/** What there is under an id, as QuickBooks answers it; `null` when it is gone. */
export async function readById(company: Company, entity: string, id: string): Promise<unknown> {
  try {
    const path = `${entity.toLowerCase()}/${encodeURIComponent(id)}`;
    return (await company.call({ method: 'GET', path })).body;
  } catch (error) {
    if (isBillingError(error, 'CONNECTOR_FAILED') && error.details.fault === '610') return null;
    throw error;
  }
}
