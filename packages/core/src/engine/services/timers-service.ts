import { raiseQuotasOf } from '../contracts/raise-quotas.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { type Timer, timerRecords } from '../records/timers.ts';
import type { RecordedWork } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { lockTimer, pauseTimer, resumeTimer, startTimer, stopTimer } from '../timers/change-timer.ts';
import { countedSeconds, readStart, type TimerStart, wholeSecond } from '../timers/timer-facts.ts';
import type { WriteOptions } from '../write-options.ts';

/** A timer, and what it has counted by now. */
export interface TimerReading {
  readonly timer: Timer;
  /** Seconds, without its pauses. */
  readonly seconds: number;
}

/**
 * Running work. Timers are stored: they go on when the process does not.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { fixedClock } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const clock = fixedClock('2026-03-02T09:00:00Z');
 * const desk = createBilling({ storage: memoryStorage(), clock }).forTenant('desk');
 * const { id } = await desk.timers.start({ customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' });
 * clock.advance(20 * 60);
 * await desk.timers.pause(id);
 * clock.advance(10 * 60);
 * await desk.timers.resume(id);
 * clock.advance(15 * 60);
 * const { work } = await desk.timers.stop(id);
 * if ('start' in work) console.log(work.start, work.end, work.breakMinutes);
 * // => 2026-03-02T09:00:00.000Z 2026-03-02T09:45:00.000Z 10
 * ```
 */
export interface TimersService {
  /**
   * Starts a timer. An agent has one that runs; paused ones can wait beside it.
   *
   * @throws BillingError `TIME_ENTRY_INVALID` with every fault of the work and its path.
   * @throws BillingError `TIMER_RUNNING` when another one of the agent runs, unless `whenRunning` pauses or stops it.
   * @throws BillingError `ALREADY_EXISTS` when the id is that of another timer.
   */
  start(work: TimerStart, options?: WriteOptions): Promise<Timer>;
  /**
   * Lets a timer stand still: what goes by then is the entry's break.
   *
   * @throws BillingError `NOT_FOUND`
   */
  pause(id: string, options?: WriteOptions): Promise<Timer>;
  /**
   * Lets a timer go on.
   *
   * @throws BillingError `NOT_FOUND`, or `TIMER_RUNNING` as `start`.
   */
  resume(
    id: string,
    options?: WriteOptions & { readonly whenRunning?: TimerStart['whenRunning'] },
  ): Promise<Timer>;
  /**
   * Ends a timer and records its time: a timed entry with the timer's id, from its start to now, or to the pause in which
   * it stands, with its pauses as the break. Elapsed time counts: a change of clocks costs and gives nothing (R10).
   *
   * @throws BillingError `NOT_FOUND`, and what `work.record` throws.
   */
  stop(id: string, options?: WriteOptions): Promise<RecordedWork>;
  /**
   * Throws a timer away; nothing is recorded.
   *
   * @throws BillingError `NOT_FOUND`
   */
  discard(id: string, options?: WriteOptions): Promise<void>;
  get(id: string): Promise<TimerReading | null>;
  /** By their start. */
  list(query?: PageRequest & { readonly agentId?: string | undefined }): Promise<Page<TimerReading>>;
}

/** The service of timers. */
export function timersService(scope: TenantScope): TimersService {
  const { ids, clock } = scope.context;
  const read = (timer: Timer): TimerReading => ({
    timer,
    seconds: countedSeconds(timer, wholeSecond(clock.now())),
  });
  return {
    async start(given, options = {}) {
      const { facts, whenRunning } = readStart(given, () => ids.next('entry'));
      return scope.write({ method: 'timers.start', given }, options, (unit) => {
        const startedAt = wholeSecond(unit.at);
        return startTimer(unit, scope.context, {
          timer: { ...facts, startedAt, pauses: [], state: 'running' },
          whenRunning,
        });
      });
    },
    pause: (id, options = {}) =>
      scope.write({ method: 'timers.pause', given: id }, options, async (unit) =>
        pauseTimer(unit, await lockTimer(unit, id)),
      ),
    resume: (id, { whenRunning = 'refuse', ...options } = {}) =>
      scope.write({ method: 'timers.resume', given: { id, whenRunning } }, options, async (unit) =>
        resumeTimer(unit, scope.context, { timer: await lockTimer(unit, id), whenRunning }),
      ),
    async stop(id, options = {}) {
      const recorded = await scope.write({ method: 'timers.stop', given: id }, options, async (unit) =>
        stopTimer(unit, scope.context, await lockTimer(unit, id)),
      );
      await raiseQuotasOf(scope, [recorded.customerId]);
      return recorded;
    },
    async discard(id, options = {}) {
      await scope.write({ method: 'timers.discard', given: id }, options, async (unit) => {
        const { id: known } = await lockTimer(unit, id);
        await unit.drop(timerRecords, known);
        return null;
      });
    },
    async get(id) {
      const timer = await scope.read((unit) => unit.find(timerRecords, id));
      return timer === null ? null : read(timer);
    },
    async list({ agentId, ...request } = {}) {
      const index = agentId === undefined ? undefined : (['agent', agentId] as const);
      const { items, next } = await readPage(scope, { from: timerRecords, index }, request);
      return { items: items.map(read), next };
    },
  };
}
