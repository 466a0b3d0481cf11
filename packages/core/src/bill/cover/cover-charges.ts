import type { Charge } from '../../rating/charge.ts';
import type { WorkOfBill } from '../bill-work.ts';
import type { CoverBook } from './cover-book.ts';
import type { CoverSource, OpenWork, Remainder } from './cover-source.ts';
import { atOverageRate, partOfCharge } from './part-of-charge.ts';

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
  const parts = partNames(open);
  return sources.reduce(
    (left, source) =>
      left.flatMap((one) => {
        const work = workOf(one.charge.entryId);
        const part = parts.get(one.charge.key) ?? one.charge.band;
        return coverOne(one, source, { work, part, book });
      }),
    open,
  );
}

interface Setting {
  readonly work: WorkOfBill;
  readonly part: string;
  readonly book: CoverBook;
}

function coverOne(
  one: OpenCharge,
  source: CoverSource,
  { work, part, book }: Setting,
): readonly OpenCharge[] {
  const { charge } = one;
  const wanted = openWork(charge, work, part);
  if (charge.billedSeconds === 0 || !source.takes(wanted)) return [one];
  const draw = source.draw(wanted);
  const rest = charge.billedSeconds - draw.coveredSeconds;
  const split = book.split(charge.measuredSeconds);
  split.add(source.by, draw);
  const measuredSeconds = split.close(rest, work, charge.band);
  if (rest === 0) return [];
  const left = split.isUsed
    ? partOfCharge(
        charge,
        {
          billedSeconds: rest,
          measuredSeconds,
          ...(draw.pieceLeft === null ? {} : { unitPrice: draw.pieceLeft }),
        },
        split.why,
      )
    : charge;
  return [source.remainder === null ? { ...one, charge: left } : withRemainder(left, source.remainder)];
}

/** A charge that is left over by a source that has run out. */
export function withRemainder(charge: Charge, remainder: Remainder): OpenCharge {
  if (remainder.kind !== 'overage') return { charge, remainder };
  return { charge: atOverageRate(charge, remainder.componentId, remainder.rate), remainder };
}

/** The names under which charges draw: their band, and a number where tiers make several of one band. */
function partNames(open: readonly OpenCharge[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    open.map(({ charge: { key, entryId, band } }) => {
      const name = `${entryId}\0${band}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [key, count === 1 ? band : `${band} ${count}`];
    }),
  );
}

function openWork(charge: Charge, { facts, workDate }: WorkOfBill, part: string): OpenWork {
  const { entryId, workItem, band, unit, billedSeconds, pieces, unitPrice, currency } = charge;
  const sold = { unit, billedSeconds, pieces, unitPrice, currency, once: null };
  return { entryId, part, facts, workItem, workDate, band, ...sold };
}
