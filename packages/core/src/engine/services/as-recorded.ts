import { inputError } from '../../errors/parse-input.ts';
import { valueOn } from '../../master-data/dated.ts';
import type { Named } from '../../master-data/named.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Collection } from '../collection.ts';
import { agentRecords, customerRecords, serviceTypeRecords, teamRecords } from '../records/master-data.ts';
import { noteUnknownCustomer } from '../records/unknown-customers.ts';
import { recordedWork, type WorkFact } from '../records/work.ts';
import type { Unit } from '../unit.ts';

/**
 * Work as it is kept: with the team that its agent was in on its day, so that moving an agent to another team never
 * moves earlier work. Ids that nobody has described are taken as they are; those of what was retired are refused.
 */
export async function asRecorded(unit: Unit, fact: WorkFact): Promise<WorkFact> {
  const { date, customerId } = recordedWork(fact);
  if (customerId !== null) {
    const isKnown = await requireInUse(unit, customerRecords, customerId, date, 'customerId');
    if (!isKnown) await noteUnknownCustomer(unit, customerId);
  }
  if (fact.kind !== 'entry') return fact;
  const { work } = fact;
  await requireInUse(unit, serviceTypeRecords, work.serviceTypeId, date, 'serviceTypeId');
  await requireInUse(unit, agentRecords, work.agentId, date, 'agentId');
  const agent = await unit.find(agentRecords, work.agentId);
  const teamId = work.teamId ?? (agent === null ? null : valueOn(agent.teams, date));
  if (teamId === null) return fact;
  await requireInUse(unit, teamRecords, teamId, date, 'teamId');
  return { kind: 'entry', work: { ...work, teamId } };
}

/** Refuses what was retired, and tells whether anybody has described it. */
async function requireInUse<Value extends Pick<Named, 'retiredOn'>>(
  unit: Unit,
  records: Collection<Value>,
  id: string,
  date: CivilDate,
  field: string,
): Promise<boolean> {
  const known = await unit.find(records, id);
  if (known === null || known.retiredOn === null || date < known.retiredOn) return known !== null;
  throw inputError('WORK_INVALID', [{ path: [field], message: `"${id}" was retired on ${known.retiredOn}` }]);
}
