import type { MeasuredPart } from '../../rating/rate-in-steps.ts';
import type { TraceStep } from '../../rating/trace-step.ts';
import type { WorkOfBill } from '../bill-work.ts';
import type { CoverBook } from './cover-book.ts';
import type { CoverSource, OpenWork, Remainder } from './cover-source.ts';

/** What is left of a measured part, and what is to become of it. */
export interface OpenPart {
  /** Less the seconds that somebody pays for. */
  readonly part: MeasuredPart;
  readonly remainder: Remainder;
  /** What the trace of its first charge has to say of what was taken. */
  readonly why: readonly TraceStep[];
}

/**
 * Lets the sources that need no price take their part of measured work. Going source by source over all work is the
 * same as going work by work over all sources: what a source has left depends only on earlier work.
 */
export function coverMeasured(
  parts: readonly MeasuredPart[],
  sources: readonly CoverSource[],
  workAt: (position: number) => WorkOfBill,
  book: CoverBook,
): readonly OpenPart[] {
  const open = parts.map((part) => ({
    part,
    work: openWork(part, workAt(part.position)),
    rest: part.billedSeconds,
    remainder: { kind: 'charge' } as Remainder,
    split: book.split(part.measuredSeconds),
  }));
  for (const source of sources) {
    for (const one of open) {
      if (one.rest === 0 || !source.takes(one.work)) continue;
      const draw = source.draw({ ...one.work, billedSeconds: one.rest });
      one.split.add(source.by, draw);
      one.rest -= draw.coveredSeconds;
      if (one.rest > 0) one.remainder = source.remainder ?? one.remainder;
    }
  }
  return open.flatMap(({ part, rest, remainder, split }) => {
    const measuredSeconds = split.close(rest, workAt(part.position), part.band);
    if (rest === 0 && split.isUsed) return [];
    return [{ part: { ...part, billedSeconds: rest, measuredSeconds }, remainder, why: split.why }];
  });
}

function openWork(
  { band, billedSeconds, once }: MeasuredPart,
  { entry, facts, workDate }: WorkOfBill,
): OpenWork {
  return {
    entryId: entry.id,
    part: band,
    facts,
    workItem: entry.workItem ?? null,
    workDate,
    band,
    unit: once === null ? 'hour' : 'piece',
    billedSeconds,
    pieces: once === null ? 0 : 1,
    once,
    unitPrice: '0',
    currency: '',
  };
}
