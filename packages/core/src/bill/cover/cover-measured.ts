import type { MeasuredPart } from '../../rating/rate-in-steps.ts';
import type { TraceStep } from '../../rating/trace-step.ts';
import type { WorkOfBill } from '../bill-work.ts';
import { type CoverBook, hasTaken, stepsOf, type Taken } from './cover-book.ts';
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
 * Lets the sources that need no price take their part of measured work. Going work by work over all sources is the
 * same as going source by source over all work: what a source has left depends only on earlier work.
 */
export function coverMeasured(
  parts: readonly MeasuredPart[],
  sources: readonly CoverSource[],
  workAt: (position: number) => WorkOfBill,
  book: CoverBook,
): readonly OpenPart[] {
  const open: OpenPart[] = [];
  for (const part of parts) {
    const work = workAt(part.position);
    const { taken, rest, remainder } = drawFrom(sources, part, work);
    if (taken.length === 0) {
      open.push({ part, remainder, why: noSteps });
      continue;
    }
    const { band, measuredSeconds: whole } = part;
    const measuredSeconds = book.book(taken, { work, band, measuredSeconds: whole, restBilled: rest });
    if (rest === 0) continue;
    open.push({ part: { ...part, billedSeconds: rest, measuredSeconds }, remainder, why: stepsOf(taken) });
  }
  return open;
}

const noSteps: readonly TraceStep[] = [];
const asUsual: Remainder = { kind: 'charge' };

/** What the sources take of one part, each of what the ones before it have left. */
function drawFrom(
  sources: readonly CoverSource[],
  part: MeasuredPart,
  work: WorkOfBill,
): { readonly taken: readonly Taken[]; readonly rest: number; readonly remainder: Remainder } {
  const taken: Taken[] = [];
  let rest = part.billedSeconds;
  let remainder = asUsual;
  let open: OpenWork | null = null;
  for (const source of sources) {
    if (rest === 0) break;
    open ??= openWork(part, work);
    if (!source.takes(open)) continue;
    const draw = source.draw(open);
    if (draw.coveredSeconds > 0) {
      rest -= draw.coveredSeconds;
      open = { ...open, billedSeconds: rest };
    }
    if (hasTaken(draw)) taken.push({ by: source.by, draw });
    if (rest > 0) remainder = source.remainder ?? remainder;
  }
  return { taken, rest, remainder };
}

function openWork(
  { band, billedSeconds, once, reopenAfterDays }: MeasuredPart,
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
    reopenAfterDays,
    unitPrice: '0',
    currency: '',
  };
}
