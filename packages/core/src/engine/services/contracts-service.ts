import type { Contract } from '../../contract/contract.ts';
import type { RenewedContract } from '../../contract/renewal.ts';
import type { ContractUtilisation } from '../../report/contract-utilisation.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import {
  type AmendmentInput,
  amendContract,
  commandContract,
  lockContract,
  renewOne,
} from '../contracts/change-contract.ts';
import { checkQuota, type QuotaCheck, type QuotaQuestion } from '../contracts/check-quota.ts';
import type { ContractToPut } from '../contracts/contract-to-put.ts';
import { putContract, putContractOfPlan, type PlanContractToPut } from '../contracts/put-contract.ts';
import { type UtilisationRequest, utilisationOf } from '../contracts/utilisation.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { contractRecords, contractsInState } from '../records/master-data.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** Which contracts to list. */
export interface ContractQuery extends PageRequest {
  readonly customerId?: string | undefined;
  readonly state?: Contract['state'] | undefined;
}

/**
 * What was agreed with customers.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { fixedClock } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const clock = fixedClock('2026-03-02T09:00:00Z');
 * const desk = createBilling({ storage: memoryStorage(), clock }).forTenant('desk');
 * await desk.settings.put({
 *   seller: { name: 'Billwright Services' }, currency: 'EUR', zone: 'Europe/Berlin',
 *   taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }], defaultTaxCodes: ['vat'],
 * });
 * await desk.customers.put({ id: 'acme', party: { name: 'Acme' } });
 * await desk.contracts.put({
 *   id: 'c_1', customerId: 'acme', start: '2026-03-01', end: '2027-03-01', cycle: { frequency: 'monthly' },
 * });
 * const { state, currency, taxCodes } = await desk.contracts.activate('c_1');
 * console.log(state, currency, taxCodes.join());
 * // => active EUR vat
 * const { successor } = await desk.contracts.renew('c_1', { months: 12 });
 * console.log(successor.start, successor.end);
 * // => 2027-03-01 2028-03-01
 * ```
 */
export interface ContractsService {
  /**
   * Adds a contract, or replaces it. What it leaves out comes from the customer, then from the settings, and stays as it
   * was taken over. A contract of which something was billed keeps its terms of billed days: write an amendment. Where it
   * is in its life is changed by the other methods.
   *
   * @throws BillingError `CONTRACT_INVALID` with every fault and its path.
   * @throws BillingError `CONTRACTS_OVERLAP` when another contract of the customer can take the same work (R67).
   * @throws BillingError `NOT_FOUND` without its customer, `SETTINGS_MISSING`, `TAX_CODE_UNKNOWN`
   */
  put(contract: ContractToPut | Contract, options?: WriteOptions): Promise<Contract>;
  /**
   * Adds a contract of a plan, or replaces it, as `put` does.
   *
   * @throws BillingError as `put`, and `NOT_FOUND` without the plan.
   */
  fromPlan(planId: string, contract: PlanContractToPut, options?: WriteOptions): Promise<Contract>;
  /**
   * Changes terms from a civil date on, which nothing was billed of yet.
   *
   * @throws BillingError as `put`.
   */
  amend(id: string, amendment: AmendmentInput, options?: WriteOptions): Promise<Contract>;
  /**
   * Puts a draft in force from its start on.
   *
   * @throws BillingError `CONTRACT_STATE` with what is allowed, and as `put`.
   */
  activate(id: string, options?: WriteOptions): Promise<Contract>;
  /**
   * Takes a contract out of force from a civil date on. What was billed for later days stays billed.
   *
   * @throws BillingError `CONTRACT_STATE` with what is allowed, `CONTRACT_INVALID` when the day does not fit.
   */
  suspend(id: string, on: CivilDate, options?: WriteOptions): Promise<Contract>;
  /**
   * Puts a suspended contract back in force from a civil date on.
   *
   * @throws BillingError as `suspend`.
   */
  resume(id: string, on: CivilDate, options?: WriteOptions): Promise<Contract>;
  /**
   * Ends a contract; the day is the first no longer in force. What was billed for later days stays billed: credit it where
   * that was agreed.
   *
   * @throws BillingError as `suspend`.
   */
  terminate(id: string, on: CivilDate, options?: WriteOptions): Promise<Contract>;
  /**
   * Makes the successor of a contract by hand (R67): for the months of its renewal, or for others.
   *
   * @throws BillingError `CONTRACT_INVALID` when it is not renewed, `CONTRACTS_OVERLAP`, `NOT_FOUND`, `ALREADY_EXISTS`
   */
  renew(
    id: string,
    successor?: { readonly id?: string | undefined; readonly months?: number | undefined },
    options?: WriteOptions,
  ): Promise<RenewedContract>;
  /** Those that have ended, too. */
  get(id: string): Promise<Contract | null>;
  /** By their first day. */
  list(query?: ContractQuery): Promise<Page<Contract>>;
  /**
   * May the desk take work on (R63)? What is used counts bills that stand and all open work.
   *
   * @throws BillingError `QUERY_INVALID`, `NOT_FOUND` when there is no such customer, and what billing throws.
   */
  checkQuota(question: QuotaQuestion): Promise<QuotaCheck>;
  /**
   * How contracts were used, period by period; the open period as if it were billed now.
   *
   * @throws BillingError `NOT_FOUND`, and what billing throws.
   */
  utilisation(request: UtilisationRequest): Promise<readonly ContractUtilisation[]>;
}

/** The service of contracts. */
export function contractsService(scope: TenantScope): ContractsService {
  const { context } = scope;
  const { plugins, ids } = context;
  const command = (type: 'suspend' | 'resume' | 'terminate') => {
    return (id: string, on: CivilDate, options: WriteOptions = {}) =>
      scope.write({ method: `contracts.${type}`, given: { id, on } }, options, (unit) =>
        commandContract(unit, plugins, id, { type, on }),
      );
  };
  return {
    put: (contract, options = {}) =>
      scope.write({ method: 'contracts.put', given: contract }, options, (unit) =>
        putContract(unit, plugins, contract),
      ),
    fromPlan: (planId, contract, options = {}) =>
      scope.write({ method: 'contracts.fromPlan', given: { planId, contract } }, options, (unit) =>
        putContractOfPlan(unit, plugins, planId, contract),
      ),
    amend: (id, amendment, options = {}) =>
      scope.write({ method: 'contracts.amend', given: { id, amendment } }, options, (unit) =>
        amendContract(unit, plugins, id, amendment),
      ),
    activate: (id, options = {}) =>
      scope.write({ method: 'contracts.activate', given: id }, options, (unit) =>
        commandContract(unit, plugins, id, { type: 'activate' }),
      ),
    suspend: command('suspend'),
    resume: command('resume'),
    terminate: command('terminate'),
    renew: (id, successor = {}, options = {}) =>
      scope.write({ method: 'contracts.renew', given: { id, successor } }, options, async (unit) => {
        const contract = await lockContract(unit, id);
        return renewOne(unit, plugins, contract, successor.id ?? ids.next('contract'), successor.months);
      }),
    get: (id) => scope.read((unit) => unit.find(contractRecords, id)),
    list: ({ customerId, state, ...request } = {}) =>
      readPage(scope, { from: contractRecords, index: indexOf(customerId, state) }, request),
    checkQuota: (question) => scope.read((unit) => checkQuota(unit, context, question)),
    utilisation: (request) => scope.read((unit) => utilisationOf(unit, context, request)),
  };
}

function indexOf(
  customerId: string | undefined,
  state: Contract['state'] | undefined,
): readonly ['customer' | 'state' | 'customer-state', string] | undefined {
  if (customerId !== undefined && state !== undefined)
    return ['customer-state', contractsInState(customerId, state)];
  if (customerId !== undefined) return ['customer', customerId];
  return state === undefined ? undefined : ['state', state];
}
