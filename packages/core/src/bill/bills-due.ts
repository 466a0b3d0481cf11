import type { ComponentKind } from '../contract/component-kind.ts';
import type { Contract } from '../contract/contract.ts';
import { closesOn, type ContractPeriod, inForceOn, periodsDue } from '../contract/contract-period.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import { partsOn } from '../contract/parts-on.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { BilledPeriod } from './history-of.ts';
import { requireDueFacts } from './read-customer-facts.ts';

/** One bill that is to be made. */
export interface BillDue {
  readonly contract: Contract;
  readonly contractPeriod: ContractPeriod;
  readonly due: 'all' | 'advance' | 'late';
}

/** What decides which bills of a customer are due. */
export interface BillsDueFacts {
  readonly contracts: readonly Contract[];
  /** The bills that stand. */
  readonly bills: readonly Pick<BilledPeriod, 'contractId' | 'period' | 'due'>[];
  /** The last day that counts. */
  readonly through: CivilDate;
  /** Bills periods that are still open as well, as if they ended now. Default: false. */
  readonly early?: boolean | undefined;
  readonly componentKinds?: readonly ComponentKind[] | undefined;
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
}

/**
 * The bills of a customer's contracts that are due by the end of a civil date, in the order in which they are made: by
 * the day on which they became due, then by the first day of the period, the contract's place and id. So what was left
 * undone for months comes out as if each month had been billed in its time.
 *
 * A closed period is due as a whole. An open one is due for the fees that are paid in advance, once. A contract that is
 * no longer in force, ended or suspended, and whose last period was billed, is due for that period again: work may have
 * come in late (R12).
 *
 * @throws BillingError `BILL_INVALID` with every fault and its path, `CIVIL_DATE_INVALID` when `through` is not a civil date.
 * @example
 * ```ts
 * import { billsDue, defineContract } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'care', kind: 'recurring-fee', description: 'Care', price: '50.00' }],
 * });
 * for (const { contractPeriod, due } of billsDue({ contracts: [contract], bills: [], through: '2026-02-10' }))
 *   console.log(contractPeriod.period.from, due);
 * // => 2026-01-01 all
 * // => 2026-02-01 advance
 * ```
 */
export function billsDue(facts: BillsDueFacts): readonly BillDue[] {
  requireDueFacts(facts);
  return findBillsDue(facts);
}

/** {@link billsDue} of facts that were read. */
export function findBillsDue({
  contracts,
  bills,
  through,
  early,
  ...kinds
}: BillsDueFacts): readonly BillDue[] {
  const due = contracts.flatMap((contract) => {
    const own = bills.filter(({ contractId }) => contractId === contract.id);
    const wasBilled = (from: CivilDate, what: BilledPeriod['due']): boolean =>
      own.some((bill) => bill.period.from === from && bill.due === what);
    const periods = periodsDue(contract, through);
    const open = periods.filter(({ period }) => !wasBilled(period.from, 'all'));
    const found = open.flatMap((contractPeriod): readonly BillDue[] => {
      const { closed, period } = contractPeriod;
      if (closed || early === true) return [{ contract, contractPeriod, due: 'all' }];
      const isNew = !wasBilled(period.from, 'advance') && hasAdvanceFees(contract, contractPeriod, kinds);
      return isNew ? [{ contract, contractPeriod, due: 'advance' }] : [];
    });
    const last = periods.at(-1);
    if (found.length > 0 || last === undefined || inForceOn(contract, through)) return found;
    // A contract that is suspended for some days of a period goes on in it: its fees and minimums are still to come.
    if (!wasBilled(last.period.from, 'all')) return found;
    return [{ contract, contractPeriod: last, due: 'late' } as const];
  });
  return due.toSorted(inOrder);
}

function hasAdvanceFees(
  contract: Contract,
  { covered, period }: ContractPeriod,
  { componentKinds, exhaustionKinds }: Pick<BillsDueFacts, 'componentKinds' | 'exhaustionKinds'>,
): boolean {
  const firstDay = covered[0]?.from ?? period.from;
  const { fee } = partsOn(contract, firstDay, componentKinds, exhaustionKinds);
  return fee.some(({ part }) => part.billing === 'advance');
}

function inOrder(one: BillDue, other: BillDue): number {
  const [day, otherDay] = [dueOn(one), dueOn(other)];
  if (day !== otherDay) return day < otherDay ? -1 : 1;
  const from = one.contractPeriod.period.from;
  const otherFrom = other.contractPeriod.period.from;
  if (from !== otherFrom) return from < otherFrom ? -1 : 1;
  const places = (one.contract.order ?? Infinity) - (other.contract.order ?? Infinity);
  if (Number.isFinite(places) && places !== 0) return places;
  return one.contract.id < other.contract.id ? -1 : 1;
}

/** The first day on which the bill could be made. What came in late comes last. */
function dueOn({ contract, due, contractPeriod }: BillDue): CivilDate {
  if (due === 'late') return '9999-12-31';
  const { covered, period } = contractPeriod;
  return due === 'advance' ? (covered[0]?.from ?? period.from) : closesOn(contract, contractPeriod);
}
