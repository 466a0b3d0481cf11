import type { Bill } from '../../bill/bill.ts';
import type { BilledAllowance } from '../../bill/cover/allowance-source.ts';
import type { Allowance } from '../../contract/allowance.ts';
import type { Contract } from '../../contract/contract.ts';
import { inForceOn, periodsDue } from '../../contract/contract-period.ts';
import { partsOn } from '../../contract/parts-on.ts';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import type { Instant } from '../../time/instant.ts';
import type { Period } from '../../time/period.ts';
import { billsOfCustomer, readFactsOf } from '../bills/bills-of-customer.ts';
import { loadTenantPolicy } from '../bills/tenant-policy.ts';
import type { EngineContext } from '../engine-context.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { type OwnKinds, ownKindsOf } from '../own-kinds.ts';
import { readPrepaidOf } from '../bills/prepaid-of.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';

/** How far an allowance was used in the open period, billed and not yet billed work together. */
export interface OpenAllowanceUse {
  readonly componentId: string;
  readonly allowance: Allowance;
  /** Seconds, incidents, or the contract's currency. */
  readonly used: DecimalString;
  /** The period's own quantity and what was carried in. */
  readonly limit: DecimalString;
  readonly left: DecimalString;
  /** The work items that count by now. */
  readonly incidents: readonly string[];
}

/** The allowances of a contract that is in force today. */
export interface OpenQuota {
  readonly contract: Contract;
  readonly period: Period;
  /** In the order of declaration. */
  readonly allowances: readonly OpenAllowanceUse[];
}

/** What a customer's allowances stand at, and all its contracts that are no drafts. */
export interface CustomerQuota {
  readonly contracts: readonly Contract[];
  readonly open: readonly OpenQuota[];
}

type PeriodOfContract = Pick<Bill, 'contractId' | 'period' | 'allowances'>;

/**
 * Where the allowances of a customer stand (R63): what bills that stand have used, and what its open work would use if
 * everything were billed now. It is the calculation of the bills, so no desk is told something else than it is billed.
 *
 * @throws BillingError what billing throws.
 */
export async function quotaOfCustomer(
  unit: Unit,
  { plugins }: Pick<EngineContext, 'plugins'>,
  customerId: string,
): Promise<CustomerQuota> {
  const facts = await readFactsOf(unit, customerId);
  const { contracts, standing } = facts;
  const kinds = ownKindsOf(plugins);
  const found = contracts.flatMap((contract) => openPeriod(contract, unit.at, kinds) ?? []);
  if (found.every(({ allowances }) => allowances.length === 0)) return { contracts, open: [] };
  const tenant = await loadTenantPolicy(unit, plugins, [customerId]);
  const customer = await unit.load(customerRecords, customerId);
  const prepaid = await readPrepaidOf(unit, customerId);
  const [through = ''] = contracts
    .map(({ zone }) => civilDateAt(unit.at, zone))
    .toSorted()
    .toReversed();
  const { bills } = billsOfCustomer(tenant, { customer, through, early: true }, facts, prepaid, unit.at);
  const all: PeriodOfContract[] = [...standing, ...bills.map(({ bill }) => bill)];
  const open = found.map(({ contract, period, allowances }) => ({
    contract,
    period,
    allowances: allowances.map(({ componentId, allowance }) => {
      const states = all
        .filter((bill) => bill.contractId === contract.id && bill.period.from === period.from)
        .flatMap((bill) => bill.allowances.filter((state) => state.componentId === componentId));
      const incidents = all
        .filter((bill) => bill.contractId === contract.id)
        .flatMap((bill) => bill.allowances)
        .flatMap((state) => (state.componentId === componentId ? state.incidents : []));
      return { componentId, allowance, ...useOf(states), incidents };
    }),
  }));
  return { contracts, open };
}

function openPeriod(
  contract: Contract,
  at: Instant,
  { componentKinds, exhaustionKinds }: OwnKinds,
): {
  readonly contract: Contract;
  readonly period: Period;
  readonly allowances: readonly { readonly componentId: string; readonly allowance: Allowance }[];
} | null {
  const today = civilDateAt(at, contract.zone);
  const current = periodsDue(contract, today).at(-1);
  if (current === undefined || !inForceOn(contract, today)) return null;
  const { period, covered } = current;
  const firstDay = covered[0]?.from ?? period.from;
  const { cover } = partsOn(contract, firstDay, componentKinds, exhaustionKinds);
  const allowances = cover.flatMap(({ componentId, part }) =>
    part.basis === 'allowance' ? [{ componentId, allowance: part.allowance }] : [],
  );
  return { contract, period, allowances };
}

/** What all bills of a period have used together: each knows the whole, and what it has used itself. */
function useOf(
  states: readonly BilledAllowance[],
): Omit<OpenAllowanceUse, 'componentId' | 'allowance' | 'incidents'> {
  const last = states.at(-1);
  const used = states.reduce((sum, { usedHere }) => sum.plus(usedHere), decimal(0));
  const limit = decimal(last?.limit ?? '0');
  return {
    used: formatDecimal(used),
    limit: formatDecimal(limit),
    left: formatDecimal(limit.minus(used)),
  };
}
