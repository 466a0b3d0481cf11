import type { Band } from '../calendar/band.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { TraceStep } from './trace-step.ts';

/**
 * A priced part of one entry: its time in one band at one price (R45). A snapshot: nothing in it changes when a rate
 * card or a calendar changes later. Its work item is the entry's own, and its trace is told from the entry when it is
 * first asked for: leave the entry as it is until the charge is stored (`JSON.stringify` asks for everything).
 */
export interface Charge {
  /**
   * Tells the charges of a rating apart: the entry's id and the charge's place among those of its entry, for example
   * `te_1#0`. An entry that is rated again gets the same keys, unless it is now cut into other parts, as tiers may do.
   * A charge of the cost book may have the key of one that is billed.
   */
  readonly key: string;
  readonly entryId: string;
  readonly customerId: string;
  readonly agentId: string;
  readonly teamId: string | null;
  readonly serviceTypeId: string;
  readonly workItem: WorkItem | null;
  /** Civil date of the work in the calendar's zone. */
  readonly date: CivilDate;
  /** When the entry's work began, or `null` for untimed work. */
  readonly start: Instant | null;
  readonly band: Band;
  /** What `unitPrice` is the price of: an hour, or a piece (an entry, an agent's day, a work item). */
  readonly unit: 'hour' | 'piece';
  /** Worked seconds of this part, after breaks. */
  readonly measuredSeconds: number;
  /** Seconds that are billed for this part: after minimum, increment and sharing. */
  readonly billedSeconds: number;
  /** How many pieces: 1, or 0 where an earlier entry carries the price. 0 for hours. */
  readonly pieces: number;
  readonly currency: CurrencyCode;
  /** The price after modifiers, exact. */
  readonly unitPrice: DecimalString;
  /**
   * The amount, not rounded to the currency: billed seconds × unit price ÷ 3600, or pieces × unit price. Written to
   * 10 decimals where it has more; sums use the exact fraction.
   */
  readonly amount: DecimalString;
  /** The card that decided, or `null` when a person set the rate. */
  readonly rateCardId: string | null;
  /** `effectiveFrom` of the card's version. */
  readonly rateCardVersion: CivilDate | null;
  readonly ruleId: string | null;
  /** Why it costs that, as codes; {@link explain} makes words of it. */
  readonly trace: readonly TraceStep[];
}
