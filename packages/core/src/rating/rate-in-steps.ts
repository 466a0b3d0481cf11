import type { Band } from '../calendar/band.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Charge } from './charge.ts';
import type { ConditionFacts } from './condition.ts';
import { measureWork } from './measure/measure-work.ts';
import { PartColumns } from './measure/part-columns.ts';
import type { BlockedWork, ExcludedWork, RatingWarning } from './outcome.ts';
import { priceWork } from './price/price-work.ts';
import type { PieceBasis } from './price-kind.ts';
import type { RatingPolicy } from './rating-policy.ts';
import { readWork } from './read/read-work.ts';
import { customerOf, type WorkTable, workStatus } from './read/work-table.ts';
import { type Books, booksFor, openBooks } from './select/books.ts';
import { type CompiledPolicy, compilePolicy } from './select/compile-policy.ts';
import { factsOf } from './select/selection-table.ts';
import type { TakenPart } from './view/charge-source.ts';
import { blockedWork, excludedWork } from './view/left-out.ts';
import { chargeList, warningsOf } from './view/rated-work.ts';

/** An entry whose time can be read, before anything is said of its price. */
export interface ReadableEntry {
  /** Its place in the list that was handed in. */
  readonly position: number;
  readonly entry: TimeEntry;
  /** `null` when no customer is known. */
  readonly facts: ConditionFacts | null;
  /** The epoch second of its start, or `null` for untimed work. */
  readonly startSeconds: number | null;
  /** The day number of the work in the calendar's zone. */
  readonly day: number;
  /** Worked seconds, after breaks. */
  readonly seconds: number;
}

/** The time of an entry in one band, measured and not priced yet. */
export interface MeasuredPart {
  readonly position: number;
  readonly band: Band;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
  /** What has one price however long the work takes, or `null` for prices per hour. */
  readonly once: PieceBasis['once'] | null;
  /** After how many days a price per work item is due again, or `null` for never. */
  readonly reopenAfterDays: number | null;
}

/** Work that was measured and waits for its prices. */
export interface UnpricedWork {
  /** In the order of work: start, then id, then part. */
  readonly parts: readonly MeasuredPart[];
  /**
   * Prices parts, or what is left of them, in the order of work. Tiers and prices per work item know only what is
   * handed in.
   */
  price(parts: readonly MeasuredPart[]): readonly Charge[];
}

/** Entries on their way to charges, step by step, so that somebody can step in between. */
export interface WorkInSteps {
  /** In the order of work, to be walked through once. */
  readonly entries: Iterable<ReadableEntry>;
  readonly blocked: readonly BlockedWork[];
  readonly excluded: readonly ExcludedWork[];
  readonly warnings: readonly RatingWarning[];
  /** Measures the priceable ones among the entries at these positions. */
  measure(takesPart: (position: number) => boolean): UnpricedWork;
}

/** Takes entries towards charges by one policy, like a rater, with a stop after reading and one after measuring. */
export interface StepRater {
  /** Reads entries by the terms of a contract: its customer's where the policy has none for it. Faults block. */
  read(entries: readonly TimeEntry[], contract: ContractOfWork): WorkInSteps;
}

/** The contract by whose terms work is rated. */
export interface ContractOfWork {
  readonly id: string;
  readonly customerId: string;
}

/** Makes a rater that somebody can step into. */
export function rateInSteps(policy: RatingPolicy): StepRater {
  let books = openBooks(compilePolicy(policy));
  const hasTerms = new Set(Object.keys(policy.contracts ?? {}));
  return {
    read(entries, { id, customerId }) {
      books = booksFor(entries.length, books);
      const { policy: known } = books;
      const ofCustomer = { customerId, terms: known.termsOf(customerId) };
      const compiled = hasTerms.has(id) ? known : { ...known, contract: () => ofCustomer };
      const work = readWork(entries, compiled, { contractId: id, faults: 'block' });
      return inSteps(work, books);
    },
  };
}

function inSteps(work: WorkTable, { policy, prices }: Books): WorkInSteps {
  return {
    entries: readableEntries(work),
    blocked: blockedWork(work),
    excluded: excludedWork(work),
    warnings: warningsOf(work),
    measure(takesPart) {
      const skipped = work.status.map((status, position) => (takesPart(position) ? status : 1));
      const task = { work, policy, prices, selectionOf: work.selection, skipped };
      const { parts: columns, groups } = measureWork(task);
      return {
        parts: measuredParts(columns, work, policy),
        price(kept) {
          const left = columnsOf(kept, policy.bands);
          const charged = priceWork({ parts: left, groups }, task);
          const taken = takenBetween(columns, left);
          return [...chargeList({ work, policy, prices, charged, taken }).charges()];
        },
      };
    },
  };
}

function measuredParts(
  columns: PartColumns,
  work: WorkTable,
  policy: CompiledPolicy,
): readonly MeasuredPart[] {
  const { priced } = policy.book;
  const parts: MeasuredPart[] = [];
  for (let at = 0; at < columns.count; at += 1) {
    const position = columns.entry[at]!;
    const { basis } = priced[work.selection[position]!]!;
    parts.push({
      position,
      band: policy.bands[columns.band[at]!]!,
      measuredSeconds: columns.worked[at]!,
      billedSeconds: columns.billed[at]!,
      once: basis.basis === 'piece' ? basis.once : null,
      reopenAfterDays: basis.basis === 'piece' ? (basis.reopenAfterDays ?? null) : null,
    });
  }
  return parts;
}

function* readableEntries(work: WorkTable): Generator<ReadableEntry> {
  for (const position of work.order) {
    if (work.status[position] === workStatus.invalid) continue;
    const entry = work.entries[position]!;
    const customerId = customerOf(entry);
    yield {
      position,
      entry,
      facts: customerId === null ? null : factsOf(entry, customerId),
      startSeconds: entry.start == null ? null : work.start[position]!,
      day: work.day[position]!,
      seconds: work.worked[position]!,
    };
  }
}

function columnsOf(parts: readonly MeasuredPart[], bands: readonly Band[]): PartColumns {
  const columns = new PartColumns(parts.length);
  for (const { position, band, measuredSeconds, billedSeconds } of parts) {
    columns.push(position, bands.indexOf(band), measuredSeconds, billedSeconds);
  }
  return columns;
}

/** What is in the one and no longer in the other, by position of the entry: traces tell of whole entries. */
function takenBetween(whole: PartColumns, left: PartColumns): ReadonlyMap<number, readonly TakenPart[]> {
  const taken = new Map<number, TakenPart[]>();
  let next = 0;
  for (let at = 0; at < whole.count; at += 1) {
    const position = whole.entry[at]!;
    const band = whole.band[at]!;
    // Both are in the order of work, so what is left of a part is the next one, or nothing.
    const isLeft = next < left.count && left.entry[next] === position && left.band[next] === band;
    const measured = whole.worked[at]! - (isLeft ? left.worked[next]! : 0);
    const billed = whole.billed[at]! - (isLeft ? left.billed[next]! : 0);
    if (isLeft) next += 1;
    if (measured === 0 && billed === 0) continue;
    const ofEntry = taken.get(position);
    if (ofEntry === undefined) taken.set(position, [{ band, measured, billed }]);
    else ofEntry.push({ band, measured, billed });
  }
  return taken;
}
