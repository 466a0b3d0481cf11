import type { Contract } from '../../contract/contract.ts';
import { contractCoverage } from '../../contract/contract-coverage.ts';
import { partsOn } from '../../contract/parts-on.ts';
import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { Plugin } from '../../ports/plugin.ts';
import { asJson } from '../as-json.ts';
import { ownKindsOf } from '../own-kinds.ts';
import { accountRecords } from '../records/billing.ts';
import { contractRecords } from '../records/master-data.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';

/** Which contract is kept, and what was done to it. */
export interface Keeping {
  readonly before: Contract | null;
  /** For example `activate`: what follows "contract." in the audit log. */
  readonly action: string;
  /** The kinds that it may use, when its terms are new: then it must be billable. */
  readonly plugins?: readonly Plugin[] | undefined;
}

/**
 * Keeps a contract that was checked. New terms of one that is no draft must be billable: a fault that a bill run would
 * find at the end of the month is told at once. The caller holds the customer's lock.
 *
 * @throws BillingError `CONTRACTS_OVERLAP` when another contract of the customer can take the same work (R67).
 * @throws BillingError `TAX_CODE_UNKNOWN` when it names a tax that the settings don't have.
 * @throws BillingError `CONTRACT_INVALID` when a pool names an account that can't pay.
 */
export async function keepContract(
  unit: Unit,
  contract: Contract,
  { before, action, plugins }: Keeping,
): Promise<Contract> {
  if (plugins !== undefined && contract.state !== 'draft') {
    await requireOneEach(unit, contract);
    requireTaxes(contract, await loadSettings(unit));
    await requireAccounts(unit, plugins, contract);
  }
  await unit.save(contractRecords, contract);
  unit.emit('contract.changed', { contract });
  unit.note({
    action: `contract.${action}`,
    subject: { kind: 'contract', id: contract.id },
    before: asJson(before),
    after: asJson(contract),
  });
  return contract;
}

/** No work may have two contracts. */
async function requireOneEach(unit: Unit, contract: Contract): Promise<void> {
  const others = await unit.all(contractRecords, { index: ['customer', contract.customerId] });
  contractCoverage([...others.filter(({ id }) => id !== contract.id), contract]);
}

function requireTaxes({ taxCodes, amendments }: Contract, { taxCodes: codes }: Settings): void {
  const known = codes.map(({ id }) => id);
  const named = [...taxCodes, ...amendments.flatMap((amendment) => amendment.taxCodes ?? [])];
  const taxCode = named.find((id) => !known.includes(id));
  if (taxCode !== undefined) throw new BillingError('TAX_CODE_UNKNOWN', { taxCode, known });
}

/** What pools pay from must be there, be the customer's, and have the contract's currency. */
async function requireAccounts(unit: Unit, plugins: readonly Plugin[], contract: Contract): Promise<void> {
  const { componentKinds, exhaustionKinds } = ownKindsOf(plugins);
  const days = [contract.start, ...contract.amendments.map(({ from }) => from)];
  const pools = days
    .flatMap((day) => partsOn(contract, day, componentKinds, exhaustionKinds).cover)
    .flatMap(({ componentId, part }) =>
      part.basis === 'pool' ? [{ componentId, accountId: part.accountId }] : [],
    );
  for (const { componentId, accountId } of pools) {
    const account = await unit.find(accountRecords, accountId);
    const problem =
      account === null || account.customerId !== contract.customerId
        ? 'which the customer does not have: open it first'
        : account.currency !== null && account.currency !== contract.currency
          ? `which is in ${account.currency}`
          : null;
    if (problem === null) continue;
    const message = `the pool "${componentId}" names the prepaid account "${accountId}", ${problem}`;
    throw inputError('CONTRACT_INVALID', [{ path: ['components'], message }]);
  }
}
