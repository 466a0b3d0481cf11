import type { Calendar } from '../../calendar/calendar.ts';
import type { Timeline } from '../../calendar/timeline.ts';
import type { QuantityPolicy } from '../../quantity/quantity-policy.ts';
import type { RateCard } from '../rate-card.ts';
import type { SelectionTable } from './selection-table.ts';

/** Which prices, calendar and quantity policies hold for an entry: contract, customer and default, in this order. */
export interface Terms {
  readonly calendar: Calendar;
  readonly timeline: Timeline;
  /** Index of each band of the calendar in the rater's list of bands. */
  readonly bandIndex: ReadonlyMap<string, number>;
  /** R40: the contract's card, the customer's, the default one; those that exist. */
  readonly rateCards: readonly RateCard[];
  readonly contractQuantity: QuantityPolicy | null;
  readonly customerQuantity: QuantityPolicy | null;
  readonly requireApproval: boolean;
  readonly selections: SelectionTable;
  /** The same in the cost book, or null without one. */
  readonly costSelections: SelectionTable | null;
}
