import type { CalendarInput, Weekday } from '@billwright/core';
import { generatedZones } from './zones.ts';

const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Office hours; a lunch break; and an early shift, with nights as a band of their own. */
const patterns: readonly Pick<CalendarInput, 'business' | 'bands'>[] = [
  { business: [{ weekdays: workdays, from: '08:00', to: '18:00' }] },
  {
    business: [
      { weekdays: workdays, from: '09:00', to: '12:30' },
      { weekdays: workdays, from: '13:30', to: '17:30' },
    ],
  },
  {
    business: [{ weekdays: [...workdays, 'sat'], from: '06:30', to: '16:00' }],
    bands: [{ name: 'night', from: '22:00', to: '06:00' }],
  },
];

const holidays: readonly string[] = [2023, 2024, 2025].flatMap((year) =>
  ['01-01', '04-10', '05-01', '08-15', '10-03', '11-01', '12-24', '12-25', '12-26'].map(
    (day) => `${year}-${day}`,
  ),
);

/** Three calendars in each zone. */
export const generatedCalendars: readonly CalendarInput[] = generatedZones.flatMap(({ zone }) =>
  patterns.map((pattern, index) => ({ id: `${zone} ${index}`, zone, holidays, ...pattern })),
);
