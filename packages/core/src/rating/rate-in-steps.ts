import type { Band } from '../calendar/band.ts';
import { type CivilDate, civilDateOf } from '../time/civil-date.ts';
import { type Instant, secondsToInstant } from '../time/instant.ts';
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
import { compilePolicy } from './select/compile-policy.ts';
import { PriceTable } from './select/price-table.ts';
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
  /** When it began, or `null` for untimed work. */
  readonly start: Instant | null;
  /** The civil date of the work in the calendar's zone. */
  readonly date: CivilDate;
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
  /** In the order of work. */
  readonly entries: readonly ReadableEntry[];
  readonly blocked: readonly BlockedWork[];
  readonly excluded: readonly ExcludedWork[];
  readonly warnings: readonly RatingWarning[];
  /** Measures the priceable ones among the entries at these positions. */
  measure(takesPart: (position: number) => boolean): UnpricedWork;
}

/** What {@link compileRater} does in one go, with a stop after reading and one after measuring. Faults block. */
export function rateInSteps(
  policy: RatingPolicy,
  contractId: string,
): (entries: readonly TimeEntry[]) => WorkInSteps {
  const compiled = compilePolicy(policy);
  const prices = new PriceTable(compiled.book, compiled.bands);
  return (entries) => {
    const work = readWork(entries, compiled, { contractId, faults: 'block' });
    return {
      entries: readableEntries(work),
      blocked: blockedWork(work),
      excluded: excludedWork(work),
      warnings: warningsOf(work),
      measure(takesPart) {
        const skipped = work.status.map((status, position) => (takesPart(position) ? status : 1));
        const task = { work, policy: compiled, prices, selectionOf: work.selection, skipped };
        const { parts: columns, groups } = measureWork(task);
        const { priced } = compiled.book;
        const parts = Array.from({ length: columns.count }, (_, at): MeasuredPart => {
          const position = columns.entry[at]!;
          const { basis } = priced[work.selection[position]!]!;
          return {
            position,
            band: compiled.bands[columns.band[at]!]!,
            measuredSeconds: columns.worked[at]!,
            billedSeconds: columns.billed[at]!,
            once: basis.basis === 'piece' ? basis.once : null,
          };
        });
        return {
          parts,
          price(kept) {
            const left = columnsOf(kept, compiled.bands);
            const charged = priceWork({ parts: left, groups }, task);
            const taken = takenBetween(columns, left);
            return [...chargeList({ work, policy: compiled, prices, charged, taken }).charges()];
          },
        };
      },
    };
  };
}

function readableEntries(work: WorkTable): readonly ReadableEntry[] {
  return Array.from(work.order)
    .filter((position) => work.status[position] !== workStatus.invalid)
    .map((position) => {
      const entry = work.entries[position]!;
      const customerId = customerOf(entry);
      return {
        position,
        entry,
        facts: customerId === null ? null : factsOf(entry, customerId),
        start: entry.start == null ? null : secondsToInstant(work.start[position]!),
        date: civilDateOf(work.day[position]!),
        seconds: work.worked[position]!,
      };
    });
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
