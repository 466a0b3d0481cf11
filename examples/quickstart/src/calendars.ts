import type { CalendarInput, Weekday } from '@billwright/core';

const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const everyDay: readonly Weekday[] = [...workdays, 'sat', 'sun'];
const night = { name: 'night', from: '22:00', to: '06:00' };
const easterMonday = { date: '2026-04-06', name: 'Easter Monday' };
const goodFriday = { date: '2026-04-03', name: 'Good Friday' };

/** The hours of the desk's customers. */
export const calendars: readonly CalendarInput[] = [
  {
    id: 'germany',
    zone: 'Europe/Berlin',
    business: [{ weekdays: workdays, from: '08:00', to: '18:00' }],
    bands: [night],
    holidays: [goodFriday, easterMonday],
  },
  // A hotel is open on every day, so it has no weekend; holidays count all the same.
  {
    id: 'hotel',
    zone: 'Europe/Berlin',
    business: [{ weekdays: everyDay, from: '07:00', to: '22:00' }],
    weekend: [],
    bands: [night],
    holidays: [goodFriday, easterMonday],
  },
  // Good Friday is a working day in Paris.
  {
    id: 'france',
    zone: 'Europe/Paris',
    business: [{ weekdays: workdays, from: '09:00', to: '18:00' }],
    holidays: [easterMonday],
  },
  {
    id: 'new-york',
    zone: 'America/New_York',
    business: [{ weekdays: workdays, from: '08:00', to: '18:00' }],
  },
];
