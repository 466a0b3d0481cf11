import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { formatPath } from '../errors/input-issue.ts';
import { timeEntry } from './time-entry.ts';

const facts = { id: 'te_1', agentId: 'ana', serviceTypeId: 'support' };
const timed = { ...facts, start: '2026-03-02T09:00:00Z', end: '2026-03-02T10:00:00Z' };
const untimed = { ...facts, date: '2026-03-02', minutes: 60 };

/** The faults that an entry is refused for, `path: message`. */
function faults(input: unknown): readonly string[] {
  try {
    timeEntry(input);
  } catch (error) {
    if (!isBillingError(error, 'TIME_ENTRY_INVALID')) throw error;
    return error.details.issues.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  }
  return [];
}

const paths = (input: unknown): readonly string[] => [
  ...new Set(faults(input).map((fault) => fault.split(': ')[0] ?? '')),
];

describe('a time entry', () => {
  test('with an unknown key is told where facts of its own go', () => {
    const [fault = ''] = faults({ ...untimed, urgency: 'high' });
    expect(fault).toMatch(/^\(input\): has the unknown key "urgency"; it can have id, customerId, /);
    expect(fault).toMatch(/; facts of your own go into `attributes`$/);
  });

  test('is returned as it is, frozen, and what was handed in is not', () => {
    const input = {
      ...timed,
      workItem: { kind: 'ticket', id: '1' },
      tags: ['on-site'],
      attributes: { site: 'north' },
    };
    const entry = timeEntry(input);
    expect(entry).toEqual(input);
    expect([entry, entry.workItem, entry.tags, entry.attributes].every(Object.isFrozen)).toBe(true);
    expect([input, input.workItem, input.tags, input.attributes].some(Object.isFrozen)).toBe(false);
  });

  test('needs an id, an agent, a service type and its time; null is as good as left out for all else', () => {
    expect(faults(timed)).toEqual([]);
    expect(faults(untimed)).toEqual([]);
    const rest = [
      'customerId',
      'teamId',
      'workItem',
      'billable',
      'approval',
      'timeBand',
      'rate',
      'note',
      'tags',
      'attributes',
    ];
    const nulls = Object.fromEntries(rest.map((key) => [key, null]));
    expect(faults({ ...timed, ...nulls, breakMinutes: null, date: null, minutes: null })).toEqual([]);
    expect(faults({ ...untimed, ...nulls, start: null, end: null, breakMinutes: null })).toEqual([]);
    expect(paths({})).toEqual(['id', 'agentId', 'serviceTypeId']);
  });

  test('R5: may have a rate of 0; one below 0 is refused', () => {
    expect(timeEntry({ ...timed, rate: { amount: '0', currency: 'EUR' } }).rate).toEqual({
      amount: '0.00',
      currency: 'EUR',
    });
    expect(faults({ ...timed, rate: { amount: '-0.01', currency: 'EUR' } })).toEqual([
      'rate.amount: is negative: give money back by a credit note, not by a rate',
    ]);
  });
});

describe("R10: times that can't be worked", () => {
  test('R10: a length of 0 is allowed, and a break of all of it', () => {
    expect(faults({ ...timed, end: timed.start })).toEqual([]);
    expect(faults({ ...timed, breakMinutes: 60 })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['end before start', { ...timed, end: '2026-03-02T08:59:59Z' }, 'end: is before start'],
    [
      'end before start, though its clock time is later',
      { ...timed, end: '2026-03-02T10:30:00+02:00' },
      'end: is before start',
    ],
    [
      'a break longer than the work',
      { ...timed, breakMinutes: 60.5 },
      'breakMinutes: is longer than the time worked',
    ],
    ['more than a year', { ...timed, end: '2027-03-03T09:00:01Z' }, 'end: is more than a year after start'],
    [
      'both kinds of time',
      { ...timed, date: '2026-03-02', minutes: 60 },
      'date: an entry has start and end, or date and minutes, not both',
    ],
    [
      'a break of untimed work',
      { ...untimed, breakMinutes: 5 },
      'date: an entry has start and end, or date and minutes, not both',
    ],
    ['no time at all', facts, 'start: is missing, and so is date'],
    ['no end', { ...facts, start: timed.start }, 'end: is missing'],
    ['no start', { ...facts, end: timed.end }, 'start: is missing'],
    ['no minutes', { ...facts, date: '2026-03-02' }, 'minutes: is missing'],
    ['minutes without a date', { ...facts, minutes: 5 }, 'start: is missing, and so is date'],
  ])('R10: %s', (_, input, fault) => {
    expect(faults(input)).toEqual([fault]);
  });

  test("R13: the length of a wall-clock time is the rater's to check: it needs a zone", () => {
    expect(faults({ ...facts, start: '2026-03-02T10:00', end: '2026-03-02T09:00' })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a day that does not exist', { ...timed, start: '2026-02-30T09:00:00Z' }, 'start'],
    ['a 25th hour', { ...timed, start: '2026-03-02T25:00:00Z' }, 'start'],
    ['a date alone', { ...timed, start: '2026-03-02' }, 'start'],
    ['an untimed day that does not exist', { ...untimed, date: '2026-02-30' }, 'date'],
    ['minutes that are NaN', { ...untimed, minutes: Number.NaN }, 'minutes'],
    ['endless minutes', { ...untimed, minutes: Infinity }, 'minutes'],
    ['negative minutes', { ...untimed, minutes: -1 }, 'minutes'],
    ['minutes as text', { ...untimed, minutes: '60' }, 'minutes'],
    ['minutes that make no whole seconds', { ...untimed, minutes: 0.001 }, 'minutes'],
    ['a negative break', { ...timed, breakMinutes: -5 }, 'breakMinutes'],
    ['a Date object', { ...timed, start: new Date(0) }, 'start'],
  ])('%s', (_, input, path) => {
    expect(paths(input)).toEqual([path]);
  });
});

describe('what is not what it should be', () => {
  test.each<[string, object, string]>([
    ['an unknown key', { ...timed, custmerId: 'acme' }, '(input)'],
    ['a key "__proto__"', JSON.parse(JSON.stringify(timed).replace('{', '{"__proto__":1,')), '(input)'],
    ['an empty id', { ...timed, id: '' }, 'id'],
    ['an id of 201 characters', { ...timed, id: 'x'.repeat(201) }, 'id'],
    ['half of a pair', { ...timed, note: '\ud800' }, 'note'],
    ['a list as customer', { ...timed, customerId: ['acme'] }, 'customerId'],
    ['an unknown approval', { ...timed, approval: 'maybe' }, 'approval'],
    ['billable as text', { ...timed, billable: 'yes' }, 'billable'],
    ['an unknown kind of work item', { ...timed, workItem: { kind: 'epic', id: '1' } }, 'workItem.kind'],
    ['a work item without id', { ...timed, workItem: { kind: 'ticket' } }, 'workItem.id'],
    [
      'an unknown key of a work item',
      { ...timed, workItem: { kind: 'ticket', id: '1', customer: 'acme' } },
      'workItem',
    ],
    ['a list with a hole', { ...timed, tags: Object.assign([], { 1: 'a' }) }, 'tags[0]'],
    ['51 tags', { ...timed, tags: Array.from({ length: 51 }, () => 'a') }, 'tags'],
    ['an attribute that is a number', { ...timed, attributes: { floor: 7 } }, 'attributes.floor'],
    [
      'an attribute "__proto__"',
      { ...timed, attributes: JSON.parse('{"__proto__":"x"}') },
      'attributes.__proto__',
    ],
    [
      '51 attributes',
      { ...timed, attributes: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${at}`, ''])) },
      'attributes',
    ],
    ['a rate as a number', { ...timed, rate: 95 }, 'rate'],
    [
      'a rate finer than its currency',
      { ...timed, rate: { amount: '1.005', currency: 'EUR' } },
      'rate.amount',
    ],
    ['a rate without a currency', { ...timed, rate: { amount: '95.00' } }, 'rate.currency'],
  ])('%s', (_, input, path) => {
    expect(paths(input)).toEqual([path]);
  });
});
