import { type CsvMapping, defineCsvMapping } from '../csv-mapping.ts';
import type { PresetOptions } from './preset-options.ts';

/** The settings of {@link harvestMapping}. */
export interface HarvestOptions extends PresetOptions {
  /** The mark in `Hours`: `.`, or `,` for accounts that write 1,25. Default `.`. */
  readonly decimalMark?: '.' | ',';
}

// Columns and formats: "Importing and exporting data" (support.getharvest.com), and
// resources/testfiles/harvest_time_entries_import_test_1.csv of solidtime-io/solidtime.

/**
 * The mapping for the detailed time report of Harvest as CSV: client → customer, first and last name → agent, task →
 * service type, project → work item, notes → note. Entries are untimed, as the report is. `Hours` is read, not
 * `Hours Rounded`: rounding is Billwright's part. Dates are `YYYY-MM-DD` unless said otherwise.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` when an option can't be used.
 */
export function harvestMapping(options: HarvestOptions = {}): CsvMapping {
  return defineCsvMapping({
    delimiter: options.delimiter,
    decimalMark: options.decimalMark,
    customerId: 'Client',
    agentId: options.agentId ?? [
      { columns: ['First Name', 'Last Name'], separator: ' ' },
      'First Name',
      'Last Name',
    ],
    serviceTypeId: 'Task',
    workItem: { kind: 'project', id: 'Project' },
    time: {
      kind: 'untimed',
      date: { columns: 'Date', format: options.dateFormat ?? 'YYYY-MM-DD' },
      duration: { column: 'Hours', format: 'decimal-hours' },
    },
    billable: { column: 'Billable?', yes: ['Yes'], no: ['No'] },
    note: 'Notes',
  });
}
