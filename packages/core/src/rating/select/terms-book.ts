import { bandsOf } from '../../calendar/band.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { compileTimeline, type Timeline } from '../../calendar/timeline.ts';
import type { RateCard } from '../rate-card.ts';
import type { SelectionBook, TermsOfPrice } from './selection-book.ts';
import { SelectionTable } from './selection-table.ts';
import type { Terms } from './terms.ts';

/** What tells the terms of two customers or contracts apart. */
export interface TermsWanted extends TermsOfPrice {
  readonly calendar: Calendar;
  readonly requireApproval: boolean;
}

/** All terms of a policy. Customers with the same cards, calendar and policies share what is compiled for them. */
export class TermsBook {
  readonly terms: Terms[] = [];
  /** All bands of all calendars; charges hold indexes into it. */
  readonly bands: string[] = ['business', 'after-hours', 'weekend', 'holiday'];
  readonly #selections: SelectionBook;
  readonly #serviceTypes: readonly string[];
  readonly #costTable: SelectionTable | null;
  readonly #interned = new Map<string, number>();
  readonly #timelines = new Map<Calendar, Timeline>();
  readonly #tables = new Map<string, SelectionTable>();
  readonly #numbers = new Map<RateCard | Calendar, number>();

  /** @param serviceTypes service types with a quantity policy of their own */
  constructor(selections: SelectionBook, serviceTypes: Iterable<string>, costBook: RateCard | null) {
    this.#selections = selections;
    this.#serviceTypes = [...serviceTypes];
    const cost = {
      rateCards: costBook === null ? [] : [costBook],
      contractQuantity: null,
      customerQuantity: null,
    };
    this.#costTable =
      costBook === null ? null : new SelectionTable(cost.rateCards, [], selections.costResolver(cost));
  }

  /** The index of these terms. */
  indexOf(wanted: TermsWanted): number {
    const { rateCards, calendar, requireApproval, contractQuantity, customerQuantity } = wanted;
    const parts = [...rateCards, calendar].map((part) => this.#numberOf(part));
    const key = JSON.stringify([parts, requireApproval, contractQuantity, customerQuantity]);
    const index = this.#interned.get(key) ?? this.terms.push(this.#compile(wanted)) - 1;
    this.#interned.set(key, index);
    return index;
  }

  #compile(wanted: TermsWanted): Terms {
    const { calendar } = wanted;
    const indexOf = (band: string): number => this.#bandIndex(band);
    const timeline = this.#timelines.get(calendar) ?? compileTimeline(calendar, indexOf);
    this.#timelines.set(calendar, timeline);
    return {
      ...wanted,
      timeline,
      bandIndex: new Map(bandsOf(calendar).map((band) => [band, indexOf(band)])),
      selections: this.#tableOf(wanted),
      costSelections: this.#costTable,
    };
  }

  /** Calendars and approval change no price, so terms that differ only in them share a table. */
  #tableOf({ rateCards, contractQuantity, customerQuantity }: TermsOfPrice): SelectionTable {
    const terms = { rateCards, contractQuantity, customerQuantity };
    const key = JSON.stringify([
      rateCards.map((card) => this.#numberOf(card)),
      contractQuantity,
      customerQuantity,
    ]);
    const table =
      this.#tables.get(key) ??
      new SelectionTable(rateCards, this.#serviceTypes, this.#selections.resolver(terms));
    this.#tables.set(key, table);
    return table;
  }

  #bandIndex(band: string): number {
    const known = this.bands.indexOf(band);
    return known === -1 ? this.bands.push(band) - 1 : known;
  }

  #numberOf(part: RateCard | Calendar): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size;
    this.#numbers.set(part, number);
    return number;
  }
}
