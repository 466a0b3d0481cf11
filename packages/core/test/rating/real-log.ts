import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Calendar, defineCalendar } from '../../src/calendar/calendar.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';

/** Where the log lies when it is there: beside the project, or where `BILLWRIGHT_REAL_LOG` says. */
export const realLogPath =
  process.env['BILLWRIGHT_REAL_LOG'] ??
  resolve(import.meta.dirname, '../../../../../shared/data/CESAW_time_fact.csv.gz');

export const hasRealLog = existsSync(realLogPath);

/** Why tests that need the log are skipped, for their titles. */
export const realLogNeeded = hasRealLog ? '' : ' (skipped: CESAW_time_fact.csv.gz is not beside the project)';

const columns = [
  'time_log_fact_key',
  'organization',
  'project_key',
  'person_key',
  'team_key',
  'wbs_element_key',
  'plan_item_key',
  'time_log_start_date',
  'time_log_end_date',
  'time_log_delta_minutes',
  'time_log_interrupt_minutes',
  'phase_key',
  'phase_short_name',
  'phase.process_key',
  'process_name',
];

/**
 * The log of four organisations as a helpdesk's: the organisation is the customer, a plan item is a ticket, a phase
 * is a service type, interruptions are breaks. Nothing is cleaned: some rows have no customer, some no readable date.
 */
export function readRealLog(): readonly TimeEntry[] {
  const text = gunzipSync(readFileSync(realLogPath)).toString('utf8');
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  if (text.includes('"') || header !== columns.join(','))
    throw new Error('the log has another form than expected');
  return lines.map((line) => toEntry(line.split(',')));
}

function toEntry(fields: readonly string[]): TimeEntry {
  const field = (name: string): string => fields[columns.indexOf(name)] ?? '';
  return {
    id: field('time_log_fact_key'),
    customerId: field('organization') || null,
    agentId: field('person_key'),
    teamId: field('team_key') || null,
    serviceTypeId: field('phase_short_name'),
    workItem: { kind: 'ticket', id: field('plan_item_key') },
    start: toWallClock(field('time_log_start_date')),
    end: toWallClock(field('time_log_end_date')),
    breakMinutes: Number(field('time_log_interrupt_minutes')),
  };
}

/** `9/6/2011 3:03` as `2011-09-06T03:03`; what is no such time stays as it is. */
function toWallClock(text: string): string {
  const parts = /^(\d+)\/(\d+)\/(\d{4}) (\d+):(\d\d)$/.exec(text);
  if (parts === null) return text;
  const [, month = '', day = '', year, hour = '', minute] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}`;
}

/** Terms for the four: a zone each, rules on several levels, all kinds of rounding, tiers, a cost book. */
export function realLogPolicy(): RatingPolicy {
  const rateCard = defineRateCard({
    id: 'standard',
    currency: 'USD',
    rules: [
      { id: 'any', price: { kind: 'hourly', rate: '96.00' } },
      { id: 'test', when: { serviceType: ['Test', 'Unit Test'] }, price: { kind: 'hourly', rate: '88.50' } },
      { id: 'planning', when: { serviceType: 'Planning' }, price: { kind: 'non-billable' } },
      {
        id: 'inspection',
        when: { serviceType: ['HLD Inspect', 'Code Inspect'] },
        price: { kind: 'daily', price: '410.00' },
      },
      { id: 'team', when: { team: '15' }, price: { kind: 'hourly', rate: '104.25' } },
      {
        id: 'expert',
        when: { agent: ['96', '100'], customer: 'C' },
        price: { kind: 'hourly', rate: '133.3333' },
      },
    ],
    modifiers: [
      { band: 'after-hours', multiplier: '1.5' },
      { band: 'weekend', multiplier: '2' },
      { band: 'holiday', surcharge: '75.00' },
      { band: 'weekend', when: { serviceType: 'Test' }, rate: '150.00' },
    ],
    quantity: { incrementMinutes: 15 },
  });
  const inTiers = defineRateCard({
    id: 'tiers',
    currency: 'GBP',
    versions: [
      {
        effectiveFrom: '2010-01-01',
        rules: [
          {
            id: 'volume',
            when: { serviceType: 'Code' },
            price: {
              kind: 'tiered',
              mode: 'graduated',
              tiers: [
                { upTo: '100', rate: '90.00' },
                { upTo: '1000', rate: '80.00' },
                { upTo: null, rate: '70.00' },
              ],
            },
          },
        ],
        modifiers: [{ band: 'after-hours', multiplier: '1.25' }],
      },
    ],
  });
  const costBook = defineRateCard({
    id: 'cost',
    currency: 'USD',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '41.70' } }],
  });
  return {
    rateCard,
    costBook,
    calendar: calendarIn('UTC'),
    customers: {
      A: { calendar: calendarIn('America/New_York') },
      B: {
        calendar: calendarIn('America/Chicago'),
        quantity: { minimumMinutes: 30, incrementMinutes: 6, scope: 'work-item-day' },
      },
      C: {
        calendar: calendarIn('Asia/Kolkata'),
        quantity: { incrementMinutes: 10, direction: 'nearest', scope: 'segment' },
      },
      D: { calendar: calendarIn('Europe/London'), rateCard: inTiers },
    },
  };
}

function calendarIn(zone: string): Calendar {
  const years = Array.from({ length: 11 }, (_, index) => 2007 + index);
  return defineCalendar({
    id: zone,
    zone,
    business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
    holidays: years.flatMap((year) => [`${year}-01-01`, `${year}-05-01`, `${year}-12-25`, `${year}-12-26`]),
  });
}
