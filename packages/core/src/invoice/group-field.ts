import type { Charge } from '../rating/charge.ts';
import type { LineGroup } from './invoice-line.ts';
import type { GroupKey } from './line-policy.ts';
import { workItemOfLine } from './work-item-of-line.ts';

/** One thing that the charges of a line can have in common. */
export interface GroupField {
  readonly name: GroupKey;
  /** What the charge has, or the empty text: no id is empty. */
  readonly textOf: (charge: Charge) => string;
  /** The same for people and programs that read the line. */
  readonly groupOf: (charge: Charge) => LineGroup;
}

/** How each grouping key is read from a charge. */
export const groupFields: { readonly [Name in GroupKey]: GroupField } = {
  entry: {
    name: 'entry',
    textOf: ({ entryId }) => entryId,
    groupOf: ({ entryId }) => ({ entryId }),
  },
  'work-item': {
    name: 'work-item',
    textOf: ({ workItem }) => (workItem === null ? '' : `${workItem.kind}/${workItem.id}`),
    groupOf: ({ workItem }) => ({ workItem: workItemOfLine(workItem) }),
  },
  agent: {
    name: 'agent',
    textOf: ({ agentId }) => agentId,
    groupOf: ({ agentId }) => ({ agentId }),
  },
  team: {
    name: 'team',
    textOf: ({ teamId }) => teamId ?? '',
    groupOf: ({ teamId }) => ({ teamId }),
  },
  'service-type': {
    name: 'service-type',
    textOf: ({ serviceTypeId }) => serviceTypeId,
    groupOf: ({ serviceTypeId }) => ({ serviceTypeId }),
  },
  band: {
    name: 'band',
    textOf: ({ band }) => band,
    groupOf: ({ band }) => ({ band }),
  },
};
