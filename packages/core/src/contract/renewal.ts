import { z } from 'zod';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { addDays, type CivilDate, civilDate } from '../time/civil-date.ts';
import { periodAt } from '../time/cycle.ts';
import type { ComponentKind } from './component-kind.ts';
import { kindsByName } from './component-schema.ts';
import type { Contract, ContractComponent } from './contract.ts';
import { type ContractOptions, requireKinds } from './contract-options.ts';
import { cycleOf } from './contract-period.ts';
import { monthsAfter } from './months-after.ts';
import { termsOn } from './terms-on.ts';

/** Something that a contract near its end asks for (R67). */
export type RenewalTask =
  | {
      readonly type: 'notice';
      /** What will happen at the end: a successor, a person's decision, or nothing. */
      readonly mode: Contract['renewal']['mode'];
      readonly end: CivilDate;
      /** The nearest notice that is due. */
      readonly daysAhead: number;
      /** Every notice that is told by this one. Remember them: each is told once. */
      readonly told: readonly number[];
    }
  | { readonly type: 'renew'; readonly end: CivilDate }
  | { readonly type: 'expire'; readonly end: CivilDate };

/**
 * What a contract asks for on a civil date of its zone, in the order in which it is to be done.
 *
 * A notice is due from so many days before the end on, until the end. Several that are due at once, because nobody
 * looked for a while or because the contract is short, are told by the nearest one. An automatic renewal is due from the
 * day before the end on, and stays due until the contract has a successor; expiry is due from the end on. A suspended
 * contract is not renewed by itself. What is done leaves the list: a renewed contract has a successor, an expired one
 * has ended.
 *
 * @param told the notices of this contract that were told before, in days ahead
 * @throws BillingError `CIVIL_DATE_INVALID` when the date is not one.
 * @example
 * ```ts
 * import { defineContract, renewalTasks } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active',
 *   start: '2026-01-01', end: '2027-01-01', cycle: { frequency: 'monthly' },
 * });
 * const [task] = renewalTasks(contract, '2026-12-05', [60]);
 * console.log(task?.type, task?.type === 'notice' ? task.daysAhead : null);
 * // => notice 30
 * ```
 */
export function renewalTasks(
  contract: Contract,
  date: CivilDate,
  told: readonly number[] = [],
): readonly RenewalTask[] {
  const { end, renewal, state, successorId } = contract;
  if (end === null || (state !== 'active' && state !== 'suspended')) return [];
  const tasks: RenewalTask[] = [];
  const today = civilDate(date);
  const due = renewal.noticeDays.filter((days) => today >= addDays(end, -days) && !told.includes(days));
  const nearest = due.at(-1);
  if (nearest !== undefined && today < end && successorId === null) {
    tasks.push({ type: 'notice', mode: renewal.mode, end, daysAhead: nearest, told: due });
  }
  const renews = renewal.mode === 'automatic' && state === 'active' && successorId === null;
  if (renews && today >= addDays(end, -1)) tasks.push({ type: 'renew', end });
  if (today >= end) tasks.push({ type: 'expire', end });
  return tasks;
}

/** A contract and the one that renews it. */
export interface RenewedContract {
  /** The contract as it was, linked to its successor. */
  readonly renewed: Contract;
  readonly successor: Contract;
}

const successorSchema = z.object({ successorId: idSchema, months: z.int().min(1).max(1200) });

/**
 * Makes the successor of a contract (R67): it begins where the contract ends, on the terms of that day, in the same
 * billing periods, and runs for the months of the renewal. Both are linked.
 *
 * Amendments of later days go along. What is left of allowances does not: they belong to the contract that they were
 * agreed in. Nor does what the contract itself charges once: a set-up of a day before its end, a milestone that was
 * reached by the end of its last period.
 *
 * @param options.months instead of those of the renewal, for a person's decision
 * @param options.componentKinds the kinds of your own that the contract was defined with
 * @throws BillingError `CONTRACT_INVALID` when the contract has no end, has a successor already, was never active or
 * was terminated, when nobody says for how many months, or when the id or the number of months is none.
 * @example
 * ```ts
 * import { defineContract, renewContract } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active',
 *   start: '2026-01-01', end: '2027-01-01', cycle: { frequency: 'monthly' },
 *   renewal: { mode: 'automatic', months: 12 },
 * });
 * const { renewed, successor } = renewContract(contract, 'c_2');
 * console.log(renewed.successorId, successor.start, successor.end, successor.predecessorId);
 * // => c_2 2027-01-01 2028-01-01 c_1
 * ```
 */
export function renewContract(
  contract: Contract,
  successorId: string,
  options: { readonly months?: number | undefined } & Pick<ContractOptions, 'componentKinds'> = {},
): RenewedContract {
  const { end, renewal, state, endedBy } = contract;
  const months = options.months ?? renewal.months;
  if (end === null) throw refusal('end', 'is missing: a contract without an end is not renewed');
  if (months === null) throw refusal('renewal', 'has no months: say how long the successor runs');
  if (contract.successorId !== null)
    throw refusal('successorId', 'is there: the contract was renewed before');
  if (state === 'draft' || endedBy === 'terminated')
    throw refusal('state', `is "${endedBy ?? state}": only a contract that runs to its end is renewed`);
  const asked = parseInput('CONTRACT_INVALID', successorSchema, { successorId, months });
  const terms = termsOn(contract, end);
  const goesOn = goingOn(contract, end, options.componentKinds);
  const successor: Contract = {
    ...contract,
    ...terms,
    components: terms.components.filter(goesOn),
    id: asked.successorId,
    start: end,
    end: monthsAfter(end, asked.months, cycleOf(contract)),
    amendments: contract.amendments
      .filter(({ from }) => from > end)
      .map((amendment) =>
        amendment.components === undefined
          ? amendment
          : { ...amendment, components: amendment.components.filter(goesOn) },
      ),
    suspensions: [],
    state: 'active',
    endedBy: null,
    predecessorId: contract.id,
  };
  return { renewed: { ...contract, successorId }, successor };
}

/** Says of a component whether the successor has it: what is charged once is charged by one of the two. */
function goingOn(
  contract: Contract,
  end: CivilDate,
  componentKinds: readonly ComponentKind[] = [],
): (component: ContractComponent) => boolean {
  requireKinds('CONTRACT_INVALID', { componentKinds });
  const kinds = kindsByName(componentKinds);
  const periodTo = periodAt(cycleOf(contract), addDays(end, -1)).to;
  return (component) => kinds.get(component.kind)?.goesOn?.(component, { start: end, periodTo }) ?? true;
}

const refusal = (field: string, message: string) =>
  inputError('CONTRACT_INVALID', [{ path: [field], message }]);
