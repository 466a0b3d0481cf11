import { bandsOf } from '../../calendar/band.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { compileTimeline, type Timeline } from '../../calendar/timeline.ts';
import type { RateCard } from '../rate-card.ts';
import type { SelectionBook, TermsOfPrice } from './selection-book.ts';
import { SelectionKeys } from './selection-keys.ts';
import { SelectionTable } from './selection-table.ts';
import type { Terms } from './terms.ts';

/** What tells the terms of two customers or contracts apart. */
export interface TermsWanted extends TermsOfPrice {
  readonly calendar: Calendar;
  readonly requireApproval: boolean;
}

/** Terms before anything was looked up by them. */
type UnusedTerms = Omit<Terms, 'selections' | 'costSelections'> & { readonly price: UnusedTable };

/** What a table of selections is made of. */
interface UnusedTable {
  readonly terms: TermsOfPrice;
  readonly keys: SelectionKeys;
}

/** All terms of a policy. Customers with the same cards, calendar and policies share what is compiled for them. */
export class TermsBook {
  /** All bands of all calendars; charges hold indexes into it. */
  readonly bands: string[] = ['business', 'after-hours', 'weekend', 'holiday'];
  readonly #terms: UnusedTerms[] = [];
  readonly #serviceTypes: readonly string[];
  readonly #cost: UnusedTable | null;
  readonly #interned = new Map<string, number>();
  readonly #timelines = new Map<Calendar, Timeline>();
  readonly #tables = new Map<string, UnusedTable>();
  readonly #numbers = new Map<RateCard | Calendar, number>();

  /** @param serviceTypes service types with a quantity policy of their own */
  constructor(serviceTypes: Iterable<string>, costBook: RateCard | null) {
    this.#serviceTypes = [...serviceTypes];
    this.#cost = costBook === null ? null : costTable([costBook]);
  }

  /** The index of these terms. */
  indexOf(wanted: TermsWanted): number {
    const { rateCards, calendar, requireApproval, contractQuantity, customerQuantity } = wanted;
    const parts = [...rateCards, calendar].map((part) => this.#numberOf(part));
    const key = JSON.stringify([parts, requireApproval, contractQuantity, customerQuantity]);
    const index = this.#interned.get(key) ?? this.#terms.push(this.#compile(wanted)) - 1;
    this.#interned.set(key, index);
    return index;
  }

  /** All terms by their indexes, with tables that remember nothing yet; what they find is written into a book. */
  open(book: SelectionBook): readonly Terms[] {
    const tables = new Map<UnusedTable, SelectionTable>();
    for (const table of this.#tables.values()) {
      tables.set(table, new SelectionTable(table.keys, book.resolver(table.terms)));
    }
    const cost = this.#cost;
    const costSelections =
      cost === null ? null : new SelectionTable(cost.keys, book.costResolver(cost.terms));
    // The map has a table for the price of all terms.
    return this.#terms.map(({ price, ...terms }) => ({
      ...terms,
      selections: tables.get(price)!,
      costSelections,
    }));
  }

  #compile(wanted: TermsWanted): UnusedTerms {
    const { calendar } = wanted;
    const indexOf = (band: string): number => this.#bandIndex(band);
    const timeline = this.#timelines.get(calendar) ?? compileTimeline(calendar, indexOf);
    this.#timelines.set(calendar, timeline);
    const bandIndex = new Map(bandsOf(calendar).map((band) => [band, indexOf(band)]));
    return { ...wanted, timeline, bandIndex, price: this.#tableOf(wanted) };
  }

  /** Calendars and approval change no price, so terms that differ only in them share a table. */
  #tableOf({ rateCards, contractQuantity, customerQuantity }: TermsOfPrice): UnusedTable {
    const terms = { rateCards, contractQuantity, customerQuantity };
    const key = JSON.stringify([
      rateCards.map((card) => this.#numberOf(card)),
      contractQuantity,
      customerQuantity,
    ]);
    const table = this.#tables.get(key) ?? {
      terms,
      keys: new SelectionKeys(rateCards, this.#serviceTypes),
    };
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

/** The cost book prices worked time: no quantity policy tells its work apart (R44). */
function costTable(rateCards: readonly RateCard[]): UnusedTable {
  const terms = { rateCards, contractQuantity: null, customerQuantity: null };
  return { terms, keys: new SelectionKeys(rateCards, []) };
}
