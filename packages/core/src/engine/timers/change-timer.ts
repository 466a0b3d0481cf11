import { BillingError } from '../../errors/billing-error.ts';
import type { TimeEntry } from '../../work/time-entry.ts';
import { timeEntry } from '../../work/time-entry.ts';
import type { EngineContext } from '../engine-context.ts';
import { type RecordedWork, recordedWork } from '../records/work.ts';
import { type Timer, timerRecords } from '../records/timers.ts';
import type { Unit } from '../unit.ts';
import { addWork, lockCustomersOf } from '../work/add-work.ts';
import { refreshDrawsOf } from '../work/change-work.ts';
import { entryOf, wholeSecond } from './timer-facts.ts';

/** The timers of an agent change one after another. Taken before the lock of any customer. */
const lockAgent = (unit: Unit, agentId: string): Promise<void> => unit.lock(`agent:${agentId}`);

/** A timer under the lock of its agent. */
export async function lockTimer(unit: Unit, id: string): Promise<Timer> {
  const { agentId } = await unit.load(timerRecords, id);
  await lockAgent(unit, agentId);
  return unit.load(timerRecords, id);
}

type TimerContext = Pick<EngineContext, 'ids' | 'plugins'>;

/** What an agent's timers are to do. */
interface Making {
  readonly timer: Timer;
  readonly whenRunning: 'refuse' | 'pause' | 'stop';
}

/** Begins a timer. One timer of an agent runs at a time. */
export async function startTimer(
  unit: Unit,
  context: TimerContext,
  { timer, whenRunning }: Making,
): Promise<Timer> {
  await lockAgent(unit, timer.agentId);
  await makeWay(unit, context, { timer, whenRunning });
  if (await unit.add(timerRecords, timer)) return timer;
  throw new BillingError('ALREADY_EXISTS', { collection: 'timers', id: timer.id });
}

/** Stands still. A timer that does already stays as it is. */
export async function pauseTimer(unit: Unit, timer: Timer): Promise<Timer> {
  if (timer.state === 'paused') return timer;
  const pauses = [...timer.pauses, { from: wholeSecond(unit.at), to: null }];
  return save(unit, { ...timer, pauses, state: 'paused' });
}

/** Goes on. A timer that runs already stays as it is. */
export async function resumeTimer(
  unit: Unit,
  context: TimerContext,
  { timer, whenRunning }: Making,
): Promise<Timer> {
  if (timer.state === 'running') return timer;
  await makeWay(unit, context, { timer, whenRunning });
  const to = wholeSecond(unit.at);
  const pauses = timer.pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause));
  return save(unit, { ...timer, pauses: pauses.filter(({ from }) => from !== to), state: 'running' });
}

/** Ends a timer: its time is recorded, and it is gone. */
export async function stopTimer(unit: Unit, context: TimerContext, timer: Timer): Promise<RecordedWork> {
  const work: TimeEntry = timeEntry(entryOf(timer, wholeSecond(unit.at)));
  const fact = { kind: 'entry', work } as const;
  await lockCustomersOf(unit, [recordedWork(fact)]);
  const [recorded = recordedWork(fact)] = await addWork(unit, [fact]);
  await refreshDrawsOf(unit, context, [recorded]);
  await unit.drop(timerRecords, timer.id);
  unit.emit('work.recorded', { ids: [work.id] });
  return recorded;
}

async function makeWay(
  unit: Unit,
  context: TimerContext,
  { timer: { id, agentId }, whenRunning }: Making,
): Promise<void> {
  const timers = await unit.all(timerRecords, { index: ['agent', agentId] });
  const running = timers.find((one) => one.state === 'running' && one.id !== id);
  if (running === undefined) return;
  if (whenRunning === 'pause') await pauseTimer(unit, running);
  else if (whenRunning === 'stop') await stopTimer(unit, context, running);
  else throw new BillingError('TIMER_RUNNING', { agentId, timerId: running.id });
}

async function save(unit: Unit, timer: Timer): Promise<Timer> {
  await unit.save(timerRecords, timer);
  return timer;
}
