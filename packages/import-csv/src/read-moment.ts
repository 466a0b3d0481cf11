import { addDays, instantFromWallClock, instantToSeconds, isBillingError } from '@billwright/core';
import { compileDateFormat } from './date-format.ts';
import type { HeaderRow } from './header-row.ts';
import type { ImportWarning } from './imported-row.ts';
import type { DateSource } from './time-source.ts';

/** The cells of a date source as one text, and the ISO 8601 of it: empty without a text, null when it can't be read. */
export interface ReadMoment {
  readonly text: string;
  readonly iso: string | null;
}

/** Finds the columns of a date source in the header row. */
export function compileMoment(
  source: DateSource,
  kind: 'date' | 'moment',
  header: HeaderRow,
  path: string,
): (cells: readonly string[]) => ReadMoment {
  const columns = typeof source.columns === 'string' ? [source.columns] : source.columns;
  const places = columns.map((column) => header.indexOf(column, path));
  const format = compileDateFormat(source.format, kind);
  return (cells) => {
    const texts = places.map((at) => cells[at] ?? '');
    const text = texts.includes('') ? '' : texts.join(' ');
    return { text, iso: format.status === 'ready' ? format.read(text) : null };
  };
}

/** Moves an end that would lie before its start to the following day. Both are times of one clock. */
export function onNextDayIfEarlier(end: string, start: string): string {
  return end < start ? `${addDays(end.slice(0, 10), 1)}${end.slice(10)}` : end;
}

/** Makes an instant of a wall-clock time in a zone; null when that instant lies outside the years 1970 to 2199. */
export function inZone(
  moment: string,
  zone: string,
  field: 'start' | 'end',
): { readonly instant: string; readonly warning: ImportWarning | null } | null {
  try {
    const { instant, warning } = instantFromWallClock(moment, zone);
    if (warning === null) return { instant, warning: null };
    const happened = warning === 'wall-clock-skipped' ? 'never showed' : 'showed twice';
    const taken =
      warning === 'wall-clock-skipped' ? 'it is moved forward by the gap' : 'the earlier one is taken';
    const message = `the clocks of ${zone} ${happened} ${moment}; ${taken}: ${instant}`;
    return { instant, warning: { code: warning, path: [field], message } };
  } catch (error) {
    if (isBillingError(error, 'INSTANT_INVALID')) return null;
    throw error;
  }
}

/** Whether an ISO 8601 time says how far its clock is from UTC. */
export function hasOffset(moment: string): boolean {
  return /Z$|[+-]\d{2}:\d{2}$/u.test(moment);
}

/** Seconds from one time to another; two wall-clock times count as if their clock never changed. */
export function secondsBetween(start: string, end: string): number {
  return secondsOf(end) - secondsOf(start);
}

function secondsOf(moment: string): number {
  return instantToSeconds(hasOffset(moment) ? moment : `${moment}Z`);
}
