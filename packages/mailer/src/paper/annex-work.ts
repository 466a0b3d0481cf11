import {
  type CivilDate,
  instantFromWallClock,
  type Money,
  type TimeEntry,
  type ZoneId,
} from '@billwright/core';

/** A piece of work as the annex shows it. */
export interface AnnexWork {
  readonly date: CivilDate;
  /** From when to when, for example "09:00 – 09:45"; `null` where only a duration is known. */
  readonly time: string | null;
  /** What was done. */
  readonly text: string;
  /** Who did it, in small print below; `null`: nobody is named. */
  readonly agent: string | null;
  /** How long it took for this line, without breaks. */
  readonly seconds: number;
  /**
   * What of it is billed on the line: how long it counts there, after minimum and increment, and what it contributes to the
   * line's amount before discounts. Default: not told.
   */
  readonly share?: { readonly billedSeconds: number; readonly amount: Money } | undefined;
  /** How long the whole entry took, of which this is a part; the rest is billed elsewhere. */
  readonly wholeSeconds?: number | undefined;
  /** Whether it stands behind other lines, too, and nobody knows how much of it: then the line's work is not summed. */
  readonly isShared?: boolean | undefined;
}

/** What an entry says of itself. */
export type DescribeWork = (entry: TimeEntry) => AnnexWork;

/** Shows entries with their times of day in a zone. */
export function describeWork(zone: ZoneId, agentName: (agentId: string) => string | null): DescribeWork {
  const clock = clockOf(zone);
  return (entry) => {
    const said = {
      text: entry.note ?? entry.workItem?.id ?? entry.serviceTypeId,
      agent: agentName(entry.agentId),
    };
    if (entry.start == null)
      return { ...said, date: entry.date, time: null, seconds: Math.round(entry.minutes * 60) };
    const [start, end] = [clock(entry.start), clock(entry.end)];
    const breaks = Math.round((entry.breakMinutes ?? 0) * 60);
    return {
      ...said,
      date: start.date,
      time: `${start.time} – ${end.time}`,
      seconds: Math.round((end.at - start.at) / 1000) - breaks,
    };
  };
}

/** Day and time of day of a timestamp, and when it was. */
type Clock = (timestamp: string) => { readonly date: string; readonly time: string; readonly at: number };

function clockOf(zone: ZoneId): Clock {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (timestamp) => {
    // Without an offset, it is what a clock on a wall of the zone said.
    const isWallClock = !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(timestamp);
    const at = Date.parse(isWallClock ? instantFromWallClock(timestamp, zone).instant : timestamp);
    const [date = '', time = ''] = parts.format(at).split(' ');
    return { date, time, at };
  };
}
