import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { getISODay } from 'date-fns/getISODay';
import { parseISO } from 'date-fns/parseISO';
import type { Calendar } from '../../src/calendar/calendar.ts';
import type { RatingWarning } from '../../src/rating/outcome.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import type { BandSeconds, CutIntoBands } from './cut-by-clock.ts';
import { secondsOf } from './round-quantity.ts';
import { share } from './share.ts';
import { bandOfDate } from './wall-clock-band.ts';
import { type ReadWallClock, readWallClock } from './zone-clock.ts';

/** The time of one entry, as a calendar sees it. */
export interface ReadTime {
  /** Epoch second at which the work began, for its order. */
  readonly start: number;
  readonly date: string;
  readonly workedSeconds: number;
  /** Worked seconds by band, after breaks. */
  readonly parts: readonly BandSeconds[];
  readonly warnings: readonly RatingWarning[];
}

const longestEntry = 366 * 86_400;

/** Reads the time of an entry, or gives null when its start, end, break and band don't hold together (R10). */
export function readTime(entry: TimeEntry, calendar: Calendar, cut: CutIntoBands): ReadTime | null {
  const chosen = entry.timeBand ?? null;
  if (chosen !== null && !bandsOfCalendar(calendar).includes(chosen)) return null;
  return entry.start == null ? readUntimed(entry, calendar, chosen) : readTimed(entry, calendar, chosen, cut);
}

type Untimed = Extract<TimeEntry, { readonly minutes: number }>;
type Timed = Exclude<TimeEntry, Untimed>;

function readUntimed({ date, minutes }: Untimed, calendar: Calendar, chosen: string | null): ReadTime {
  const workedSeconds = secondsOf(minutes).toNumber();
  const midnight = parseISO(`${date}T00:00:00Z`);
  const band = chosen ?? bandOfDate(calendar, date, getISODay(new TZDate(midnight.getTime(), 'UTC')));
  const start = readWallClock(midnight.getTime() / 1000, calendar.zone).epochSeconds;
  return { start, date, workedSeconds, parts: [{ band, seconds: workedSeconds }], warnings: [] };
}

function readTimed(
  entry: Timed,
  calendar: Calendar,
  chosen: string | null,
  cut: CutIntoBands,
): ReadTime | null {
  const start = readTimestamp(entry.start, calendar.zone);
  const end = readTimestamp(entry.end, calendar.zone);
  const elapsed = end.epochSeconds - start.epochSeconds;
  const breakSeconds = secondsOf(entry.breakMinutes ?? 0).toNumber();
  if (elapsed < 0 || elapsed > longestEntry || breakSeconds > elapsed) return null;
  const warnings = (
    [
      ['start', start],
      ['end', end],
    ] as const
  ).flatMap(([field, { epochSeconds, warning }]) =>
    warning === null
      ? []
      : [{ entryId: entry.id, code: warning, field, instant: new Date(epochSeconds * 1000).toISOString() }],
  );
  const date = format(new TZDate(start.epochSeconds * 1000, calendar.zone), 'yyyy-MM-dd');
  const workedSeconds = elapsed - breakSeconds;
  const parts =
    chosen === null
      ? withoutBreak(cut(calendar, start.epochSeconds, end.epochSeconds), breakSeconds)
      : [{ band: chosen, seconds: workedSeconds }];
  return { start: start.epochSeconds, date, workedSeconds, parts, warnings };
}

/** R13: a timestamp without offset is what the clocks of the calendar's zone showed. Fractions of seconds go. */
function readTimestamp(text: string, zone: string): ReadWallClock {
  const wholeSeconds = text.replace(/\.\d+/, '');
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(wholeSeconds);
  const epochSeconds = parseISO(hasOffset ? wholeSeconds : `${wholeSeconds}Z`).getTime() / 1000;
  return hasOffset ? { epochSeconds, warning: null } : readWallClock(epochSeconds, zone);
}

/** R22: the break comes off the parts in proportion to their seconds. */
function withoutBreak(parts: readonly BandSeconds[], breakSeconds: number): readonly BandSeconds[] {
  if (breakSeconds === 0) return parts;
  const breaks = share(
    breakSeconds,
    parts.map(({ seconds }) => seconds),
  );
  return parts.map(({ band, seconds }, index) => ({ band, seconds: seconds - (breaks[index] ?? 0) }));
}

function bandsOfCalendar({ bands }: Calendar): readonly string[] {
  return ['business', 'after-hours', 'weekend', 'holiday', ...bands.map(({ name }) => name)];
}
