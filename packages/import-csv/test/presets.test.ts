import { expect, test } from 'vitest';
import { clockifyMapping, harvestMapping, kimaiMapping, togglMapping } from '../src/index.ts';
import { fixture, importAll, split } from './support.ts';

const consulting = { constant: 'consulting' };

test('Toggl Track: the detailed report becomes timed entries in the zone of the export', async () => {
  const mapping = togglMapping({ serviceTypeId: consulting, zone: 'Europe/Berlin' });
  const { accepted, rejected } = split(await importAll(fixture('toggl-detailed.csv'), mapping));
  expect(rejected).toEqual([]);
  expect(accepted.map(({ line }) => line)).toEqual([2, 3, 5, 6]);
  expect(accepted.map(({ entry }) => ({ ...entry, id: null }))).toEqual([
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ana@desk.example',
      serviceTypeId: 'consulting',
      workItem: { kind: 'task', id: 'Website / Design', title: 'Design' },
      start: '2026-03-02T08:00:00.000Z',
      end: '2026-03-02T10:30:00.000Z',
      billable: true,
      note: 'Hero section, second draft',
      tags: ['design', 'urgent'],
      attributes: { project: 'Website' },
    },
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ben@desk.example',
      serviceTypeId: 'consulting',
      workItem: { kind: 'project', id: 'Website' },
      start: '2026-03-02T22:30:00.000Z',
      end: '2026-03-02T23:15:00.000Z',
      billable: false,
      note: 'Call about the\n"go live" date',
      attributes: { project: 'Website' },
    },
    {
      id: null,
      customerId: null,
      agentId: 'ana@desk.example',
      serviceTypeId: 'consulting',
      start: '2026-03-03T09:00:00.000Z',
      end: '2026-03-03T09:30:00.000Z',
      billable: false,
      note: 'Team meeting',
    },
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ana@desk.example',
      serviceTypeId: 'consulting',
      workItem: { kind: 'task', id: 'Website / Design', title: 'Design' },
      start: '2026-03-29T01:30:00.000Z',
      end: '2026-03-29T02:00:00.000Z',
      billable: true,
      note: 'Icons',
      tags: ['design'],
      attributes: { project: 'Website' },
    },
  ]);
});

test('R13: a start that the clocks skipped moves forward by the gap, and the row says so', async () => {
  const mapping = togglMapping({ serviceTypeId: consulting, zone: 'Europe/Berlin' });
  const { accepted } = split(await importAll(fixture('toggl-detailed.csv'), mapping));
  expect(accepted.flatMap(({ line, warnings }) => warnings.map((warning) => ({ line, ...warning })))).toEqual(
    [
      {
        line: 6,
        code: 'wall-clock-skipped',
        path: ['start'],
        message:
          'the clocks of Europe/Berlin never showed 2026-03-29T02:30:00; it is moved forward by the gap: 2026-03-29T01:30:00.000Z',
      },
    ],
  );
});

test('Clockify: 12-hour times with and without seconds in one file; a date in another order is rejected', async () => {
  const mapping = clockifyMapping({ serviceTypeId: ['Task', consulting] });
  const { accepted, rejected } = split(await importAll(fixture('clockify-detailed.csv'), mapping));
  expect(accepted.map(({ entry }) => ({ ...entry, id: null }))).toEqual([
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ana@desk.example',
      teamId: 'Developers',
      serviceTypeId: 'Backend',
      workItem: { kind: 'task', id: 'Mobile app / Backend', title: 'Backend' },
      start: '2026-03-06T10:00:00',
      end: '2026-03-06T12:15:30',
      billable: true,
      note: 'Push notifications',
      tags: ['dev', 'review'],
      attributes: { project: 'Mobile app' },
    },
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ben@desk.example',
      serviceTypeId: 'consulting',
      workItem: { kind: 'project', id: 'Mobile app' },
      start: '2026-03-06T00:05:00',
      end: '2026-03-06T00:35:00',
      billable: false,
      note: 'Release notes',
      attributes: { project: 'Mobile app' },
    },
  ]);
  expect(rejected.map(({ line, reason, row }) => [line, reason, row['Description']])).toEqual([
    [4, 'unreadable-date', 'Typed by hand'],
  ]);
});

test('Clockify: the formats of a profile with day first and 24 hours', async () => {
  const file = [
    'Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time',
    'Mobile app,Acme,,,Ana,,ana@desk.example,,Yes,06/03/2026,22:00,06/03/2026,23:00',
  ].join('\n');
  const options = { serviceTypeId: consulting, dateFormat: 'DD/MM/YYYY', timeFormat: 'HH:mm' };
  const { accepted } = split(await importAll(file, clockifyMapping(options)));
  expect(accepted[0]?.entry).toMatchObject({ start: '2026-03-06T22:00:00', end: '2026-03-06T23:00:00' });
});

test('Harvest: the detailed time report becomes untimed entries; hours with the wrong decimal mark are rejected', async () => {
  const { accepted, rejected } = split(
    await importAll(fixture('harvest-detailed-time.csv'), harvestMapping()),
  );
  expect(accepted.map(({ entry }) => ({ ...entry, id: null }))).toEqual([
    {
      id: null,
      customerId: 'Acme',
      agentId: 'Ana Silva',
      serviceTypeId: 'Design',
      workItem: { kind: 'project', id: 'Website' },
      date: '2026-03-02',
      minutes: 75,
      billable: true,
      note: 'Kick-off, sketches',
    },
    {
      id: null,
      customerId: 'Acme',
      agentId: 'Ben Okoro',
      serviceTypeId: 'Meetings',
      workItem: { kind: 'project', id: 'Website' },
      date: '2026-03-02',
      minutes: 0.6,
      billable: false,
    },
  ]);
  expect(rejected.map(({ line, reason, issues }) => [line, reason, issues])).toEqual([
    [
      4,
      'unreadable-duration',
      [{ path: ['minutes'], message: 'column "Hours" has "1,5", which is not written decimal-hours' }],
    ],
  ]);
});

test('Kimai: an end before its start is on the next day, and the break is what the duration lacks', async () => {
  const mapping = kimaiMapping({ zone: 'Europe/Vienna' });
  const { accepted, rejected } = split(await importAll(fixture('kimai-export.csv'), mapping));
  expect(accepted.map(({ entry }) => ({ ...entry, id: null }))).toEqual([
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ana',
      serviceTypeId: 'Design',
      workItem: { kind: 'project', id: 'Website' },
      start: '2026-03-02T08:00:00.000Z',
      end: '2026-03-02T11:00:00.000Z',
      breakMinutes: 30,
      billable: true,
      note: 'Hero section',
      tags: ['design', 'urgent'],
    },
    {
      id: null,
      customerId: 'Acme',
      agentId: 'ben',
      serviceTypeId: 'Support',
      workItem: { kind: 'project', id: 'Website' },
      start: '2026-03-02T22:30:00.000Z',
      end: '2026-03-02T23:15:00.000Z',
      billable: false,
    },
  ]);
  expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[4, 'duration-mismatch']]);
});
