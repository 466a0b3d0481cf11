import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import { textOfScaled, toScaled } from '../money/scaled.ts';
import type { Charge } from '../rating/charge.ts';
import { type GroupField, groupFields } from './group-field.ts';
import { type LinePolicy, groupKeys } from './line-policy.ts';

/** What {@link priceLines} and {@link chargesByLine} need besides charges and policy. */
export interface LineOptions {
  /**
   * The ids of the taxes that a charge bears. Charges with different taxes never share a line. Left out: none.
   */
  readonly taxCodes?: (charge: Charge) => readonly string[];
}

/** Tells which line a charge is on. */
export interface LineKeys {
  readonly fields: readonly GroupField[];
  readonly taxCodesOf: ((charge: Charge) => readonly string[]) | null;
}

/** Between the parts of a short key. No id holds it. */
const separator = '\0';

/** Reads from a policy what the charges of a line have in common. */
export function lineKeys({ groupBy }: LinePolicy, { taxCodes }: LineOptions = {}): LineKeys {
  const fields = groupKeys.filter((key) => groupBy.includes(key)).map((key) => groupFields[key]);
  if (taxCodes === undefined) return { fields, taxCodesOf: null };
  if (typeof taxCodes !== 'function') {
    const message = `is ${nameOfValue(taxCodes)} and no function: write (charge) => ['vat']`;
    throw inputError('TOTALS_INVALID', [{ path: ['options', 'taxCodes'], message }]);
  }
  const taxCodesOf = (charge: Charge): readonly string[] =>
    [...new Set(readTaxCodes(taxCodes(charge), charge))].toSorted();
  return { fields, taxCodesOf };
}

/** Checked, because the letters of a word, or nothing, would be taken for tax codes, and the tax be lost. */
function readTaxCodes(given: unknown, { entryId }: Charge): readonly string[] {
  if (Array.isArray(given) && given.every((code) => typeof code === 'string')) return given;
  const message = `gives no array of tax codes for the charge of entry "${entryId}"`;
  throw inputError('TOTALS_INVALID', [{ path: ['options', 'taxCodes'], message }]);
}

/** The key of the line that a charge is on. */
export function lineKeyOf(charge: Charge, { fields, taxCodesOf }: LineKeys): string {
  const parts = [charge.unit === 'hour' ? 'time' : 'piece'];
  for (const { name, textOf } of fields) parts.push(`${name}=${encodeURIComponent(textOf(charge))}`);
  parts.push(`price=${textOfScaled(toScaled(charge.unitPrice))}`);
  const taxCodes = taxCodesOf === null ? [] : taxCodesOf(charge);
  if (taxCodes.length > 0) parts.push(`tax=${taxCodes.map(encodeURIComponent).join('+')}`);
  return parts.join(':');
}

/**
 * Tells lines apart like {@link lineKeyOf}, which takes microseconds to write. Two short keys may mean one line, when a
 * price is written in two ways.
 */
export function shortKeyOf(charge: Charge, { fields, taxCodesOf }: LineKeys): string {
  let key = charge.unit + charge.unitPrice;
  for (const { textOf } of fields) key += separator + textOf(charge);
  if (taxCodesOf !== null) key += separator + taxCodesOf(charge).join(separator);
  return key;
}
