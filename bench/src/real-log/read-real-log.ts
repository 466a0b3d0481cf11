import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TimeEntry } from '@billwright/core';

const file = new URL('../../../../shared/data/CESAW_time_fact.csv.gz', import.meta.url);

/** The real time log as a helpdesk's work, or null where it does not lie beside the project. */
export function readRealLog(): readonly TimeEntry[] | null {
  if (!existsSync(file)) return null;
  const [head = '', ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/);
  const columns = new Map(head.split(',').map((name, index) => [name, index]));
  const entries = lines.map((line) => {
    const values = line.split(',');
    const value = (column: string): string => values[columns.get(column) ?? -1] ?? '';
    return {
      id: value('time_log_fact_key'),
      customerId: value('organization') || null,
      agentId: value('person_key'),
      teamId: value('team_key'),
      serviceTypeId: value('phase_short_name'),
      workItem: { kind: 'ticket', id: value('plan_item_key') },
      start: wallClock(value('time_log_start_date')),
      end: wallClock(value('time_log_end_date')),
      breakMinutes: Number(value('time_log_interrupt_minutes')),
    };
  });
  // Once through JSON, as work arrives: its strings are flat, and hold on to no line of the file.
  return JSON.parse(JSON.stringify(entries));
}

/** `9/16/2011 3:03` as `2011-09-16T03:03`, in the zone of the customer's calendar; what is not readable stays. */
function wallClock(text: string): string {
  const [, month = '', day = '', year = '', hour = '', minute = ''] =
    /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text) ?? [];
  if (minute === '') return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}`;
}
