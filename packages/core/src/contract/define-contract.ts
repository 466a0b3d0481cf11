import { parseInput } from '../errors/parse-input.ts';
import type { Contract } from './contract.ts';
import type { ContractInput } from './contract-input.ts';
import { type ContractOptions, requireKinds } from './contract-options.ts';
import { contractSchema } from './contract-schema.ts';

const builtInSchema = contractSchema({});

/**
 * Checks a contract and fills in its defaults. The result is plain JSON: store it, and hand it in again as it is.
 *
 * Amounts of components are decimal strings in the contract's currency. Dates are civil dates of the contract's zone;
 * `end` and `to` are the first day that no longer counts. The cycle is anchored on the start unless it says otherwise.
 *
 * @throws BillingError `CONTRACT_INVALID` with every fault and its path: an unknown key or component kind, an amount
 * that does not fit the currency, two components with one id, two minimums of one kind for one scope, an end before the
 * start, an automatic renewal without an end or a length, suspensions that overlap or contradict the state.
 * @example
 * ```ts
 * import { defineContract } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1',
 *   customerId: 'acme',
 *   currency: 'EUR',
 *   zone: 'Europe/Berlin',
 *   start: '2026-01-31',
 *   cycle: { frequency: 'monthly' },
 *   components: [
 *     { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' },
 *     { id: 'seats', kind: 'recurring-fee', price: '12.50', quantity: '20' },
 *   ],
 * });
 * console.log(contract.state, contract.cycle.anchor, contract.components.map(({ kind }) => kind).join(' '));
 * // => draft 2026-01-31 allowance recurring-fee
 * ```
 */
export function defineContract(input: ContractInput | Contract, options: ContractOptions = {}): Contract {
  requireKinds('CONTRACT_INVALID', options);
  const hasOwn = options.componentKinds !== undefined || options.exhaustionKinds !== undefined;
  return parseInput('CONTRACT_INVALID', hasOwn ? contractSchema(options) : builtInSchema, input);
}
