import { incidentKey } from '../../contract/allowance-measure.ts';
import { type CivilDate, dayNumber } from '../../time/civil-date.ts';
import type { BilledIncident } from '../bill-facts.ts';
import { type CoverSource, noDraw, type OpenWork } from './cover-source.ts';

/**
 * Work items whose price per incident was billed before pay for other work on them (R66): for ever, or for work within
 * so many days of that which carried the price; after them they count again. Work that came in late counts again as
 * well, when it is as many days older: with it known in time, both would have counted. Of what was billed on a day that
 * nobody remembers, no days have passed.
 */
export function incidentSource(billed: readonly BilledIncident[]): CoverSource {
  const datesOf = new Map<string, (CivilDate | null)[]>();
  for (const incident of billed) {
    const key = incidentKey(incident);
    const own = datesOf.get(key);
    if (own === undefined) datesOf.set(key, [incident.date ?? null]);
    else own.push(incident.date ?? null);
  }
  return {
    by: { kind: 'incident', componentId: null, accountId: null },
    needsPrice: false,
    remainder: null,
    takes(work) {
      if (work.once !== 'work-item' || work.workItem === null) return false;
      const dates = datesOf.get(incidentKey(work.workItem)) ?? [];
      return dates.some((date) => pays(date, work));
    },
    draw: ({ billedSeconds }) => ({ ...noDraw, coveredSeconds: billedSeconds }),
  };
}

const pays = (date: CivilDate | null, { reopenAfterDays, workDate }: OpenWork): boolean =>
  date === null ||
  reopenAfterDays === null ||
  Math.abs(dayNumber(workDate) - dayNumber(date)) < reopenAfterDays;
