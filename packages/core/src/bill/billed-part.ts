import { z } from 'zod';
import type { Band } from '../calendar/band.ts';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema } from '../errors/text-schema.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';
import { type DecimalString, nonNegativeDecimalSchema } from '../money/decimal-string.ts';

/** Time of an entry in one band. */
export interface PartSeconds {
  readonly band: Band;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
}

/**
 * What one bill has taken of an entry that it did not take whole: the rest waits for a decision. Store it with the bill,
 * and hand in those of the bills that stand, with the entry, when it is billed again.
 */
export interface BilledPart {
  readonly entryId: string;
  /** How many bills had taken a part of the entry before: 0 for the first. */
  readonly turn: number;
  /** The time of the whole entry as it was measured for the first of them; it is never measured anew. */
  readonly whole: readonly PartSeconds[];
  /** What this bill charges or covers. */
  readonly taken: readonly PartSeconds[];
  /** For a price per piece: what it came to, and what of it this bill charges or covers. Otherwise `null`. */
  readonly piece: { readonly price: DecimalString; readonly taken: DecimalString } | null;
  /** The keys of the postings that pay for it. */
  readonly postings: readonly string[];
}

/** What is left of an entry of which bills have taken parts. */
export interface RestOfEntry {
  /** How many bills have taken a part of it. */
  readonly turn: number;
  readonly whole: readonly PartSeconds[];
  /** What nobody has taken; empty when everything was billed. */
  readonly parts: readonly PartSeconds[];
  /** For a price per piece: what it came to, and what of it is left. Otherwise `null`. */
  readonly piece: { readonly price: DecimalString; readonly left: DecimalString } | null;
  readonly postings: readonly string[];
}

const secondsSchema = z.array(
  z.strictObject({ band: idSchema, measuredSeconds: z.int().min(0), billedSeconds: z.int().min(0) }),
);

/** What a {@link BilledPart} must look like when it comes from outside. */
export const billedPartSchema: z.ZodType<BilledPart, BilledPart> = z.strictObject({
  entryId: idSchema,
  turn: z.int().min(0),
  whole: secondsSchema,
  taken: secondsSchema,
  piece: z.strictObject({ price: nonNegativeDecimalSchema, taken: nonNegativeDecimalSchema }).nullable(),
  postings: z.array(z.string()),
});

const billedPartsSchema = z.array(billedPartSchema).min(1, 'is empty: what no bill has taken has no rest');

/**
 * What is left of an entry of which bills have taken parts. When one of them is voided, leave its part out: what it took
 * is open again, and nothing else.
 *
 * @param billed the parts of one entry, of the bills that stand
 * @throws BillingError `BILL_INVALID` when the parts are not of one entry, or take more than there was.
 * @example
 * ```ts
 * import { restOfEntry } from '@billwright/core';
 *
 * const whole = [{ band: 'business', measuredSeconds: 10_800, billedSeconds: 10_800 }];
 * const taken = [{ band: 'business', measuredSeconds: 7200, billedSeconds: 7200 }];
 * const rest = restOfEntry([{ entryId: 'te_1', turn: 0, whole, taken, piece: null, postings: [] }]);
 * console.log(rest.turn, rest.parts.map(({ band, billedSeconds }) => `${band} ${billedSeconds}`).join());
 * // => 1 business 3600
 * ```
 */
export function restOfEntry(billed: readonly BilledPart[]): RestOfEntry {
  const parts = parseInput('BILL_INVALID', billedPartsSchema, billed);
  // The schema asks for one.
  const { entryId, whole, piece } = parts[0]!;
  let left = whole;
  let leftOfPiece = decimal(piece?.price ?? '0');
  for (const one of parts) {
    if (one.entryId !== entryId || JSON.stringify(one.whole) !== JSON.stringify(whole)) {
      throw partsError(`is of other work than the parts before it: "${one.entryId}"`);
    }
    left = without(left, one.taken);
    leftOfPiece = leftOfPiece.minus(one.piece?.taken ?? '0');
  }
  const tooMuch =
    left.some(({ measuredSeconds, billedSeconds }) => measuredSeconds < 0 || billedSeconds < 0) ||
    leftOfPiece.isNegative();
  if (tooMuch) throw partsError(`take more of "${entryId}" than there was`);
  return {
    turn: Math.max(...parts.map(({ turn }) => turn)) + 1,
    whole,
    parts: left.filter((part) => part.measuredSeconds > 0 || part.billedSeconds > 0),
    piece: piece === null ? null : { price: piece.price, left: formatDecimal(leftOfPiece) },
    postings: parts.flatMap(({ postings }) => postings),
  };
}

/** Whether nothing of an entry is left to bill. */
export function isBilledWhole({ parts, piece }: RestOfEntry): boolean {
  return piece === null ? parts.length === 0 : decimal(piece.left).isZero();
}

/** Parts of one entry added up by band. */
export function sumParts(parts: readonly PartSeconds[]): readonly PartSeconds[] {
  const sums = new Map<Band, PartSeconds>();
  for (const { band, measuredSeconds, billedSeconds } of parts) {
    const sum = sums.get(band);
    sums.set(band, {
      band,
      measuredSeconds: (sum?.measuredSeconds ?? 0) + measuredSeconds,
      billedSeconds: (sum?.billedSeconds ?? 0) + billedSeconds,
    });
  }
  return [...sums.values()];
}

function without(left: readonly PartSeconds[], taken: readonly PartSeconds[]): readonly PartSeconds[] {
  const negative = taken.map(({ band, measuredSeconds, billedSeconds }) => ({
    band,
    measuredSeconds: -measuredSeconds,
    billedSeconds: -billedSeconds,
  }));
  return sumParts([...left, ...negative]);
}

const partsError = (message: string): Error =>
  inputError('BILL_INVALID', [{ path: ['history', 'billedParts'], message }]);
