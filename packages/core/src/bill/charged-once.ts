import { incidentKey } from '../contract/allowance-measure.ts';
import type { Charge } from '../rating/charge.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { ChargedParts } from './bill-charges.ts';
import type { BilledDay, BilledIncident, BillHistory } from './bill-facts.ts';
import { dayKey } from './charged-days.ts';

/** A work item that a bill charges per incident. */
export interface ChargedIncident extends BilledIncident {
  readonly date: CivilDate;
  readonly turn: number;
}

/** What a bill charges as a whole, however long the work on it takes. */
export interface ChargedOnce {
  readonly incidents: readonly ChargedIncident[];
  readonly days: readonly BilledDay[];
}

/** The incidents and the days whose entries are charged, or covered. */
export function chargedOnce(
  { incidents, days, covered }: ChargedParts,
  charges: readonly Charge[],
  dateOf: (entryId: string) => CivilDate,
  before: BillHistory['billedIncidents'] = [],
): ChargedOnce {
  if (incidents.length + days.length === 0) return { incidents: [], days: [] };
  const turnOf = turnsAfter(before);
  const charging = new Set<string>();
  for (const { entryId } of charges) charging.add(entryId);
  for (const { entryId } of covered) charging.add(entryId);
  return {
    incidents: incidents
      .filter(({ entryId }) => charging.has(entryId))
      .map(({ entryId, workItem: { kind, id } }) => ({ kind, id, date: dateOf(entryId) }))
      .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
      .map((incident) => ({ ...incident, turn: turnOf(incident) })),
    days: days
      .filter(({ entryId }) => charging.has(entryId))
      .toSorted((one, other) => (dayKey(one) < dayKey(other) ? -1 : 1)),
  };
}

const sortKey = (incident: Pick<BilledIncident, 'kind' | 'id' | 'date'>): string =>
  `${incidentKey(incident)}\0${incident.date}`;

/** The next turn of a work item: above all that stand, so that one that was voided leaves no gap that could clash. */
function turnsAfter(
  before: readonly BilledIncident[],
): (incident: Pick<BilledIncident, 'kind' | 'id'>) => number {
  const next = new Map<string, number>();
  for (const { turn, ...incident } of before) {
    const key = incidentKey(incident);
    const known = next.get(key) ?? 0;
    next.set(key, Math.max(known, (turn ?? known) + 1));
  }
  return (incident) => {
    const turn = next.get(incidentKey(incident)) ?? 0;
    next.set(incidentKey(incident), turn + 1);
    return turn;
  };
}
