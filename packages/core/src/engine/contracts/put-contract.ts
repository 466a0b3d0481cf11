import type { Contract } from '../../contract/contract.ts';
import { contractFromPlan, type ContractOfPlanInput } from '../../contract/contract-from-plan.ts';
import { defineContract } from '../../contract/define-contract.ts';
import { inputError } from '../../errors/parse-input.ts';
import type { ZoneId } from '../../time/zone.ts';
import type { Plugin } from '../../ports/plugin.ts';
import { ownKindsOf } from '../own-kinds.ts';
import { contractRecords, customerRecords, planRecords } from '../records/master-data.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { billedUntil, requireSameBilledTerms } from './billed-terms.ts';
import { type ContractDefaults, type ContractToPut, requireNamed, withDefaults } from './contract-to-put.ts';
import { keepContract } from './keep-contract.ts';

/** A contract of a plan as it is handed in. What is left out is the plan's, then the customer's, then that of the settings. */
export interface PlanContractToPut extends Omit<ContractOfPlanInput, 'zone'> {
  readonly zone?: ZoneId | undefined;
}

/** Adds a contract, or replaces it as far as nothing of it was billed. */
export async function putContract(
  unit: Unit,
  plugins: readonly Plugin[],
  input: ContractToPut,
): Promise<Contract> {
  requireNamed(input);
  return put(unit, plugins, input, (defaults) =>
    defineContract(withDefaults(input, defaults), ownKindsOf(plugins)),
  );
}

/**
 * Adds a contract of a plan, or replaces it.
 *
 * @throws BillingError `NOT_FOUND` when there is no such plan.
 */
export async function putContractOfPlan(
  unit: Unit,
  plugins: readonly Plugin[],
  planId: string,
  input: PlanContractToPut,
): Promise<Contract> {
  requireNamed(input);
  const plan = await unit.load(planRecords, planId);
  return put(unit, plugins, input, (defaults) => {
    const { customer, settings } = defaults;
    const zone = input.zone ?? customer.zone ?? settings.zone;
    const options = ownKindsOf(plugins);
    const made = contractFromPlan(plan, { ...input, zone }, options);
    const isSilent = input.taxCodes === undefined && plan.taxCodes.length === 0;
    const { state, suspensions, endedBy, predecessorId, successorId } = input;
    const life = { state, suspensions, endedBy, predecessorId, successorId };
    const taxCodes = isSilent ? undefined : made.taxCodes;
    return defineContract(withDefaults({ ...made, ...life, taxCodes }, defaults), options);
  });
}

async function put(
  unit: Unit,
  plugins: readonly Plugin[],
  { id, customerId }: Pick<ContractToPut, 'id' | 'customerId'>,
  define: (defaults: ContractDefaults) => Contract,
): Promise<Contract> {
  await unit.lock(`customer:${customerId}`);
  const before = await unit.find(contractRecords, id);
  const customer = await unit.load(customerRecords, customerId);
  const contract = define({ before, customer, settings: await loadSettings(unit) });
  if (before !== null) await requireChangeable(unit, before, contract);
  return keepContract(unit, contract, { before, action: 'put', plugins });
}

/** Refuses to make another customer's contract of it, and to change what was billed. */
export async function requireChangeable(unit: Unit, before: Contract, after: Contract): Promise<void> {
  if (before.customerId !== after.customerId) {
    const message = `is "${before.customerId}" since the contract was made: end it, and make another one`;
    throw inputError('CONTRACT_INVALID', [{ path: ['customerId'], message }]);
  }
  const until = await billedUntil(unit, before);
  if (until !== null) requireSameBilledTerms(before, after, until);
}
