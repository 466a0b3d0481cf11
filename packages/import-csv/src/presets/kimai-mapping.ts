import { type CsvMapping, defineCsvMapping } from '../csv-mapping.ts';
import type { DurationFormat } from '../duration-format.ts';
import type { ZoneSource } from '../time-source.ts';
import type { TimedPresetOptions } from './preset-options.ts';

/** The settings of {@link kimaiMapping}. */
export interface KimaiOptions extends TimedPresetOptions {
  /** The time zone of the export. The break is told from it, so there is no doing without. */
  readonly zone: ZoneSource;
  /** How `Duration` is written: `H:MM`, or `decimal-hours` as people can choose in their profile. Default `H:MM`. */
  readonly durationFormat?: DurationFormat;
}

// Columns and formats of kimai/kimai: src/Export/DefaultTemplate.php (which columns), src/Export/ColumnConverter.php
// (their keys), translations/messages.en.xlf (their English names), src/Export/Base/CsvRenderer.php and the
// formatters beside it (how cells are written).

/**
 * The mapping for Kimai's CSV export in English: customer → customer, user → agent, activity → service type, project →
 * work item, description → note. Dates are `YYYY-MM-DD` and times `HH:mm` unless said otherwise.
 *
 * The export has one date for both times, so an end before the start is on the next day. It has no column for the
 * break: the break is what `Duration` lacks to the time from start to end.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` when an option can't be used.
 */
export function kimaiMapping(options: KimaiOptions): CsvMapping {
  const { dateFormat = 'YYYY-MM-DD', timeFormat = 'HH:mm', zone, durationFormat = 'H:MM' } = options;
  const format = `${dateFormat} ${timeFormat}`;
  return defineCsvMapping({
    delimiter: options.delimiter,
    customerId: 'Customer',
    agentId: options.agentId ?? 'User',
    serviceTypeId: 'Activity',
    workItem: { kind: 'project', id: 'Project' },
    time: {
      kind: 'timed',
      start: { columns: ['Date', 'From'], format },
      end: { columns: ['Date', 'To'], format, nextDayIfEarlier: true },
      zone,
      breaks: { column: 'Duration', format: durationFormat, holds: 'net' },
    },
    // An empty cell is how older versions write no.
    billable: { column: 'Billable', yes: ['1'], no: ['0', ''] },
    note: 'Description',
    tags: { column: 'Tags', separator: ',' },
  });
}
