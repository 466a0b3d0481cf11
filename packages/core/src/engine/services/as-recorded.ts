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
export async function asRecorded(unit: Unit, facts: readonly WorkFact[]): Promise<readonly WorkFact[]> {
  const entries = facts.flatMap(({ kind, work }) => (kind === 'entry' ? [work] : []));
  const customerIds = new Set(facts.map((fact) => recordedWork(fact).customerId));
  const customers = await known(unit, customerRecords, customerIds);
  for (const id of customerIds) if (id !== null && !customers.has(id)) await noteUnknownCustomer(unit, id);
  const serviceTypes = await known(
    unit,
    serviceTypeRecords,
    entries.map(({ serviceTypeId }) => serviceTypeId),
  );
  const agents = await known(
    unit,
    agentRecords,
    entries.map(({ agentId }) => agentId),
  );
  const told = facts.map((fact): WorkFact => {
    const { date, customerId } = recordedWork(fact);
    if (customerId !== null) requireInUse(customers, customerId, date, 'customerId');
    if (fact.kind !== 'entry') return fact;
    const { work } = fact;
    requireInUse(serviceTypes, work.serviceTypeId, date, 'serviceTypeId');
    requireInUse(agents, work.agentId, date, 'agentId');
    const agent = agents.get(work.agentId);
    const teamId = work.teamId ?? (agent === undefined ? null : valueOn(agent.teams, date));
    return teamId === null ? fact : { kind: 'entry', work: { ...work, teamId } };
  });
  const teams = await known(unit, teamRecords, told.map(teamOf));
  for (const fact of told) {
    const teamId = teamOf(fact);
    if (teamId !== null) requireInUse(teams, teamId, recordedWork(fact).date, 'teamId');
  }
  return told;
}

const teamOf = ({ kind, work }: WorkFact): string | null => (kind === 'entry' ? (work.teamId ?? null) : null);

/** What is described of these ids. */
async function known<Value>(
  unit: Unit,
  records: Collection<Value>,
  ids: Iterable<string | null>,
): Promise<ReadonlyMap<string, Value>> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  const values = await unit.findAll(records, asked);
  return new Map(values.flatMap((value) => (value === null ? [] : [[records.id(value), value]])));
}

function requireInUse(
  described: ReadonlyMap<string, Pick<Named, 'retiredOn'>>,
  id: string,
  date: CivilDate,
  field: string,
): void {
  const retiredOn = described.get(id)?.retiredOn ?? null;
  if (retiredOn === null || date < retiredOn) return;
  throw inputError('WORK_INVALID', [{ path: [field], message: `"${id}" was retired on ${retiredOn}` }]);
}
