import { type CalendarInput, defineCalendar } from '../../calendar/calendar.ts';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { NamedCalendar } from '../records/master-data.ts';

/** A calendar as it is handed in, with the name by which customers and settings know it. */
export interface CalendarToPut {
  readonly id: string;
  readonly calendar: CalendarInput;
}

/** Checks a calendar and its name. */
export function namedCalendar({ id, calendar }: CalendarToPut): NamedCalendar {
  return { id: parseInput('CALENDAR_INVALID', idSchema, id, ['id']), calendar: defineCalendar(calendar) };
}
