import { compileRater, type TimedEntry, type TimeEntry } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

export const rateVsLimit: Row = {
  name: 'rate/vs-limit',
  divides: 'rate() ÷ a loop that only touches every input field and every character of the two timestamps',
  better: 'less',
  bar: 15,
  goal: 6,
  measure({ entries: count }) {
    const { entries } = generateWork(count);
    const timedEntries = entries.filter(isTimed);
    assertEqual('sum of what was touched', [touchAll(timedEntries)], [touchSlowly(timedEntries)]);
    const rater = compileRater(companyPolicy());
    const pair = timeSideBySide(
      { name: 'rate()', things: count, run: () => rater.rate(entries) },
      { name: 'touch', things: count, run: () => touchAll(timedEntries) },
    );
    return { status: 'measured', ...pair, notes: [] };
  },
};

function isTimed(entry: TimeEntry): entry is TimedEntry {
  return entry.start != null;
}

/** What no rater can do without. */
function touchAll(entries: readonly TimedEntry[]): number {
  let sum = 0;
  for (const entry of entries) {
    const { workItem } = entry;
    sum += entry.id.length + entry.agentId.length + entry.serviceTypeId.length;
    sum += (entry.customerId?.length ?? 0) + (entry.teamId?.length ?? 0) + (entry.timeBand?.length ?? 0);
    sum += (entry.approval?.length ?? 0) + (entry.breakMinutes ?? 0) + (entry.billable === true ? 1 : 0);
    if (workItem != null) sum += workItem.id.length + workItem.kind.length + (workItem.priority?.length ?? 0);
    sum += characters(entry.start) + characters(entry.end);
  }
  return sum;
}

function characters(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  return sum;
}

/** The same sum by another way: whoever forgets a field in one of them is told. */
function touchSlowly(entries: readonly TimedEntry[]): number {
  const weigh = (value: unknown): number => {
    if (typeof value === 'string') return value.length;
    if (typeof value === 'object' && value !== null) return total(Object.values(value).map(weigh));
    return Number(value);
  };
  return total(
    entries.map(
      ({ start, end, ...rest }) => weigh(rest) + total(Array.from(start + end, (one) => one.charCodeAt(0))),
    ),
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, next) => sum + next, 0);
}
