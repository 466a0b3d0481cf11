import { createHash } from 'node:crypto';
import type { TimeEntry } from '@billwright/core';
import { companyText, zoneOfCustomer } from './company.ts';
import { fingerprints } from './fingerprints.ts';
import { agentIds, customerIds, serviceTypeIds, teamIds } from './people.ts';
import { Random } from './random.ts';
import { writeTimestamp } from './timestamps.ts';
import { workTime } from './work-times.ts';
import { generatedZones } from './zones.ts';

/** Entries, and the fingerprint of them and of the policy that they are rated by. */
export interface GeneratedWork {
  readonly entries: readonly TimeEntry[];
  readonly fingerprint: string;
}

/** One entry before it has its place in the log. */
interface Draft {
  readonly entry: object;
  readonly recorded: number;
}

const seed = 20_260_302;
/** So many entries become one text, which is parsed again: their strings are as flat as those of any caller. */
const chunk = 10_000;

/**
 * Work of a helpdesk of 2,000 customers over three years, in the order in which it was written down: most of it when
 * it ended, some of it days later.
 *
 * @throws Error when the work is not what it was when its fingerprint was stored.
 */
export function generateWork(count: number): GeneratedWork {
  const drafts = draftEntries(count);
  const hash = createHash('sha256').update(companyText);
  const entries: TimeEntry[] = [];
  for (let from = 0; from < count; from += chunk) {
    const text = JSON.stringify(drafts.slice(from, from + chunk).map(({ entry }) => entry));
    hash.update(text);
    const parsed: TimeEntry[] = JSON.parse(text);
    for (const entry of parsed) entries.push(entry);
  }
  const fingerprint = hash.digest('hex');
  const stored = fingerprints.get(count);
  if (stored !== undefined && stored !== fingerprint)
    throw new Error(`The ${count} generated entries have changed: ${fingerprint} instead of ${stored}.`);
  return { entries, fingerprint };
}

function draftEntries(count: number): readonly Draft[] {
  const random = new Random(seed);
  const pickCustomer = customerPicker();
  const items = new Map<number, number>();
  const drafts: Draft[] = [];
  for (let index = 0; index < count; index += 1) {
    const customer = pickCustomer(random);
    const seen = (items.get(customer) ?? 0) + 1;
    items.set(customer, seen);
    drafts.push(draftEntry(random, { index, customer, item: Math.floor(seen / 3) }));
  }
  return drafts.toSorted((a, b) => a.recorded - b.recorded);
}

function draftEntry(
  random: Random,
  { index, customer, item }: { readonly index: number; readonly customer: number; readonly item: number },
): Draft {
  const agent = random.below(agentIds.length);
  // Every list is longer than the index into it.
  const zone = generatedZones[zoneOfCustomer(customer)]!;
  const { start, end } = workTime(random, zone);
  const entry = {
    id: `te_${String(index).padStart(9, '0')}`,
    customerId: customerIds[customer],
    agentId: agentIds[agent],
    teamId: teamIds[agent % teamIds.length],
    serviceTypeId: random.oneOf(serviceTypeIds),
    workItem: random.perMille(30)
      ? null
      : {
          kind: random.oneOf(['ticket', 'ticket', 'ticket', 'task', 'project']),
          id: `${customer}-${item}`,
          priority: random.oneOf(['low', 'normal', 'normal', 'urgent']),
        },
    start: writeTimestamp(random, start, zone.offsetMinutes),
    end: writeTimestamp(random, end, zone.offsetMinutes),
    breakMinutes: random.perMille(60) ? Math.min(15, Math.floor((end - start) / 120)) : 0,
    billable: !random.perMille(80),
    approval: random.perMille(20) ? 'pending' : 'approved',
    timeBand: random.perMille(5) ? 'business' : null,
  };
  const delay = random.perMille(100) ? random.below(3 * 86_400) : random.below(1800);
  return { entry, recorded: end + delay };
}

/** Few customers have much work and many have little, nearly by Zipf's law. */
function customerPicker(): (random: Random) => number {
  const scale = 1_000_000;
  const until: number[] = [];
  let sum = 0;
  for (let rank = 0; rank < customerIds.length; rank += 1) {
    sum += Math.floor(scale / (rank + 10));
    until.push(sum);
  }
  return (random) => {
    const drawn = random.below(sum);
    let [low, high] = [0, until.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < until[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
