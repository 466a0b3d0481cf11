import { createHash } from 'node:crypto';

/** Gives an entry without id one of its own. */
export type MakeId = (entry: Readonly<Record<string, unknown>>) => string;

// What the entry says. Not what may change while it stays the same work: whether it is billable, tags, attributes.
const identity = [
  'customerId',
  'agentId',
  'teamId',
  'serviceTypeId',
  'workItem',
  'start',
  'end',
  'breakMinutes',
  'date',
  'minutes',
  'note',
] as const;

/**
 * Makes ids of what entries say and of how many equal ones came before: `csv-<hash>`, `csv-<hash>-2`. Remembers
 * a short text for each different entry.
 */
export function entryIds(): MakeId {
  const seen = new Set<string>();
  const repeated = new Map<string, number>();
  return (entry) => {
    const facts = JSON.stringify(identity.map((field) => entry[field] ?? null));
    const id = `csv-${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}`;
    if (!seen.has(id)) {
      seen.add(id);
      return id;
    }
    const count = (repeated.get(id) ?? 1) + 1;
    repeated.set(id, count);
    return `${id}-${count}`;
  };
}
