import { BillingError } from '../errors/billing-error.ts';
import { type Condition, type ConditionFacts, fits, singleFields } from '../rating/condition.ts';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { type Instant, instantToSeconds } from '../time/instant.ts';
import { localDayOf } from '../time/wall-clock.ts';
import { type ZoneId, zoneTable } from '../time/zone.ts';
import type { Contract } from './contract.ts';
import { inForceOn } from './contract-period.ts';
import { termsOn } from './terms-on.ts';

/** Work that looks for its contract. */
export interface WorkToPlace {
  readonly facts: ConditionFacts;
  /** When it began, or `null` for untimed work. */
  readonly start: Instant | null;
  /** Its date, for untimed work. Timed work has the date of its start in the contract's zone (R12). */
  readonly date: CivilDate;
}

/** Tells which contract takes work. */
export interface ContractCoverage {
  /**
   * The contract that takes the work, or `null`: then the customer's default terms hold.
   *
   * @throws BillingError `INSTANT_INVALID` or `CIVIL_DATE_INVALID` when the time of the work is none.
   */
  contractFor(work: WorkToPlace): Contract | null;
}

/**
 * Prepares contracts for the question which of them takes a piece of work: of those of the customer that are in force on
 * the civil date of the work, the first by `order` whose `covers` fits.
 *
 * Contracts that have ended still take the work of their days, so late work is not lost. Drafts and suspended days take
 * none.
 *
 * @throws BillingError `CONTRACTS_OVERLAP` when two contracts of a customer can take the same work on the same day and
 * do not both have an order of their own (R67).
 * @example
 * ```ts
 * import { contractCoverage, defineContract } from '@billwright/core';
 *
 * const common = {
 *   customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 * } as const;
 * const coverage = contractCoverage([
 *   defineContract({ ...common, id: 'everything', order: 2 }),
 *   defineContract({ ...common, id: 'projects', order: 1, covers: { workItemKind: 'project' } }),
 * ]);
 * const facts = {
 *   agent: 'ana', team: null, serviceType: 'support', customer: 'acme', workItemKind: 'ticket', priority: null,
 *   tags: [], attributes: {},
 * } as const;
 * console.log(coverage.contractFor({ facts, start: null, date: '2026-03-02' })?.id);
 * // => everything
 * ```
 */
export function contractCoverage(contracts: readonly Contract[]): ContractCoverage {
  const byCustomer = new Map<string, Contract[]>();
  for (const contract of contracts) {
    if (contract.state === 'draft') continue;
    const own = byCustomer.get(contract.customerId);
    if (own === undefined) byCustomer.set(contract.customerId, [contract]);
    else own.push(contract);
  }
  for (const own of byCustomer.values()) {
    refuseOverlaps(own);
    own.sort(byOrder);
  }
  return {
    contractFor({ facts, start, date }) {
      const seconds = start === null ? null : instantToSeconds(start);
      const found = byCustomer.get(facts.customer)?.find((contract) => {
        const day = seconds === null ? date : dateIn(contract.zone, seconds);
        return inForceOn(contract, day) && fits(termsOn(contract, day).covers, facts);
      });
      return found ?? null;
    },
  };
}

const dateIn = (zone: ZoneId, seconds: number): CivilDate =>
  civilDateOf(localDayOf(seconds, zoneTable(zone)));

/** By order; contracts without one share no work with others, so their place does not matter. */
const byOrder = (one: Contract, other: Contract): number =>
  (one.order ?? 0) - (other.order ?? 0) || (one.id < other.id ? -1 : 1);

function refuseOverlaps(contracts: readonly Contract[]): void {
  const inTime = contracts.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  for (const [index, one] of inTime.entries()) {
    for (const other of inTime.slice(index + 1)) {
      if (one.end !== null && one.end <= other.start) continue;
      if (other.end !== null && other.end <= other.start) continue;
      const ordered = one.order !== null && other.order !== null && one.order !== other.order;
      if (ordered || !canShareWork(one, other)) continue;
      const contractIds: [string, string] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
      throw new BillingError('CONTRACTS_OVERLAP', {
        customerId: one.customerId,
        contractIds,
        from: other.start,
      });
    }
  }
}

/** Whether any terms of the one and the other can fit the same work. */
function canShareWork(one: Contract, other: Contract): boolean {
  return coversOf(one).some((left) => coversOf(other).some((right) => !areDisjoint(left, right)));
}

const coversOf = ({ covers, amendments }: Contract): readonly Condition[] => [
  covers,
  ...amendments.flatMap((amendment) => amendment.covers ?? []),
];

/** Whether two conditions ask for different values of something that work has only one of. */
function areDisjoint(one: Condition, other: Condition): boolean {
  const lists: [readonly string[] | undefined, readonly string[] | undefined][] = [
    ...singleFields.map((field): [readonly string[] | undefined, readonly string[] | undefined] => [
      one[field],
      other[field],
    ]),
    ...Object.entries(one.attributes ?? {}).map(
      ([name, values]): [readonly string[], readonly string[] | undefined] => [
        values,
        other.attributes?.[name],
      ],
    ),
  ];
  return lists.some(([left, right]) => left !== undefined && right?.every((value) => !left.includes(value)));
}
