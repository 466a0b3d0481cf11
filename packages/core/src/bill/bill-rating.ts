import { incidentKey } from '../contract/allowance-measure.ts';
import type { ContractParts } from '../contract/parts-on.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork, ExcludedWork, RatingWarning } from '../rating/outcome.ts';
import { rateInSteps } from '../rating/rate-in-steps.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { chargeParts, type HeldPart } from './bill-charges.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import type { BillPolicy } from './bill-policy.ts';
import type { BillScope, WorkOfBill } from './bill-work.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';
import type { CoveredBy, CoveredWork } from './cover/covered-work.ts';
import type { QuantityLeft } from './cover/cover-source.ts';
import { openSources } from './cover/open-sources.ts';
import { requireUndrawn } from './cover/require-undrawn.ts';

/** What became of the work of a bill, before anything is made of the charges. */
export interface RatedBill {
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  readonly allowances: readonly BilledAllowance[];
  readonly postings: readonly PrepaidPosting[];
  /** What can't be rated, in the order of the input. */
  readonly blocked: readonly BlockedWork[];
  /** What the contract holds back. */
  readonly held: readonly HeldPart[];
  readonly excluded: readonly ExcludedWork[];
  readonly warnings: readonly RatingWarning[];
  /** How many entries took part, and their worked seconds. */
  readonly entryCount: number;
  readonly entrySeconds: number;
  readonly workOf: (entryId: string) => WorkOfBill;
  /** The incidents whose price is on these charges, or was paid by a pool. */
  readonly incidentsOf: (charges: readonly Charge[]) => Bill['incidents'];
  /** What is left, for work on a civil date, of what covered work. */
  readonly leftOf: (by: CoveredBy, date: CivilDate) => QuantityLeft | null;
}

/** Rates the work that is due, and lets allowances and pools take their part. */
export function rateWork(
  facts: BillFacts,
  policy: BillPolicy,
  parts: ContractParts,
  scope: BillScope,
): RatedBill {
  const { contract, work = [] } = facts;
  const inSteps = rateInSteps(withTerms(policy.rating, facts), contract.id)(work);
  const works = scope.entries(inSteps.entries);
  const byEntry = new Map([...works.values()].map((one) => [one.entry.id, one]));
  if (facts.history?.prepaid !== undefined) requireUndrawn(byEntry.keys(), facts.history.prepaid);
  const sources = openSources(parts.cover, facts);
  const unpriced = inSteps.measure((position) => works.has(position));
  const charged = chargeParts(unpriced, sources, works, contract.currency);
  // What is too broken to have a date, and what has no customer, can be in no other bill.
  const blocked = inSteps.blocked.filter(
    ({ index, reason }) => works.has(index) || reason === 'invalid' || reason === 'no-customer',
  );
  const unplaced = blocked.filter(({ index }) => !works.has(index));
  return {
    ...charged,
    allowances: sources.allowances.map((allowance) => allowance.state()),
    blocked,
    excluded: inSteps.excluded.filter(({ index }) => works.has(index)),
    warnings: inSteps.warnings.filter(({ entryId }) => byEntry.has(entryId)),
    entryCount: works.size + unplaced.length,
    entrySeconds: secondsOf(works.values()) + secondsOf(unplaced),
    workOf(entryId) {
      const found = byEntry.get(entryId);
      if (found === undefined) throw new Error(`"${entryId}" takes no part in the bill`);
      return found;
    },
    incidentsOf(charges) {
      const charging = new Set([...charges, ...charged.covered].map(({ entryId }) => entryId));
      const items = charged.incidents.filter(({ entryId }) => charging.has(entryId));
      return items
        .map(({ workItem: { kind, id } }) => ({ kind, id }))
        .toSorted((one, other) => (incidentKey(one) < incidentKey(other) ? -1 : 1));
    },
    leftOf({ componentId, accountId }, date) {
      const allowance = sources.allowances.find(({ by }) => by.componentId === componentId);
      const pool = sources.pools.find((one) => one.accountId === accountId);
      return pool?.left(date) ?? allowance?.leftNow() ?? null;
    },
  };
}

const secondsOf = (items: Iterable<{ readonly seconds: number }>): number =>
  [...items].reduce((sum, { seconds }) => sum + seconds, 0);

/** The rating policy with terms of this contract: its customer's, where it has none of its own. */
function withTerms(rating: RatingPolicy, { contract: { id, customerId } }: BillFacts): RatingPolicy {
  const { contracts = {} } = rating;
  return Object.hasOwn(contracts, id)
    ? rating
    : { ...rating, contracts: { ...contracts, [id]: { customerId } } };
}
