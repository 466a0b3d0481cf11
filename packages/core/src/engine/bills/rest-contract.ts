import type { Contract } from '../../contract/contract.ts';
import { defineContract } from '../../contract/define-contract.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { CivilDate } from '../../time/civil-date.ts';

/** The id of the terms under which a customer's work is billed that no contract takes. */
export const restContractId = (customerId: string): string => `terms:${customerId}`;

/**
 * The customer's default terms as a contract: monthly, without components, in the customer's currency and zone.
 *
 * @param start a day of its first month
 */
export function restContract(customer: Customer, settings: Settings, start: CivilDate): Contract {
  const { method, quantityScale, unitPriceScale, groupBy } = settings.linePolicy;
  return defineContract({
    id: restContractId(customer.id),
    customerId: customer.id,
    currency: customer.currency ?? settings.currency,
    zone: customer.zone ?? settings.zone,
    state: 'active',
    start: `${start.slice(0, 7)}-01`,
    cycle: { frequency: 'monthly' },
    taxCodes: customer.taxCodes ?? settings.defaultTaxCodes,
    linePolicy: { method, quantityScale, unitPriceScale, groupBy },
  });
}
