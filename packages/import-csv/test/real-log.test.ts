import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { defineCsvMapping, importTimeEntries } from '../src/index.ts';

// Time logs of four organisations, 2008 to 2017 (the CESAW data set). They lie beside the project, not in it.
const path = fileURLToPath(new URL('../../../../shared/data/CESAW_time_fact.csv.gz', import.meta.url));

const format = 'M/D/YYYY H:mm';
const mapping = defineCsvMapping({
  id: 'time_log_fact_key',
  customerId: 'organization',
  agentId: 'person_key',
  teamId: 'team_key',
  serviceTypeId: 'phase_short_name',
  workItem: { kind: 'ticket', id: 'plan_item_key' },
  time: {
    kind: 'timed',
    start: { columns: 'time_log_start_date', format },
    end: { columns: 'time_log_end_date', format },
    zone: {
      column: 'organization',
      zones: { A: 'America/New_York', B: 'America/Chicago', C: 'Asia/Kolkata', D: 'Europe/London', '': null },
    },
    breaks: { column: 'time_log_interrupt_minutes', format: 'minutes', holds: 'break' },
  },
  attributes: { process: 'process_name' },
});

test.skipIf(!existsSync(path))(
  'R6: of a real log of 203,621 rows, each is an entry or is rejected with its reason',
  async () => {
    const counts: Record<string, number> = {};
    const count = (key: string): void => {
      counts[key] = (counts[key] ?? 0) + 1;
    };
    const rejected: unknown[] = [];
    for await (const row of importTimeEntries(createReadStream(path).pipe(createGunzip()), mapping)) {
      count('rows');
      count(row.status);
      if (row.status === 'rejected') rejected.push([row.line, row.reason, row.issues[0]?.path[0]]);
      else if (row.entry.customerId === null) count('without customer');
      if (row.status === 'entry') for (const { code } of row.warnings) count(code);
    }
    expect(counts).toEqual({ rows: 203_621, entry: 203_617, rejected: 4, 'without customer': 29 });
    expect(rejected).toEqual([
      [64_345, 'unreadable-date', 'start'],
      // The log of an office whose clocks went back that weekend; the zone assumed for it has no such change.
      [89_057, 'invalid-entry', 'breakMinutes'],
      [116_215, 'unreadable-date', 'start'],
      [132_611, 'unreadable-duration', 'breakMinutes'],
    ]);
  },
  120_000,
);
