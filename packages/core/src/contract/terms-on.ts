import { type CivilDate, dayNumber } from '../time/civil-date.ts';
import type { AgreedTerms, Contract } from './contract.ts';

/**
 * The terms of a contract on a civil date: its own, with every amendment up to that date on top, the latest last.
 *
 * Which work a contract takes is asked on the date of the work. Components, line policy, taxes and discounts of a period
 * are those of its first covered day: an amendment within a period changes them from the next one on.
 *
 * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
 * @example
 * ```ts
 * import { defineContract, termsOn } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' }, taxCodes: ['vat-19'],
 *   amendments: [{ from: '2026-07-01', taxCodes: ['vat-16'] }],
 * });
 * console.log(termsOn(contract, '2026-06-30').taxCodes[0], termsOn(contract, '2026-07-01').taxCodes[0]);
 * // => vat-19 vat-16
 * ```
 */
export function termsOn(contract: Contract, date: CivilDate): AgreedTerms {
  const day = dayNumber(date);
  let { covers, components, linePolicy, taxCodes, discounts }: AgreedTerms = contract;
  for (const amendment of contract.amendments) {
    if (dayNumber(amendment.from) > day) break;
    covers = amendment.covers ?? covers;
    components = amendment.components ?? components;
    // `null` is a change, too: back to what is usual.
    linePolicy = amendment.linePolicy === undefined ? linePolicy : amendment.linePolicy;
    taxCodes = amendment.taxCodes ?? taxCodes;
    discounts = amendment.discounts ?? discounts;
  }
  return { covers, components, linePolicy, taxCodes, discounts };
}
