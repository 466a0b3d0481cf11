import type { Instant } from '../../time/instant.ts';
import type { TimeEntryFacts } from '../../work/time-entry.ts';
import { collection } from '../collection.ts';

/** Time in which a timer stood still. */
export interface TimerPause {
  readonly from: Instant;
  /** `null`: it stands still now. */
  readonly to: Instant | null;
}

/** Work that goes on, and what its time entry will say. Instants are whole seconds. */
export interface Timer extends TimeEntryFacts {
  readonly startedAt: Instant;
  /** In order, none touching the next. */
  readonly pauses: readonly TimerPause[];
  readonly state: 'running' | 'paused';
}

/** Timers, by their start. What was stopped or discarded is gone. */
export const timerRecords = collection<Timer, 'timers'>({
  name: 'timers',
  id: ({ id }) => id,
  order: ({ startedAt }) => startedAt,
  keys: ({ agentId }) => ({ agent: agentId }),
});
