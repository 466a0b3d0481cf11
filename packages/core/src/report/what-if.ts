import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import { billPeriod } from '../bill/bill-period.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import type { Contract } from '../contract/contract.ts';
import { type ContractPeriod, periodsDue } from '../contract/contract-period.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import { addDays } from '../time/civil-date.ts';
import { type BillComparison, compareBills } from './compare-bills.ts';

/** What is to be different. What is left out stays as it is. */
export interface Alternative {
  /** Instead of those parts of the rating policy: another card, another calendar. */
  readonly rating?: Partial<RatingPolicy> | undefined;
  /** Instead of those parts of the policy: other taxes, another coin. */
  readonly policy?: Partial<BillPolicy> | undefined;
  /**
   * The contract to bill by, made from the one that is there; asked for each of the policy's contracts, too. Keep its
   * id: fees, minimums, discounts and taxes are matched by it.
   */
  readonly contract?: ((contract: Contract) => Contract) | undefined;
}

/** The facts of a bill, or how they follow from the bills before it on the same side. */
export type WhatIfFacts = BillFacts | ((earlier: readonly Bill[]) => BillFacts);

/** What {@link whatIf} reads. */
export interface WhatIfInput {
  /** One for each bill, in order. */
  readonly facts: readonly WhatIfFacts[];
  readonly policy: BillPolicy;
  readonly instead: Alternative;
}

/** The bills of both sides, and what differs between them. */
export interface WhatIfResult {
  readonly before: readonly Bill[];
  readonly after: readonly Bill[];
  readonly comparison: BillComparison;
}

/**
 * Bills the same facts twice, as they are and under another card, contract, calendar or policy, and compares the bills.
 *
 * Facts that stand for themselves are used on both sides as they are, what earlier bills left behind included. Where a
 * month follows from the one before (carried allowances, drawn lots, fees that are billed once), give a function: it gets
 * the earlier bills of its own side and says what the next one is made from.
 *
 * @throws BillingError `COMPARISON_INVALID` for something other than facts, a policy and an alternative.
 * @throws BillingError `BILL_INVALID` when the alternative contract does not have the period that is to be billed.
 * @throws BillingError for the same reasons as {@link billPeriod}.
 * @example
 * ```ts
 * import { defineCalendar, defineContract, defineRateCard, explainDifference, periodsDue, whatIf } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-03-02', minutes: 180 }];
 * const rateCard = defineRateCard({
 *   id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 * });
 * const allowance = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' } as const;
 * if (contractPeriod !== undefined) {
 *   const { comparison } = whatIf({
 *     facts: [{ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }],
 *     policy: { rating: { calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }), rateCard } },
 *     instead: { contract: (usual) => defineContract({ ...usual, components: [allowance] }) },
 *   });
 *   for (const item of comparison.items) for (const sentence of explainDifference(item)) console.log(sentence);
 * }
 * // => Entry “te_1”: EUR 120.00 instead of EUR 360.00, EUR 240.00 less.
 * // => Covered: 2 h in business hours by “support” instead of nothing.
 * ```
 */
export function whatIf(input: WhatIfInput): WhatIfResult {
  requireInput(input);
  const { facts, policy, instead } = input;
  const before = billInOrder(facts, (own) => billPeriod(own, policy));
  const other = insteadOf(policy, instead);
  const after = billInOrder(facts, (own) => billPeriod(factsInstead(own, instead), other));
  return { before, after, comparison: compareBills(before, after) };
}

function billInOrder(facts: readonly WhatIfFacts[], bill: (facts: BillFacts) => Bill): readonly Bill[] {
  const bills: Bill[] = [];
  for (const one of facts) bills.push(bill(typeof one === 'function' ? one([...bills]) : one));
  return bills;
}

function insteadOf(usual: BillPolicy, { policy, rating, contract }: Alternative): BillPolicy {
  const changed = { ...usual, ...policy };
  const contracts = contract === undefined ? changed.contracts : changed.contracts?.map(contract);
  return { ...changed, rating: { ...changed.rating, ...rating }, contracts };
}

function factsInstead(facts: BillFacts, { contract: change }: Alternative): BillFacts {
  if (change === undefined) return facts;
  const contract = change(facts.contract);
  return { ...facts, contract, contractPeriod: samePeriod(contract, facts.contractPeriod) };
}

/** The period of another contract on the same days; what it covers of them is its own. */
function samePeriod(contract: Contract, { period, closed }: ContractPeriod): ContractPeriod {
  const found = periodsDue(contract, addDays(period.to, -1)).find(
    (own) => own.period.from === period.from && own.period.to === period.to,
  );
  if (found !== undefined) return { ...found, closed };
  const message = `gives "${contract.id}", which has no period from ${period.from} to ${period.to}`;
  throw inputError('BILL_INVALID', [{ path: ['instead', 'contract'], message }]);
}

function requireInput(input: WhatIfInput): void {
  const { facts, policy, instead }: Partial<WhatIfInput> = Object(input);
  if (!Array.isArray(facts)) refuse('facts', facts, 'list of facts for bills');
  if (typeof policy !== 'object' || (policy as unknown) === null) refuse('policy', policy, 'policy of bills');
  if (typeof instead !== 'object' || (instead as unknown) === null) refuse('instead', instead, 'alternative');
  const unknown = Object.keys(instead ?? {}).find((key) => !['rating', 'policy', 'contract'].includes(key));
  // A misspelt key would be an alternative that nobody applies.
  if (unknown !== undefined) refuse(`instead.${unknown}`, undefined, 'part of an alternative');
  if (instead?.contract !== undefined && typeof instead.contract !== 'function') {
    refuse('instead.contract', instead.contract, 'function from a contract to a contract');
  }
}

function refuse(path: string, given: unknown, wanted: string): never {
  throw inputError('COMPARISON_INVALID', [
    { path: [path], message: `is ${nameOfValue(given)}, and no ${wanted}` },
  ]);
}
