import { type Scaled, toScaled } from '../money/scaled.ts';
import type { Charge } from '../rating/charge.ts';
import type { Charges } from '../rating/charges-of.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { chargesIntoLines } from './charges-into-lines.ts';
import type { LineKeys } from './line-keys.ts';

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

/** Adds up the charges of each line. */
export function groupCharges(charges: Charges, keys: LineKeys): Iterable<ChargeGroup> {
  const open = (charge: Charge, key: string): ChargeGroup => ({
    key,
    price: toScaled(charge.unitPrice),
    taxCodes: keys.taxCodesOf === null ? [] : keys.taxCodesOf(charge),
    lead: charge,
    billedSeconds: charge.billedSeconds,
    pieces: charge.pieces,
    to: charge.date,
    entryIds: [charge.entryId],
  });
  return chargesIntoLines(charges, keys, { open, add: addTo }).values();
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
