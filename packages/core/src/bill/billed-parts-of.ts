import { decimal, formatDecimal } from '../money/decimal.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Charge } from '../rating/charge.ts';
import { type BilledPart, type PartSeconds, sumParts } from './billed-part.ts';
import type { HeldPart } from './bill-charges.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import type { RestsOfEntries } from './resume-work.ts';

/** What became of the work of a bill. */
interface Outcome {
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  readonly held: readonly HeldPart[];
  /** What was left of entries before. */
  readonly rests: RestsOfEntries;
}

/** What the bill takes of the entries that it does not take whole, or not the first time. By entry id. */
export function billedPartsOf({ charges, covered, held, rests }: Outcome): readonly BilledPart[] {
  const ids = new Set([...held.map(({ entryId }) => entryId), ...rests.keys()]);
  if (ids.size === 0) return [];
  const byEntry = new Map<string, Own>([...ids].map((id) => [id, { charges: [], covered: [], held: [] }]));
  for (const charge of charges) byEntry.get(charge.entryId)?.charges.push(charge);
  for (const work of covered) byEntry.get(work.entryId)?.covered.push(work);
  for (const part of held) byEntry.get(part.entryId)?.held.push(part);
  return [...byEntry]
    .flatMap(([entryId, own]) => billedPart(entryId, own, rests))
    .toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1));
}

interface Own {
  readonly charges: Charge[];
  readonly covered: CoveredWork[];
  readonly held: HeldPart[];
}

function billedPart(entryId: string, own: Own, rests: RestsOfEntries): readonly BilledPart[] {
  const { charges, covered, held } = own;
  // An entry of which nothing is taken waits as a whole, as if it had not been handed in.
  if (charges.length + covered.length === 0) return [];
  const rest = rests.get(entryId);
  const taken = sumParts([...charges, ...covered].map(secondsOf));
  return [
    {
      entryId,
      turn: rest?.turn ?? 0,
      whole: rest?.whole ?? sumParts([...taken, ...held.map(secondsOf)]),
      taken,
      piece: pieceOf(own, rest?.piece ?? null),
      postings: covered.flatMap(({ postings }) => postings),
    },
  ];
}

const secondsOf = ({ band, measuredSeconds, billedSeconds }: PartSeconds): PartSeconds => ({
  band,
  measuredSeconds,
  billedSeconds,
});

/** A price per piece is not told by seconds. What does not wait of it was taken, by whatever pays for it. */
function pieceOf(
  { charges, covered, held }: Own,
  before: { readonly price: DecimalString; readonly left: DecimalString } | null,
): BilledPart['piece'] {
  const prices = held.flatMap(({ piecePrice }) => piecePrice ?? []);
  const waiting = addDecimals(prices);
  if (before !== null) {
    return { price: before.price, taken: formatDecimal(decimal(before.left).minus(waiting)) };
  }
  if (prices.length === 0) return null;
  const paid = covered.flatMap(({ amount }) => amount?.amount ?? []);
  const taken = addDecimals([...paid, ...charges.map(({ amount }) => amount)]);
  return { price: addDecimals([taken, waiting]), taken };
}

const addDecimals = (values: readonly DecimalString[]): DecimalString =>
  formatDecimal(values.reduce((sum, value) => sum.plus(value), decimal(0)));
