import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import type { ContractParts } from '../contract/parts-on.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork, ExcludedWork, RatingWarning } from '../rating/outcome.ts';
import type { StepRater } from '../rating/rate-in-steps.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { chargeParts, type HeldPart } from './bill-charges.ts';
import type { BillFacts, PrepaidHistory } from './bill-facts.ts';
import { chargedOnce, type ChargedOnce } from './charged-once.ts';
import type { BillScope, WorkFinder, WorkOfBill } from './bill-work.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';
import type { CoveredBy, CoveredWork } from './cover/covered-work.ts';
import type { QuantityLeft } from './cover/cover-source.ts';
import { ChosenDraws } from './cover/chosen-draws.ts';
import { openSources } from './cover/open-sources.ts';
import { type RestsOfEntries, restsOf, resumeWork } from './resume-work.ts';

/** What became of the work of a bill, before anything is made of the charges. */
export interface RatedBill {
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  readonly allowances: readonly BilledAllowance[];
  readonly postings: readonly PrepaidPosting[];
  /** The prepaid accounts whose tax is due with the work that draws. */
  readonly taxedOnDraw: ReadonlySet<string>;
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
  /** What was left of entries of which earlier bills had taken parts. */
  readonly rests: RestsOfEntries;
  /** The incidents and the days whose price is on these charges, or was paid by a pool. */
  readonly onceOf: (charges: readonly Charge[]) => ChargedOnce;
  /** What is left, for work on a civil date, of what covered work. */
  readonly leftOf: (by: CoveredBy, date: CivilDate) => QuantityLeft | null;
}

/** Rates the work that is due, and lets allowances and pools take their part. */
export function rateWork(
  facts: BillFacts,
  rater: StepRater,
  parts: ContractParts,
  scope: BillScope,
  exhaustionKinds: readonly ExhaustionKind[] | undefined,
): RatedBill {
  const { contract, work = [], history } = facts;
  const rests = restsOf(history?.billedParts ?? [], work);
  const inSteps = resumeWork(rater.read(work, contract), rests);
  const works = scope.entries(inSteps.entries);
  const chosen = chosenDraws(history?.prepaid, works, rests);
  const hasRest = (entryId: string): boolean => (rests.get(entryId)?.piece ?? null) !== null;
  const sources = openSources(parts.cover, facts, { exhaustionKinds, chosen, hasRest });
  const unpriced = inSteps.measure((position) => works.has(position));
  const finder = finderOf(works);
  const charged = chargeParts(unpriced, sources, finder, {
    currency: contract.currency,
    billedDays: history?.billedDays,
    hasRest,
  });
  if (!chosen.isEmpty) requireDrawnWork(chosen, inSteps.blocked);
  // What is too broken to have a date, and what has no customer, can be in no other bill.
  const blocked = inSteps.blocked.filter(
    ({ index, reason }) => works.has(index) || reason === 'invalid' || reason === 'no-customer',
  );
  const unplaced = blocked.filter(({ index }) => !works.has(index));
  return {
    ...charged,
    postings: chosen.isEmpty ? charged.postings : charged.postings.filter((one) => !chosen.isUsed(one)),
    taxedOnDraw: new Set(sources.pools.flatMap((pool) => (pool.taxedOnDraw ? [pool.accountId] : []))),
    allowances: sources.allowances.map((allowance) => allowance.state()),
    blocked,
    excluded: inSteps.excluded.filter(({ index }) => works.has(index)),
    warnings: inSteps.warnings.filter(({ entryId }) => finder.has(entryId)),
    entryCount: works.size + unplaced.length,
    entrySeconds: secondsOf(works.values()) + secondsOf(unplaced),
    workOf: finder.of,
    rests,
    onceOf: (charges) =>
      chargedOnce(charged, charges, (id) => finder.of(id).workDate, history?.billedIncidents),
    leftOf({ componentId, accountId }, date) {
      const allowance = sources.allowances.find(({ by }) => by.componentId === componentId);
      const pool = sources.pools.find((one) => one.accountId === accountId);
      return pool?.left(date) ?? allowance?.leftNow() ?? null;
    },
  };
}

/** The draws of the work that were posted before; those of parts that earlier bills took are no longer open. */
function chosenDraws(
  prepaid: PrepaidHistory | undefined,
  works: ReadonlyMap<number, WorkOfBill>,
  rests: RestsOfEntries,
): ChosenDraws {
  const { accounts = [], lots = [], postings = [] } = prepaid ?? {};
  if (postings.every(({ kind }) => kind !== 'draw')) return new ChosenDraws(nothing, () => false, new Set());
  const due = new Set(Array.from(works.values(), ({ entry }) => entry.id));
  const billed = new Set([...rests.values()].flatMap((rest) => rest.postings));
  return new ChosenDraws({ accounts, lots, postings }, (id) => due.has(id), billed);
}

const nothing: PrepaidHistory = { accounts: [], lots: [], postings: [] };

/** Work that waits as a whole may have drawn: its draws wait with it. */
function requireDrawnWork(chosen: ChosenDraws, blocked: readonly BlockedWork[]): void {
  const waiting = new Set(blocked.map(({ entryId }) => entryId));
  chosen.requireUsed((entryId) => waiting.has(entryId));
}

function finderOf(works: ReadonlyMap<number, WorkOfBill>): WorkFinder {
  let byEntry: Map<string, WorkOfBill> | null = null;
  // Many bills never ask for an entry by its id.
  const ofEntry = (entryId: string): WorkOfBill | undefined => {
    byEntry ??= new Map(Array.from(works.values(), (work) => [work.entry.id, work]));
    return byEntry.get(entryId);
  };
  return {
    has: (entryId) => ofEntry(entryId) !== undefined,
    at: (position) => found(works.get(position), position),
    of: (entryId) => found(ofEntry(entryId), entryId),
  };
}

function found(work: WorkOfBill | undefined, name: string | number): WorkOfBill {
  if (work === undefined) throw new Error(`"${name}" takes no part in the bill`);
  return work;
}

function secondsOf(items: Iterable<{ readonly seconds: number }>): number {
  let sum = 0;
  for (const { seconds } of items) sum += seconds;
  return sum;
}
