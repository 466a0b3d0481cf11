import { dayNumber } from '../../time/civil-date.ts';
import { secondsPerDay } from '../../time/civil-day.ts';
import { parseTimestampSeconds } from '../../time/parse-timestamp.ts';
import { formatWallClock, localSecondsAt, resolveWallClock } from '../../time/wall-clock.ts';
import { type ZoneId, zoneTable } from '../../time/zone.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { inMoney, inTime } from './sums.ts';
import { workedSeconds } from './worked-seconds.ts';
import { decimal } from '../../money/decimal.ts';

/** When the work was, in a few words: of one entry its time, of several how many they are. */
export function whenInWords(work: readonly TimeEntry[], zone: ZoneId): string {
  const [entry] = work;
  if (entry === undefined) return 'No entries';
  const { date, times } = clockOf(entry, zone);
  if (work.length > 1) return `${work.length} entries, the first on ${date}${nightOf(date, zone)}`;
  const night = nightOf(date, zone);
  const on = night === '' ? ` on ${date}` : `${night} (${date})`;
  return `One entry, ${times ?? 'without a time of day'}${on}`;
}

/** An entry as one sentence: who, for whom, what, when, and all that is unusual about it. */
export function entryInWords(entry: TimeEntry, zone: ZoneId): string {
  const { date, times } = clockOf(entry, zone);
  const seconds = workedSeconds(entry);
  const { workItem, tags, attributes, rate, approval } = entry;
  const facts = [
    `${entry.agentId}${entry.teamId == null ? '' : ` (${entry.teamId})`} for ${entry.customerId ?? 'nobody'}`,
    entry.serviceTypeId,
    ...(workItem == null
      ? []
      : [[workItem.kind, workItem.id, workItem.priority].filter((one) => one != null).join(' ')]),
    ...(tags ?? []),
    ...Object.entries(attributes ?? {}).map(([name, value]) => `${name} ${value}`),
    times === null ? date : `${date} ${times}`,
    ...(seconds === null ? [] : [inTime(seconds)]),
    ...((entry.breakMinutes ?? 0) > 0 ? [`after a break of ${inTime((entry.breakMinutes ?? 0) * 60)}`] : []),
    ...(entry.timeBand == null ? [] : [`band ${entry.timeBand} by hand`]),
    ...(rate == null ? [] : [`${inMoney(decimal(rate.amount), rate.currency)} per hour by hand`]),
    ...(entry.billable === false ? ['not billable'] : []),
    ...(approval == null || approval === 'approved' ? [] : [approval]),
  ];
  return `${entry.id}: ${facts.join(', ')}.`;
}

/** The civil date of an entry and its times of day on the zone's clocks, `02:15–03:10`; of other days with their date. */
function clockOf(entry: TimeEntry, zone: ZoneId): { readonly date: string; readonly times: string | null } {
  if (entry.date != null) return { date: entry.date, times: null };
  const show = (text: string): string => onClock(text, zone);
  const [start, end] = [show(entry.start), show(entry.end)];
  const date = start.slice(0, 10);
  return { date, times: `${start.slice(11)}–${end.startsWith(date) ? end.slice(11) : end}` };
}

/** What the zone's clocks show at a time; when they show it a second time, that is said. */
function onClock(text: string, zone: ZoneId): string {
  const seconds = parseTimestampSeconds(text);
  if (Number.isNaN(seconds)) return text.replace('T', ' ');
  const table = zoneTable(zone);
  const rest = seconds % 60 === 0 ? '' : `:${String(seconds % 60).padStart(2, '0')}`;
  const isAgain = resolveWallClock(localSecondsAt(seconds, table), table).seconds !== seconds;
  return `${formatWallClock(seconds, table)}${rest}${isAgain ? ' (the second)' : ''}`;
}

/** ` on the night of the change in Europe/Berlin`, if the zone's clocks change on a civil date; else nothing. */
function nightOf(date: string, zone: ZoneId): string {
  const noon = dayNumber(date) * secondsPerDay;
  const table = zoneTable(zone);
  const [before, after] = [0, secondsPerDay].map((local) =>
    table.offsetAt(noon + local - table.offsetAt(noon)),
  );
  return before === after ? '' : ` on the night of the change in ${zone}`;
}
