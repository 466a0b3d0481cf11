import type { DecimalString } from '../../money/decimal-string.ts';
import { decimal, formatDecimal } from '../../money/decimal.ts';
import { applyModifiers } from './apply-modifiers.ts';
import type { BandModifier } from '../band-modifier.ts';
import type { PricedSelection } from './selection.ts';

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
  readonly #bands: readonly string[];
  readonly #runs = new Map<PricedSelection, Map<string, number>>();

  constructor(bands: readonly string[]) {
    this.#bands = bands;
  }

  /** The price per hour of a selection in a band. */
  hourly(selection: PricedSelection, band: number): number {
    const known = selection.priceRows[band];
    if (known !== undefined) return known;
    const base = selection.basis.basis === 'hourly' ? selection.basis.rate : '0';
    const row = this.#perHour(selection, band, base, null);
    selection.priceRows[band] = row;
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

  /** The price of a piece. */
  piece(selection: PricedSelection, price: DecimalString): number {
    const known = selection.priceRows[0];
    if (known !== undefined) return known;
    const exact = formatDecimal(decimal(price));
    const row = this.#add({
      selection,
      unit: 'piece',
      base: exact,
      unitPrice: exact,
      modifiers: [],
      step: null,
    });
    selection.priceRows[0] = row;
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
