import type { Band } from '../../calendar/band.ts';
import { allocateSeconds } from '../../money/allocate.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { TraceStep } from '../../rating/trace-step.ts';
import type { WorkOfBill } from '../bill-work.ts';
import type { CoveredBy, CoveredWork } from './covered-work.ts';
import type { SourceDraw } from './cover-source.ts';

/** One piece of work while sources take their parts of it. */
export interface Split {
  /** Whether anything was taken. */
  readonly isUsed: boolean;
  /** What the trace of the rest has to say. */
  readonly why: readonly TraceStep[];
  add(by: CoveredBy, draw: SourceDraw): void;
  /**
   * Books what was taken, with its share of the measured seconds (R4, by billed seconds). What is returned is the
   * share of the rest.
   */
  close(restBilled: number, work: WorkOfBill, band: Band): number;
}

/** Collects what is covered, and by what. */
export class CoverBook {
  readonly covered: CoveredWork[] = [];
  readonly postings: PrepaidPosting[] = [];

  /** Opens a piece of work of so many measured seconds. */
  split(measuredSeconds: number): Split {
    const taken: { readonly by: CoveredBy; readonly draw: SourceDraw }[] = [];
    return {
      get isUsed() {
        return taken.length > 0;
      },
      get why() {
        return taken.flatMap(({ by, draw }) => stepOf(by, draw));
      },
      add: (by, draw) => {
        if (draw.coveredSeconds > 0 || draw.postings.length > 0) taken.push({ by, draw });
      },
      close: (restBilled, work, band) => {
        const weights = [...taken.map(({ draw }) => draw.coveredSeconds), restBilled];
        if (weights.every((weight) => weight === 0)) return measuredSeconds;
        const shares = allocateSeconds(measuredSeconds, weights);
        for (const [at, { by, draw }] of taken.entries()) {
          this.#book(coveredWork(by, draw, work, band, shares[at] ?? 0), draw);
        }
        return shares.at(-1) ?? 0;
      },
    };
  }

  #book(covered: CoveredWork, draw: SourceDraw): void {
    this.covered.push(covered);
    this.postings.push(...draw.postings);
  }
}

function stepOf(by: CoveredBy, { coveredSeconds: seconds, amount, pieceLeft }: SourceDraw): TraceStep[] {
  if (by.kind === 'incident') return [];
  const { componentId, accountId } = by;
  const paid = pieceLeft === null ? null : (amount?.amount ?? null);
  return [{ code: 'covered', componentId, accountId, seconds, amount: paid }];
}

function coveredWork(
  by: CoveredBy,
  { coveredSeconds, uses, postings, amount }: SourceDraw,
  { entry, facts, workDate, start }: WorkOfBill,
  band: Band,
  measuredSeconds: number,
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
