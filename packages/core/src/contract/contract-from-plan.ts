import { z } from 'zod';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import { type CivilDate, civilDateSchema } from '../time/civil-date.ts';
import { zoneSchema } from '../time/zone.ts';
import type { Contract, ContractComponent } from './contract.ts';
import type { ContractInput, CycleInput } from './contract-input.ts';
import type { ContractOptions } from './contract-options.ts';
import { defineContract } from './define-contract.ts';
import { monthsAfter } from './months-after.ts';
import { definePlan, type Plan } from './plan.ts';

/** What a contract of a plan has of its own. What is left out is the plan's. */
export interface ContractOfPlanInput
  extends Omit<ContractInput, 'planId' | 'currency' | 'cycle' | 'components'> {
  readonly currency?: string | undefined;
  readonly cycle?: Partial<CycleInput> | undefined;
  /**
   * A component with the id of one of the plan changes that one: what it names wins, the rest stays. Others are added
   * after those of the plan.
   */
  readonly components?: readonly ({ readonly id: string } & Readonly<Record<string, unknown>>)[] | undefined;
}

/**
 * Makes a contract of a plan; what is given wins over the plan. The contract keeps a copy of the terms: a plan that
 * changes later changes no contract. With a length in the plan and no `end` given, it ends so many months after its
 * start.
 *
 * @throws BillingError `CONTRACT_INVALID` with every fault and its path, as {@link defineContract}; also when the
 * currency is not the plan's, whose amounts would mean something else.
 * @throws BillingError `PLAN_INVALID` when the plan is none, as {@link definePlan}.
 * @example
 * ```ts
 * import { contractFromPlan, definePlan } from '@billwright/core';
 *
 * const plan = definePlan({
 *   id: 'silver', currency: 'EUR', cycle: { frequency: 'monthly' }, months: 12,
 *   components: [{ id: 'seats', kind: 'recurring-fee', price: '12.50' }],
 * });
 * const contract = contractFromPlan(plan, {
 *   id: 'c_1', customerId: 'acme', zone: 'Europe/Berlin', start: '2026-01-01',
 *   components: [{ id: 'seats', quantity: '20' }],
 * });
 * console.log(contract.planId, contract.end, contract.components.length);
 * // => silver 2027-01-01 1
 * ```
 */
export function contractFromPlan(
  plan: Plan,
  given: ContractOfPlanInput,
  options: ContractOptions = {},
): Contract {
  const {
    id: planId,
    name: _name,
    months,
    components,
    cycle,
    currency,
    ...terms
  } = definePlan(plan, options);
  if (typeof given !== 'object' || (given as unknown) === null) {
    throw inputError('CONTRACT_INVALID', [{ path: [], message: `is ${nameOfValue(given)}` }]);
  }
  if (given.currency !== undefined && given.currency !== currency) {
    const message = `is not ${currency}, the currency of the plan`;
    throw inputError('CONTRACT_INVALID', [{ path: ['currency'], message }]);
  }
  return defineContract(
    {
      ...terms,
      end: months === null ? null : endOf(given, months),
      ...withoutGaps(given),
      planId,
      currency,
      cycle: { ...cycle, ...given.cycle },
      components: changed(components, given.components ?? []),
    },
    options,
  );
}

/** What is `undefined` was not given: it must not hide what the plan says. */
function withoutGaps<Given extends object>(given: Given): Given {
  // Only keys without a value go, and those are optional.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Given;
}

const idOf = (change: unknown): unknown => Object(change).id;

function changed(
  components: readonly ContractComponent[],
  changes: NonNullable<ContractOfPlanInput['components']>,
): readonly ContractComponent[] {
  // What comes without types may be anything.
  if (!Array.isArray(changes)) {
    const message = `is ${nameOfValue(changes)}, and no list`;
    throw inputError('CONTRACT_INVALID', [{ path: ['components'], message }]);
  }
  const known = new Set<unknown>(components.map(({ id }) => id));
  const added = changes.filter((change) => !known.has(idOf(change)));
  const kept = components.map((component) => ({
    ...component,
    ...changes.find((change) => idOf(change) === component.id),
  }));
  // The schema refuses what is added without a kind.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return [...kept, ...(added as unknown as ContractComponent[])];
}

const datesSchema = z.object({ start: civilDateSchema, anchor: civilDateSchema, zone: zoneSchema });

/** The end after so many months, or none when a date or the zone is not one: the schema of contracts tells that. */
function endOf({ start, cycle, zone }: ContractOfPlanInput, months: number): CivilDate | null {
  const anchor = cycle?.anchor ?? start;
  if (!datesSchema.safeParse({ start, anchor, zone }).success) return null;
  return monthsAfter(start, months, { frequency: 'monthly', every: 1, anchor, zone });
}
