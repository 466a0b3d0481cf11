import type { ReportedWork } from './reported-work.ts';

/** What became of worked time. Billable and not billable sum to worked, billed and unbilled to billable. */
export interface WorkTime {
  readonly workedSeconds: number;
  /** What may be billed: all but what is left out on purpose. Work that waits for a decision is billable. */
  readonly billableSeconds: number;
  readonly nonBillableSeconds: number;
  /** Worked seconds of billable work that is on a bill, covered work among it. */
  readonly billedSeconds: number;
  readonly unbilledSeconds: number;
}

/** Sums the worked seconds of entries by what became of them. */
export function timeOf(work: readonly ReportedWork[]): WorkTime {
  const secondsOf = (counts: (one: ReportedWork) => boolean): number =>
    work.reduce((sum, one) => sum + (counts(one) ? one.workedSeconds : 0), 0);
  return {
    workedSeconds: secondsOf(() => true),
    billableSeconds: secondsOf(isBillable),
    nonBillableSeconds: secondsOf((one) => !isBillable(one)),
    billedSeconds: secondsOf((one) => isBillable(one) && one.billed !== null),
    unbilledSeconds: secondsOf((one) => isBillable(one) && one.billed === null),
  };
}

/** What a bill charges is billable, whatever a later rating says of it. */
const isBillable = ({ excluded, billed }: ReportedWork): boolean => excluded === null || billed !== null;
