import type { Band } from '../../calendar/band.ts';
import { allocateSeconds } from '../../money/allocate.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { TraceStep } from '../../rating/trace-step.ts';
import { type Instant, secondsToInstant } from '../../time/instant.ts';
import type { WorkOfBill } from '../bill-work.ts';
import type { CoveredBy, CoveredWork } from './covered-work.ts';
import type { SourceDraw } from './cover-source.ts';

/** What a source has taken of a piece of work. */
export interface Taken {
  readonly by: CoveredBy;
  readonly draw: SourceDraw;
}

/** A piece of work that sources have taken their parts of. */
export interface SplitWork {
  readonly work: WorkOfBill;
  readonly band: Band;
  /** Of the whole piece. */
  readonly measuredSeconds: number;
  /** Billed seconds that nobody has taken. */
  readonly restBilled: number;
}

/** Collects what is covered, and by what. */
export class CoverBook {
  readonly covered: CoveredWork[] = [];
  readonly postings: PrepaidPosting[] = [];

  /**
   * Books what was taken, with its share of the measured seconds (R4, by billed seconds). What is returned is the share
   * of the rest.
   */
  book(taken: readonly Taken[], { work, band, measuredSeconds, restBilled }: SplitWork): number {
    const weights = taken.map(({ draw }) => draw.coveredSeconds);
    weights.push(restBilled);
    if (weights.every((weight) => weight === 0)) return measuredSeconds;
    const shares = allocateSeconds(measuredSeconds, weights);
    const start = work.startSeconds === null ? null : secondsToInstant(work.startSeconds);
    for (const [at, { by, draw }] of taken.entries()) {
      this.covered.push(coveredWork(by, draw, { work, band, start, measuredSeconds: shares[at] ?? 0 }));
      this.postings.push(...draw.postings);
    }
    return shares.at(-1) ?? 0;
  }
}

/** Whether a draw has taken anything. */
export function hasTaken({ coveredSeconds, postings }: SourceDraw): boolean {
  return coveredSeconds > 0 || postings.length > 0;
}

/** What the trace of the rest has to say of what was taken. */
export function stepsOf(taken: readonly Taken[]): readonly TraceStep[] {
  return taken.flatMap(({ by, draw: { coveredSeconds: seconds, amount, pieceLeft } }): TraceStep[] => {
    if (by.kind === 'incident') return [];
    const { componentId, accountId } = by;
    const paid = pieceLeft === null ? null : (amount?.amount ?? null);
    return [{ code: 'covered', componentId, accountId, seconds, amount: paid }];
  });
}

interface CoveredPart extends Pick<SplitWork, 'work' | 'band' | 'measuredSeconds'> {
  readonly start: Instant | null;
}

function coveredWork(
  by: CoveredBy,
  { coveredSeconds, uses, postings, amount }: SourceDraw,
  { work: { entry, facts, workDate }, band, start, measuredSeconds }: CoveredPart,
): CoveredWork {
  return {
    entryId: entry.id,
    customerId: facts.customer,
    agentId: entry.agentId,
    teamId: entry.teamId ?? null,
    serviceTypeId: entry.serviceTypeId,
    workItem: entry.workItem ?? null,
    date: workDate,
    start,
    band,
    measuredSeconds,
    billedSeconds: coveredSeconds,
    by,
    uses,
    postings: postings.map(({ key }) => key),
    amount,
  };
}
