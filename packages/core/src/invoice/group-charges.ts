import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type GroupField, groupFields } from './group-field.ts';
import { type LinePolicy, groupKeys } from './line-policy.ts';
import { type Scaled, textOfScaled, toScaled } from '../money/scaled.ts';

/** What `priceLines` needs besides charges and policy. */
export interface LineOptions {
  /**
   * The ids of the taxes that a charge bears. Charges with different taxes never share a line. Left out: none.
   */
  readonly taxCodes?: (charge: Charge) => readonly string[];
}

/** The charges of one line, added up. */
export interface ChargeGroup {
  readonly key: string;
  readonly price: Scaled;
  readonly taxCodes: readonly string[];
  /** The charge that speaks for all where they may differ: the earliest by date, then by entry id. */
  lead: Charge;
  billedSeconds: number;
  pieces: number;
  to: CivilDate;
  /** In the order of the charges; the parts of one entry that follow each other count once. */
  readonly entryIds: string[];
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
  const taxCodesOf =
    taxCodes === undefined
      ? null
      : (charge: Charge) => [...new Set(readTaxCodes(taxCodes(charge), charge))].toSorted();
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
 * Adds up the charges of each line, in one pass.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when the charges are in several currencies.
 * @throws BillingError `TOTALS_INVALID` when the charges are of several customers.
 */
export function groupCharges(charges: Iterable<Charge>, keys: LineKeys): Iterable<ChargeGroup> {
  const groups = new Map<string, ChargeGroup>();
  // The key of a line takes microseconds to write, so charges find their line by a short one. Two short keys may mean
  // one line, when a price is written in two ways.
  const groupsByShortKey = new Map<string, ChargeGroup>();
  let first: Charge | null = null;
  for (const charge of charges) {
    first ??= charge;
    if (charge.currency !== first.currency || charge.customerId !== first.customerId) {
      throw strangerError(first, charge);
    }
    const shortKey = shortKeyOf(charge, keys);
    const group = groupsByShortKey.get(shortKey);
    if (group === undefined) groupsByShortKey.set(shortKey, openGroup(charge, keys, groups));
    else addTo(group, charge);
  }
  return groups.values();
}

function shortKeyOf(charge: Charge, { fields, taxCodesOf }: LineKeys): string {
  let key = charge.unit + charge.unitPrice;
  for (const { textOf } of fields) key += separator + textOf(charge);
  if (taxCodesOf !== null) key += separator + taxCodesOf(charge).join(separator);
  return key;
}

/** Adds a charge whose short key is new: to the group that has its key, or to a new one. */
function openGroup(charge: Charge, keys: LineKeys, groups: Map<string, ChargeGroup>): ChargeGroup {
  const key = lineKeyOf(charge, keys);
  const known = groups.get(key);
  if (known !== undefined) {
    addTo(known, charge);
    return known;
  }
  const group: ChargeGroup = {
    key,
    price: toScaled(charge.unitPrice),
    taxCodes: keys.taxCodesOf === null ? [] : keys.taxCodesOf(charge),
    lead: charge,
    billedSeconds: charge.billedSeconds,
    pieces: charge.pieces,
    to: charge.date,
    entryIds: [charge.entryId],
  };
  groups.set(key, group);
  return group;
}

function addTo(group: ChargeGroup, charge: Charge): void {
  const { lead, entryIds } = group;
  const { date, entryId } = charge;
  group.billedSeconds += charge.billedSeconds;
  group.pieces += charge.pieces;
  if (date > group.to) group.to = date;
  if (date < lead.date || (date === lead.date && entryId < lead.entryId)) group.lead = charge;
  if (entryIds[entryIds.length - 1] !== entryId) entryIds.push(entryId);
}

function strangerError(first: Charge, stranger: Charge): BillingError {
  if (stranger.currency !== first.currency) {
    return new BillingError('CURRENCY_MISMATCH', { left: first.currency, right: stranger.currency });
  }
  const message = `the charge of entry "${stranger.entryId}" is for "${stranger.customerId}", the lines are for "${first.customerId}"`;
  return inputError('TOTALS_INVALID', [{ path: ['charges'], message }]);
}
