export {
  type BillableSource,
  type CsvMapping,
  defineCsvMapping,
  type WorkItemSource,
} from './csv-mapping.ts';
export type { CsvSource } from './csv-text.ts';
export type { DurationFormat } from './duration-format.ts';
export { importTimeEntries } from './import-time-entries.ts';
export type {
  AcceptedRow,
  ImportedRow,
  ImportWarning,
  RejectedRow,
  RejectionReason,
} from './imported-row.ts';
export { type ClockifyOptions, clockifyMapping } from './presets/clockify-mapping.ts';
export { type HarvestOptions, harvestMapping } from './presets/harvest-mapping.ts';
export { type KimaiOptions, kimaiMapping } from './presets/kimai-mapping.ts';
export type { PresetOptions, TimedPresetOptions } from './presets/preset-options.ts';
export { type TogglOptions, togglMapping } from './presets/toggl-mapping.ts';
export type { TextPart, TextSource } from './text-source.ts';
export type { DateSource, DurationSource, TimedSource, UntimedSource, ZoneSource } from './time-source.ts';
