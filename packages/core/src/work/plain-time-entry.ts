import { maximumIdLength } from '../errors/text-schema.ts';
import type { TimeEntry } from './time-entry.ts';

// The same words as in the schema, for one comparison each.
type Unchecked = {
  readonly [Key in keyof TimeEntry | 'start' | 'end' | 'breakMinutes' | 'date' | 'minutes']?: unknown;
};

/**
 * Says quickly whether a value surely has the shape of a time entry: known keys only, ids that are ids, the right
 * kind of timing. `true` is a promise that {@link timeEntrySchema} accepts it but for what its timestamps, dates and
 * minutes say; `false` only means that the schema must be asked. Values with a prototype of their own are the
 * schema's: their getters could hide an unknown key from the count.
 *
 * A hundred thousand entries pass here in the time in which the schema reads a few thousand.
 */
export function isPlainTimeEntry(value: unknown): value is TimeEntry {
  if (!isPlainObject(value)) return false;
  const entry: Unchecked = value;
  // Rare fields are left to the schema; the ones below are counted, so that an unknown key is seen as one too many.
  if (!isId(entry.id) || !isId(entry.agentId) || !isId(entry.serviceTypeId)) return false;
  let known = 3;
  const { customerId, teamId, workItem, billable, approval, timeBand, note, tags, attributes, start } = entry;
  if (customerId !== undefined) {
    if (customerId !== null && !isId(customerId)) return false;
    known += 1;
  }
  if (teamId !== undefined) {
    if (teamId !== null && !isId(teamId)) return false;
    known += 1;
  }
  if (workItem !== undefined) {
    if (workItem !== null && !isPlainWorkItem(workItem)) return false;
    known += 1;
  }
  if (billable !== undefined) {
    if (typeof billable !== 'boolean') return false;
    known += 1;
  }
  if (approval !== undefined) {
    if (approval !== 'approved' && approval !== 'pending' && approval !== 'rejected') return false;
    known += 1;
  }
  if (timeBand !== undefined) {
    if (timeBand !== null && !isId(timeBand)) return false;
    known += 1;
  }
  if (tags !== undefined) {
    if (tags !== null && !areTags(tags)) return false;
    known += 1;
  }
  if (attributes !== undefined) {
    if (attributes !== null && !areAttributes(attributes)) return false;
    known += 1;
  }
  if (note !== undefined) {
    if (note !== null && !isShortText(note)) return false;
    known += 1;
  }
  if (typeof start === 'string') {
    if (typeof entry.end !== 'string' || start.length > 64 || entry.end.length > 64) return false;
    known += 2;
    if (entry.breakMinutes !== undefined) {
      if (typeof entry.breakMinutes !== 'number') return false;
      known += 1;
    }
  } else {
    if (typeof entry.date !== 'string' || typeof entry.minutes !== 'number') return false;
    known += 2;
  }
  return countKeys(entry) === known;
}

function isPlainWorkItem(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const item: {
    readonly kind?: unknown;
    readonly id?: unknown;
    readonly title?: unknown;
    readonly priority?: unknown;
    readonly tags?: unknown;
    readonly requesterCustomerId?: unknown;
  } = value;
  if (item.kind !== 'ticket' && item.kind !== 'task' && item.kind !== 'project') return false;
  if (!isId(item.id)) return false;
  let known = 2;
  if (item.title !== undefined) {
    if (item.title !== null && !isShortText(item.title)) return false;
    known += 1;
  }
  if (item.priority !== undefined) {
    if (item.priority !== null && !isId(item.priority)) return false;
    known += 1;
  }
  if (item.tags !== undefined) {
    if (item.tags !== null && !areTags(item.tags)) return false;
    known += 1;
  }
  if (item.requesterCustomerId !== undefined) {
    if (item.requesterCustomerId !== null && !isId(item.requesterCustomerId)) return false;
    known += 1;
  }
  return countKeys(item) === known;
}

function areTags(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > 50) return false;
  // Not `every`, which skips holes.
  for (let at = 0; at < value.length; at += 1) if (!isId(value[at])) return false;
  return true;
}

function areAttributes(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const names = Reflect.ownKeys(value);
  if (names.length > 50) return false;
  for (const name of names) {
    // Symbols, and "__proto__" as an own key, are the schema's to refuse.
    if (name === '__proto__' || !isId(name) || !isShortText(Reflect.get(value, name))) return false;
  }
  return true;
}

/** What a literal or JSON.parse makes: asking for the constructor costs a fraction of asking for the prototype. */
function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

function countKeys(value: object): number {
  let count = 0;
  for (const _ in value) count += 1;
  return count;
}

function isId(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const length = value.length;
  if (length === 0 || length > maximumIdLength) return false;
  return isStorable(value, length);
}

/** Text that is short enough to look at here; longer text is the schema's. */
function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 500 && isStorable(value, value.length);
}

function isStorable(text: string, length: number): boolean {
  let bits = 0;
  for (let at = 0; at < length; at += 1) bits |= text.charCodeAt(at) - 1;
  // U+0000 makes it negative. Below the surrogates there is none of them; above, they are looked for one by one.
  return bits >= 0 && (bits < 0xd7ff || isStorableBeyond(text, length));
}

function isStorableBeyond(text: string, length: number): boolean {
  for (let at = 0; at < length; at += 1) {
    // Half of a pair, of which the schema says whether its other half is there.
    if ((text.charCodeAt(at) & 0xf800) === 0xd800) return false;
  }
  return true;
}
