import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import { type CivilDate, civilDate } from '../time/civil-date.ts';
import type { Contract, ContractState, Suspension } from './contract.ts';

/** What can be done to a contract. `on` is the first day on which it holds. */
export type ContractCommand =
  | { readonly type: 'activate' }
  | { readonly type: 'suspend' | 'resume' | 'expire' | 'terminate'; readonly on: CivilDate };

/** The name of a {@link ContractCommand}. */
export type ContractAction = ContractCommand['type'];

/** From each state, what can be done, and the state that it leads to (R67). What is not here is refused. */
export const contractTransitions = {
  draft: { activate: 'active' },
  active: { suspend: 'suspended', expire: 'ended', terminate: 'ended' },
  suspended: { resume: 'active', expire: 'ended', terminate: 'ended' },
  ended: {},
} as const satisfies Readonly<Record<ContractState, Partial<Record<ContractAction, ContractState>>>>;

/**
 * What can be done to a contract in a state, in the order of the table.
 *
 * @example
 * ```ts
 * import { contractActions } from '@billwright/core';
 *
 * console.log(contractActions('suspended').join(' '));
 * // => resume expire terminate
 * ```
 */
export function contractActions(state: ContractState): readonly ContractAction[] {
  // The table's keys are actions; Object.keys can't say so.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(contractTransitions[state]) as ContractAction[];
}

/**
 * The contract after a command (R67). Nothing else changes a contract's state.
 *
 * `suspend` takes it out of force from a day on, `resume` puts it back; a suspension without a day leaves no trace.
 * `terminate` ends it, on its last agreed day at the latest; `expire` records that its end has come.
 *
 * @throws BillingError `CONTRACT_STATE` with the actions that are allowed, when the table does not have this one.
 * @throws BillingError `CONTRACT_INVALID` when the day does not fit the contract: before its start or its last
 * suspension, after its end, or an expiry before the end.
 * @throws BillingError `CIVIL_DATE_INVALID` when the day is not a civil date.
 * @example
 * ```ts
 * import { defineContract, transitionContract } from '@billwright/core';
 *
 * const draft = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 * });
 * const active = transitionContract(draft, { type: 'activate' });
 * const ended = transitionContract(active, { type: 'terminate', on: '2026-07-01' });
 * console.log(ended.state, ended.endedBy, ended.end);
 * // => ended terminated 2026-07-01
 * ```
 */
export function transitionContract(contract: Contract, command: ContractCommand): Contract {
  const allowed = contractActions(contract.state);
  if (!allowed.includes(command.type)) {
    const { id: contractId, state } = contract;
    throw new BillingError('CONTRACT_STATE', { contractId, state, action: command.type, allowed });
  }
  return effects[command.type](contract, 'on' in command ? civilDate(command.on) : contract.start);
}

type Effect = (contract: Contract, on: CivilDate) => Contract;

const effects: { readonly [Action in ContractAction]: Effect } = {
  activate: (contract) => ({ ...contract, state: contractTransitions.draft.activate }),
  suspend(contract, on) {
    requireDay(on >= freeFrom(contract), 'is before the start or in an earlier suspension');
    requireDay(contract.end === null || on < contract.end, 'is not before the end of the contract');
    const suspensions = [...contract.suspensions, { from: on, to: null }];
    return { ...contract, state: contractTransitions.active.suspend, suspensions };
  },
  resume(contract, on) {
    const open = contract.suspensions.at(-1);
    requireDay(open !== undefined && on >= open.from, 'is before the suspension');
    requireDay(contract.end === null || on <= contract.end, 'is after the end of the contract');
    return {
      ...contract,
      state: contractTransitions.suspended.resume,
      suspensions: suspensionsUntil(contract, on),
    };
  },
  expire(contract, on) {
    requireDay(contract.end !== null && on >= contract.end, 'is before the end of the contract');
    return end(contract, contract.end ?? on, 'expired');
  },
  terminate(contract, on) {
    requireDay(on >= contract.start, 'is before the start of the contract');
    requireDay(contract.end === null || on <= contract.end, 'is after the end of the contract');
    return end(contract, on, 'terminated');
  },
};

function end(contract: Contract, on: CivilDate, endedBy: 'expired' | 'terminated'): Contract {
  const suspensions = suspensionsUntil(contract, on);
  return { ...contract, state: contractTransitions.active.expire, end: on, endedBy, suspensions };
}

/** The suspensions as far as they lie before a day. */
function suspensionsUntil({ suspensions }: Contract, day: CivilDate): readonly Suspension[] {
  return suspensions
    .filter(({ from }) => from < day)
    .map(({ from, to }) => ({ from, to: to === null || to > day ? day : to }));
}

const freeFrom = ({ start, suspensions }: Contract): CivilDate => suspensions.at(-1)?.to ?? start;

function requireDay(fits: boolean, message: string): void {
  if (!fits) throw inputError('CONTRACT_INVALID', [{ path: ['on'], message }]);
}
