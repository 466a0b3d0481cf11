import { type CsvMapping, defineCsvMapping } from '../csv-mapping.ts';
import type { TextSource } from '../text-source.ts';
import type { TimedPresetOptions } from './preset-options.ts';

/** The settings of {@link togglMapping}. */
export interface TogglOptions extends TimedPresetOptions {
  /** Toggl Track has no service types: `{ constant: 'consulting' }`, or a column such as `Task`. */
  readonly serviceTypeId: TextSource;
}

// Columns and formats: "Editing and uploading a CSV file" (support.toggl.com), which names the detailed report as the
// model of its layout, and app/Service/Import/Importers/TogglTimeEntriesImporter.php of solidtime-io/solidtime.

/**
 * The mapping for the detailed report of Toggl Track as CSV: client → customer, email → agent, task or project →
 * work item, description → note. Dates are `YYYY-MM-DD` and times `HH:mm:ss` unless said otherwise.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` when an option can't be used.
 */
export function togglMapping(options: TogglOptions): CsvMapping {
  const { dateFormat = 'YYYY-MM-DD', timeFormat = 'HH:mm:ss', zone = null, serviceTypeId } = options;
  const format = `${dateFormat} ${timeFormat}`;
  return defineCsvMapping({
    delimiter: options.delimiter,
    customerId: 'Client',
    agentId: options.agentId ?? 'Email',
    serviceTypeId,
    workItem: [
      { kind: 'task', id: { columns: ['Project', 'Task'], separator: ' / ' }, title: 'Task' },
      { kind: 'project', id: 'Project' },
    ],
    time: {
      kind: 'timed',
      start: { columns: ['Start date', 'Start time'], format },
      end: { columns: ['End date', 'End time'], format },
      zone,
    },
    billable: { column: 'Billable', yes: ['Yes'], no: ['No'] },
    note: 'Description',
    tags: { column: 'Tags', separator: ',' },
    attributes: { project: 'Project' },
  });
}
