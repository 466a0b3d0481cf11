import { incidentKey } from '../../contract/allowance-measure.ts';
import { addDays, type CivilDate } from '../../time/civil-date.ts';
import type { BilledIncident } from '../bill-facts.ts';
import { type CoverSource, noDraw, type OpenWork } from './cover-source.ts';

/**
 * Work items whose price per incident was billed before pay for all later work on them (R66): for ever, or until so many
 * days have passed that they count again. Of what was billed on a day that nobody remembers, no days have passed.
 */
export function incidentSource(billed: readonly BilledIncident[]): CoverSource {
  const lastBilled = new Map<string, CivilDate | null>();
  for (const incident of billed) {
    const key = incidentKey(incident);
    const { date = null } = incident;
    const before = lastBilled.get(key);
    const isLater = before === undefined || (before !== null && (date === null || date > before));
    if (isLater) lastBilled.set(key, date);
  }
  return {
    by: { kind: 'incident', componentId: null, accountId: null },
    needsPrice: false,
    remainder: null,
    takes(work) {
      if (work.once !== 'work-item' || work.workItem === null) return false;
      const last = lastBilled.get(incidentKey(work.workItem));
      return last !== undefined && !isReopened(last, work);
    },
    draw: ({ billedSeconds }) => ({ ...noDraw, coveredSeconds: billedSeconds }),
  };
}

const isReopened = (last: CivilDate | null, { reopenAfterDays, workDate }: OpenWork): boolean =>
  last !== null && reopenAfterDays !== null && workDate >= addDays(last, reopenAfterDays);
