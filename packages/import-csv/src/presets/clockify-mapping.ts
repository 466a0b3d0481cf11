import { type CsvMapping, defineCsvMapping } from '../csv-mapping.ts';
import type { TextSource } from '../text-source.ts';
import type { TimedPresetOptions } from './preset-options.ts';

/** The settings of {@link clockifyMapping}. */
export interface ClockifyOptions extends TimedPresetOptions {
  /** Clockify has no service types: `{ constant: 'consulting' }`, or a column such as `Task`. */
  readonly serviceTypeId: TextSource;
}

// Columns and formats: app/Service/Import/Importers/ClockifyTimeEntriesImporter.php and
// resources/testfiles/clockify_time_entries_import_test_4.csv of solidtime-io/solidtime.

/**
 * The mapping for the detailed report of Clockify as CSV: client → customer, email → agent, group → team, task or
 * project → work item, description → note. Dates are `MM/DD/YYYY` and times `hh:mm[:ss] A` unless said otherwise;
 * both follow the profile of the person who exports.
 *
 * A workspace that hides what is billable exports no such column: spread the mapping and set `billable` to null.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` when an option can't be used.
 */
export function clockifyMapping(options: ClockifyOptions): CsvMapping {
  const { dateFormat = 'MM/DD/YYYY', timeFormat = 'hh:mm[:ss] A', zone = null, serviceTypeId } = options;
  const format = `${dateFormat} ${timeFormat}`;
  return defineCsvMapping({
    delimiter: options.delimiter,
    customerId: 'Client',
    agentId: options.agentId ?? 'Email',
    teamId: 'Group',
    serviceTypeId,
    workItem: [
      { kind: 'task', id: { columns: ['Project', 'Task'], separator: ' / ' }, title: 'Task' },
      { kind: 'project', id: 'Project' },
    ],
    time: {
      kind: 'timed',
      start: { columns: ['Start Date', 'Start Time'], format },
      end: { columns: ['End Date', 'End Time'], format },
      zone,
    },
    billable: { column: 'Billable', yes: ['Yes'], no: ['No'] },
    note: 'Description',
    tags: { column: 'Tags', separator: ',' },
    attributes: { project: 'Project' },
  });
}
