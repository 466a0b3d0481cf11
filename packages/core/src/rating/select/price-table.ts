import type { DecimalString } from '../../money/decimal-string.ts';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import { applyModifiers } from './apply-modifiers.ts';
import type { BandModifier } from '../band-modifier.ts';
import type { PricedSelection } from './selection.ts';
import type { SelectionBook } from './selection-book.ts';

/** One price that charges can have: a selection in one band, and in one tier where there are tiers. */
export interface PriceRow {
  readonly selection: PricedSelection;
  readonly unit: 'hour' | 'piece';
  /** The price before modifiers. */
  readonly base: DecimalString;
  /** The price after modifiers, exact. */
  readonly unitPrice: DecimalString;
  /** The modifiers that made the difference. */
  readonly modifiers: readonly BandModifier[];
  /** Which tier, counted from 0; null where the price does not depend on the hours of the period. */
  readonly step: number | null;
}

/** All prices that the charges of a rater have had so far. Charges refer to them by index. */
export class PriceTable {
  readonly rows: PriceRow[] = [];
  readonly #book: SelectionBook;
  readonly #bands: readonly string[];
  /** Rows of hourly prices by selection and band; -1 where none was made yet. */
  #hourly = new Int32Array(0);
  readonly #pieces = new Map<number, number>();
  readonly #runs = new Map<PricedSelection, Map<string, number>>();

  /** @param bands all bands of the policy: no other one comes later */
  constructor(book: SelectionBook, bands: readonly string[]) {
    this.#book = book;
    this.#bands = bands;
  }

  /** The price per hour of a selection, by its index, in a band. */
  hourly(selection: number, band: number): number {
    const at = selection * this.#bands.length + band;
    const known = at < this.#hourly.length ? this.#hourly[at]! : -1;
    return known === -1 ? this.#makeHourly(selection, band, at) : known;
  }

  #makeHourly(selection: number, band: number, at: number): number {
    const priced = this.#book.priced[selection]!;
    const base = priced.basis.basis === 'hourly' ? priced.basis.rate : '0';
    const row = this.#perHour(priced, band, base, null);
    if (at >= this.#hourly.length) {
      const longer = new Int32Array(this.#book.selections.length * this.#bands.length * 2).fill(-1);
      longer.set(this.#hourly);
      this.#hourly = longer;
    }
    this.#hourly[at] = row;
    return row;
  }

  /** The price per hour of a run of a schedule in a band. */
  run(selection: PricedSelection, band: number, rate: DecimalString, step: number): number {
    const known = this.#runs.get(selection) ?? new Map<string, number>();
    this.#runs.set(selection, known);
    const key = `${band} ${step} ${rate}`;
    const row = known.get(key) ?? this.#perHour(selection, band, rate, step);
    known.set(key, row);
    return row;
  }

  /** The price of a piece of a selection, by its index. */
  piece(selection: number): number {
    const known = this.#pieces.get(selection);
    if (known !== undefined) return known;
    const priced = this.#book.priced[selection]!;
    const price = formatDecimal(decimal(priced.basis.basis === 'piece' ? priced.basis.price : '0'));
    const piece = { unit: 'piece', base: price, unitPrice: price, modifiers: [], step: null } as const;
    const row = this.#add({ selection: priced, ...piece });
    this.#pieces.set(selection, row);
    return row;
  }

  #perHour(selection: PricedSelection, band: number, rate: DecimalString, step: number | null): number {
    const modifiers = selection.modifiers.filter((modifier) => modifier.band === this.#bands[band]);
    const unitPrice = applyModifiers(rate, modifiers, selection.combine);
    return this.#add({
      selection,
      unit: 'hour',
      base: formatDecimal(decimal(rate)),
      unitPrice,
      modifiers,
      step,
    });
  }

  #add(row: PriceRow): number {
    return this.rows.push(row) - 1;
  }
}
