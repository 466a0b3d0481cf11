import type { TextSource } from '../text-source.ts';
import type { ZoneSource } from '../time-source.ts';

/** What depends on the settings of the tracker, and not on the columns of its export. */
export interface PresetOptions {
  /** How dates are written. */
  readonly dateFormat?: string;
  /** One character between cells. Default `,`. */
  readonly delimiter?: string;
  /** Who did the work, when it is another column than the tracker's own. */
  readonly agentId?: TextSource;
}

/** The settings of trackers whose exports have times of day. */
export interface TimedPresetOptions extends PresetOptions {
  /** How times of day are written. */
  readonly timeFormat?: string;
  /** The time zone of the export. Without one, times stay wall-clock times of the calendar's zone. */
  readonly zone?: ZoneSource | null;
}
