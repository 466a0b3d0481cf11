import { inputError, parseInput } from '../../errors/parse-input.ts';
import type { Instant } from '../../time/instant.ts';
import { instantToSeconds, secondsToInstant } from '../../time/instant.ts';
import { type TimedEntry, type TimeEntryFacts, timeEntry } from '../../work/time-entry.ts';
import { nameOfValue } from '../../errors/name-of-value.ts';
import type { Timer } from '../records/timers.ts';
import { z } from 'zod';

/** Work that begins now. Its id becomes that of the time entry. */
export type TimerStart = Omit<TimeEntryFacts, 'id'> & {
  /** Default: a new one. */
  readonly id?: string | undefined;
  /** What becomes of a timer of the agent that runs. Default: the call is refused. */
  readonly whenRunning?: 'refuse' | 'pause' | 'stop' | undefined;
};

const modeSchema = z.enum(['refuse', 'pause', 'stop']).default('refuse');

/** What is to happen to another timer of the agent, and the facts of the work. */
export function readStart(
  start: TimerStart,
  nextId: () => string,
): { readonly facts: TimeEntryFacts; readonly whenRunning: z.infer<typeof modeSchema> } {
  if (typeof start !== 'object' || (start as unknown) === null)
    throw inputError('TIME_ENTRY_INVALID', [{ path: [], message: `is ${nameOfValue(start)}` }]);
  const { whenRunning, id = nextId(), ...facts } = start;
  const mode = parseInput('TIME_ENTRY_INVALID', modeSchema, whenRunning, ['whenRunning']);
  const known = { ...facts, id };
  const told = ['start', 'end', 'breakMinutes', 'date', 'minutes'].filter((field) => field in known);
  if (told.length > 0)
    throw inputError(
      'TIME_ENTRY_INVALID',
      told.map((field) => ({ path: [field], message: 'is told by the timer: leave it out' })),
    );
  // As an entry of no length, so that what can't be recorded at the end is refused at the beginning.
  timeEntry({ ...known, start: '2026-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z' });
  return { facts: known, whenRunning: mode };
}

/** An instant without its part of a second: entries count whole ones. */
export const wholeSecond = (at: Instant): Instant => secondsToInstant(Math.floor(instantToSeconds(at)));

/** The seconds in which a timer stood still until an instant. */
function pausedSeconds({ pauses }: Pick<Timer, 'pauses'>, at: Instant): number {
  return pauses.reduce((sum, { from, to }) => sum + instantToSeconds(to ?? at) - instantToSeconds(from), 0);
}

/** The seconds that a timer has counted until an instant: elapsed time, whatever clocks on walls did (R10). */
export const countedSeconds = (timer: Timer, at: Instant): number =>
  instantToSeconds(at) - instantToSeconds(timer.startedAt) - pausedSeconds(timer, at);

/** The time entry of a timer that ends. A pause that lasts to the end is no work, and is left off. */
export function entryOf(timer: Timer, at: Instant): TimedEntry {
  const { startedAt, pauses, state: _state, ...facts } = timer;
  const open = pauses.at(-1);
  const end = open?.to === null ? open.from : at;
  const closed = pauses.filter(({ to }) => to !== null);
  return {
    ...facts,
    start: startedAt,
    end,
    breakMinutes: pausedSeconds({ pauses: closed }, end) / 60,
  };
}
