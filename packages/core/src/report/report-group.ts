import { z } from 'zod';
import { compareText } from '../invoice/compare-text.ts';
import type { WorkItem } from '../work/work-item.ts';

const dimensions = ['customer', 'contract', 'agent', 'team', 'service-type', 'work-item'] as const;

/** What a report is grouped by. */
export type ReportDimension = (typeof dimensions)[number];

/** A {@link ReportDimension} from outside. */
export const reportDimensionSchema: z.ZodType<ReportDimension> = z.enum(dimensions);

/** Everything that work, and what is charged beside it, can be grouped by. `null` where it has none. */
export interface GroupableWork {
  readonly customerId: string | null;
  readonly contractId: string | null;
  readonly agentId: string | null;
  readonly teamId: string | null;
  readonly serviceTypeId: string | null;
  readonly workItem: Pick<WorkItem, 'kind' | 'id'> | null;
}

/** The group that something belongs to, or the empty text for that of none: no id is empty. */
export function groupOf(thing: GroupableWork, by: ReportDimension): string {
  switch (by) {
    case 'customer':
      return thing.customerId ?? '';
    case 'contract':
      return thing.contractId ?? '';
    case 'agent':
      return thing.agentId ?? '';
    case 'team':
      return thing.teamId ?? '';
    case 'service-type':
      return thing.serviceTypeId ?? '';
    case 'work-item':
      return thing.workItem === null ? '' : `${thing.workItem.kind}/${thing.workItem.id}`;
  }
}

/** The id of a group as it is told. */
export const idOfGroup = (group: string): string | null => (group === '' ? null : group);

/** Things by their group, groups in the order of their names, that of none last. */
export function intoGroups<Thing>(
  things: Iterable<Thing>,
  nameOf: (thing: Thing) => string,
): readonly (readonly [group: string, things: readonly Thing[]])[] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const own = groups.get(name);
    if (own === undefined) groups.set(name, [thing]);
    else own.push(thing);
  }
  return [...groups].toSorted(
    ([one], [other]) => Number(one === '') - Number(other === '') || compareText(one, other),
  );
}
