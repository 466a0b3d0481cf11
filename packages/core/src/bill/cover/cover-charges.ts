import type { Charge } from '../../rating/charge.ts';
import type { WorkOfBill } from '../bill-work.ts';
import { type CoverBook, hasTaken, stepsOf, type Taken } from './cover-book.ts';
import type { CoverSource, OpenWork, Remainder } from './cover-source.ts';
import { atOverageFactor, atOverageRate, partOfCharge } from './part-of-charge.ts';

/** A charge that sources may still pay for, and what is to become of the rest. */
export interface OpenCharge {
  readonly charge: Charge;
  readonly remainder: Remainder;
}

/** Lets sources take their part of priced work, source by source. What is left keeps its price (R71). */
export function coverCharges(
  open: readonly OpenCharge[],
  sources: readonly CoverSource[],
  workOf: (entryId: string) => WorkOfBill,
  book: CoverBook,
): readonly OpenCharge[] {
  if (sources.length === 0) return open;
  let left = named(open);
  for (const source of sources) {
    const rest: NamedCharge[] = [];
    for (const one of left) {
      const kept = coverOne(one, source, workOf(one.charge.entryId), book);
      if (kept !== null) rest.push(kept);
    }
    left = rest;
  }
  return left;
}

/** A charge with the name under which it draws: its band, and a number where tiers make several of one band. */
interface NamedCharge extends OpenCharge {
  readonly part: string;
}

function coverOne(
  one: NamedCharge,
  source: CoverSource,
  work: WorkOfBill,
  book: CoverBook,
): NamedCharge | null {
  const { charge, part } = one;
  if (charge.billedSeconds === 0) return one;
  const wanted = openWork(charge, work, part);
  if (!source.takes(wanted)) return one;
  const draw = source.draw(wanted);
  const left = restOf(charge, { by: source.by, draw }, work, book);
  if (left === null) return null;
  if (source.remainder !== null) return { ...withRemainder(left, source.remainder), part };
  return left === charge ? one : { charge: left, remainder: one.remainder, part };
}

/** What is left to charge, or `null` when all of it is paid for. */
function restOf(charge: Charge, taken: Taken, work: WorkOfBill, book: CoverBook): Charge | null {
  const { draw } = taken;
  if (!hasTaken(draw)) return charge;
  const { band, measuredSeconds: whole } = charge;
  const billedSeconds = charge.billedSeconds - draw.coveredSeconds;
  const split = { work, band, measuredSeconds: whole, restBilled: billedSeconds };
  const measuredSeconds = book.book([taken], split);
  if (billedSeconds === 0) return null;
  const price = draw.pieceLeft === null ? {} : { unitPrice: draw.pieceLeft };
  return partOfCharge(charge, { billedSeconds, measuredSeconds, ...price }, stepsOf([taken]));
}

/** A charge that is left over by a source that has run out. */
export function withRemainder(charge: Charge, remainder: Remainder): OpenCharge {
  if (remainder.kind === 'factor') return { charge: atOverageFactor(charge, remainder), remainder };
  if (remainder.kind !== 'overage') return { charge, remainder };
  return { charge: atOverageRate(charge, remainder.componentId, remainder.rate), remainder };
}

function named(open: readonly OpenCharge[]): readonly NamedCharge[] {
  let before: Charge | null = null;
  let count = 0;
  return open.map(({ charge, remainder }) => {
    // Charges are in the order of work: those of one part lie side by side.
    count = before?.entryId === charge.entryId && before.band === charge.band ? count + 1 : 1;
    before = charge;
    return { charge, remainder, part: count === 1 ? charge.band : `${charge.band} ${count}` };
  });
}

function openWork(charge: Charge, { facts, workDate }: WorkOfBill, part: string): OpenWork {
  const { entryId, workItem, band, unit, billedSeconds, pieces, unitPrice, currency } = charge;
  const sold = { unit, billedSeconds, pieces, unitPrice, currency, once: null, reopenAfterDays: null };
  return { entryId, part, facts, workItem, workDate, band, ...sold };
}
