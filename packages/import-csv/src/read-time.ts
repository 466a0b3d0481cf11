import { readDuration } from './duration-format.ts';
import type { HeaderRow } from './header-row.ts';
import {
  compileMoment,
  hasOffset,
  inZone,
  onNextDayIfEarlier,
  type ReadMoment,
  secondsBetween,
} from './read-moment.ts';
import { addFault, type ReadFields, type RowReading } from './row-reading.ts';
import type { DateSource, DurationSource, TimedSource, UntimedSource, ZoneSource } from './time-source.ts';

const nothing = {};

/** Finds the columns of an untimed source and reads `date` and `minutes`. */
export function compileUntimed(source: UntimedSource, header: HeaderRow, decimalMark: '.' | ','): ReadFields {
  const readDate = compileMoment(source.date, 'date', header, 'date');
  const readSeconds = compileSeconds(source.duration, header, 'minutes', decimalMark);
  return (row) => {
    const date = requireMoment(row, readDate(row.cells), source.date, 'date');
    const seconds = readSeconds(row);
    if (seconds === null)
      addFault(row, 'missing-value', 'minutes', `column "${source.duration.column}" is empty`);
    return date === null || seconds === null || seconds === undefined
      ? nothing
      : { date, minutes: seconds / 60 };
  };
}

/** Finds the columns of a timed source and reads `start`, `end` and `breakMinutes`. */
export function compileTimed(source: TimedSource, header: HeaderRow, decimalMark: '.' | ','): ReadFields {
  const readStart = compileMoment(source.start, 'moment', header, 'start');
  const readEnd = compileMoment(source.end, 'moment', header, 'end');
  const readZone = compileZone(source.zone ?? null, header);
  const readBreak = source.breaks == null ? null : compileBreak(source.breaks, header, decimalMark);
  const moveEnd = source.end.nextDayIfEarlier === true;
  return (row) => {
    const firstStart = requireMoment(row, readStart(row.cells), source.start, 'start');
    const firstEnd = requireMoment(row, readEnd(row.cells), source.end, 'end');
    const zone = readZone(row);
    if (firstStart === null || firstEnd === null || zone === undefined) return nothing;
    const sameClock = !hasOffset(firstStart) && !hasOffset(firstEnd);
    const lastEnd = moveEnd && sameClock ? onNextDayIfEarlier(firstEnd, firstStart) : firstEnd;
    const start = toInstant(row, firstStart, zone, 'start');
    const end = toInstant(row, lastEnd, zone, 'end');
    if (start === null || end === null) return nothing;
    const breakMinutes = readBreak?.(row, start, end) ?? null;
    return breakMinutes === null ? { start, end } : { start, end, breakMinutes };
  };
}

function requireMoment(
  row: RowReading,
  { text, iso }: ReadMoment,
  source: DateSource,
  field: string,
): string | null {
  if (iso !== null) return iso;
  const columns = `column "${[source.columns].flat().join('", "')}"`;
  if (text === '') addFault(row, 'missing-value', field, `${columns} is empty`);
  else
    addFault(
      row,
      'unreadable-date',
      field,
      `${columns} has "${text}", which is no time written ${source.format}`,
    );
  return null;
}

function toInstant(
  row: RowReading,
  moment: string,
  zone: string | null,
  field: 'start' | 'end',
): string | null {
  if (zone === null || hasOffset(moment)) return moment;
  const resolved = inZone(moment, zone, field);
  if (resolved === null) {
    addFault(row, 'unreadable-date', field, `${moment} in ${zone} lies outside the years 1970 to 2199`);
    return null;
  }
  if (resolved.warning !== null) row.warnings.push(resolved.warning);
  return resolved.instant;
}

/** Reads the zone of a row: null for none, undefined when the mapping does not know it. */
function compileZone(
  source: ZoneSource | null,
  header: HeaderRow,
): (row: RowReading) => string | null | undefined {
  if (source === null || typeof source === 'string') return () => source;
  const at = header.indexOf(source.column, 'time.zone');
  const zones = new Map(Object.entries(source.zones));
  return (row) => {
    const text = row.cells[at] ?? '';
    const zone = zones.get(text);
    if (zone === undefined) {
      addFault(
        row,
        'unknown-zone',
        'start',
        `the mapping has no zone for "${text}" in column "${source.column}"`,
      );
    }
    return zone;
  };
}

/** Reads the seconds of a duration: null for an empty cell, undefined for one that can't be read. */
function compileSeconds(
  { column, format }: DurationSource,
  header: HeaderRow,
  field: string,
  decimalMark: '.' | ',',
): (row: RowReading) => number | null | undefined {
  const at = header.indexOf(column, field);
  return (row) => {
    const text = row.cells[at] ?? '';
    if (text === '') return null;
    const seconds = readDuration(text, format, decimalMark);
    if (seconds !== null) return seconds;
    addFault(
      row,
      'unreadable-duration',
      field,
      `column "${column}" has "${text}", which is not written ${format}`,
    );
    return undefined;
  };
}

// Trackers print times to the minute, and net times rounded: what is less than a minute is no break.
const shortestBreak = 60;

/** Reads the break in minutes: null for none. */
function compileBreak(
  source: NonNullable<TimedSource['breaks']>,
  header: HeaderRow,
  decimalMark: '.' | ',',
): (row: RowReading, start: string, end: string) => number | null {
  const readSeconds = compileSeconds(source, header, 'breakMinutes', decimalMark);
  if (source.holds === 'break') {
    return (row) => {
      const seconds = readSeconds(row);
      return seconds ? seconds / 60 : null;
    };
  }
  return (row, start, end) => {
    const net = readSeconds(row);
    if (net === null || net === undefined) return null;
    const elapsed = secondsBetween(start, end);
    const seconds = elapsed - net;
    // An end before the start is the entry's own fault and is told as that.
    if (elapsed >= 0 && seconds <= -shortestBreak) {
      const message = `column "${source.column}" has ${net} s, start to end are ${elapsed} s`;
      addFault(row, 'duration-mismatch', 'breakMinutes', message);
    }
    return seconds >= shortestBreak ? seconds / 60 : null;
  };
}
