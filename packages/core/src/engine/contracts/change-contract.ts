import { z } from 'zod';
import type { Contract } from '../../contract/contract.ts';
import type { AgreedTermsInput } from '../../contract/contract-input.ts';
import { defineContract } from '../../contract/define-contract.ts';
import { type ContractCommand, transitionContract } from '../../contract/lifecycle.ts';
import { type RenewedContract, renewContract } from '../../contract/renewal.ts';
import { BillingError } from '../../errors/billing-error.ts';
import { parseInput } from '../../errors/parse-input.ts';
import type { Plugin } from '../../ports/plugin.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import { ownKindsOf } from '../own-kinds.ts';
import { contractRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import { keepContract } from './keep-contract.ts';
import { requireChangeable } from './put-contract.ts';

/** Terms that change from a civil date on; what is left out stays as it was. */
export type AmendmentInput = AgreedTermsInput & { readonly from: CivilDate };

const fromSchema = z.looseObject({ from: civilDateSchema });

/** A contract under the lock of its customer. */
export async function lockContract(unit: Unit, id: string): Promise<Contract> {
  const { customerId } = await unit.load(contractRecords, id);
  await unit.lock(`customer:${customerId}`);
  return unit.load(contractRecords, id);
}

/** Changes terms from a day on. A change of the same day is added to the one that is there. */
export async function amendContract(
  unit: Unit,
  plugins: readonly Plugin[],
  id: string,
  amendment: AmendmentInput,
): Promise<Contract> {
  const before = await lockContract(unit, id);
  const { from } = parseInput('CONTRACT_INVALID', fromSchema, amendment);
  const same = before.amendments.find((one) => one.from === from);
  const others = before.amendments.filter((one) => one.from !== from);
  const amendments = [...others, { ...same, ...amendment }].toSorted((one, other) =>
    one.from < other.from ? -1 : 1,
  );
  const after = defineContract({ ...before, amendments }, ownKindsOf(plugins));
  await requireChangeable(unit, before, after);
  return keepContract(unit, after, { before, action: 'amend', plugins });
}

/** Does something to a contract that its state allows (R67). */
export async function commandContract(
  unit: Unit,
  plugins: readonly Plugin[],
  id: string,
  command: ContractCommand,
): Promise<Contract> {
  const before = await lockContract(unit, id);
  const after = transitionContract(before, command);
  const isNew = command.type === 'activate';
  return keepContract(unit, after, { before, action: command.type, ...(isNew ? { plugins } : {}) });
}

/** Makes the successor of a contract, and links both (R67). */
export async function renewOne(
  unit: Unit,
  plugins: readonly Plugin[],
  contract: Contract,
  successorId: string,
  months?: number,
): Promise<RenewedContract> {
  const { componentKinds } = ownKindsOf(plugins);
  const made = renewContract(contract, successorId, { months, componentKinds });
  if ((await unit.find(contractRecords, successorId)) !== null)
    throw new BillingError('ALREADY_EXISTS', { collection: 'contracts', id: successorId });
  await keepContract(unit, made.renewed, { before: contract, action: 'renew' });
  await keepContract(unit, made.successor, { before: null, action: 'put', plugins });
  unit.emit('contract.renewed', { contract: made.renewed, successor: made.successor });
  return made;
}
