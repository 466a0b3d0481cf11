import { fakeLedger, type FakeLedger } from '../../../src/testing/fake-ledger.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { type FixedClock, fixedClock } from '../../../src/testing/fixed-clock.ts';
import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import { Random } from '../outbox/random.ts';
import { drawnFaults, longestRequestSeconds, type Trouble } from '../support/fault-draw.ts';
import { faultsIn } from './desk-faults.ts';
import { programsOf } from './programs.ts';
import { SimulatedProcess, type World } from './simulated-process.ts';
import { type Shape, shapeOf } from './shape.ts';
import { type Snapshot, storageWith } from './stored.ts';
import { believed, portsOf, surroundingsOf } from './surroundings.ts';
import { type Beginning, billingDay, laterIds } from './tiny-desk.ts';

/** What is broken on purpose, to see that it is found. */
export interface Sabotage {
  readonly ledger?: ((ledger: AccountingConnector) => AccountingConnector) | undefined;
  /** Of one process. */
  readonly storage?: World['between'];
  /** Where all seeds begin, when that is where it matters. Default: each where it likes. */
  readonly beginning?: Beginning | undefined;
  /** What goes on in all seeds, when that is where it matters. Default: as each seed likes. */
  readonly shape?: Shape | undefined;
}

/** How a seed is simulated. */
export interface SimulationOptions extends Sabotage {
  readonly desks: Readonly<Record<Beginning, Snapshot>>;
  /** Whether `desk.verify()` looks at the end, beside the checks of the simulation. Default: yes. */
  readonly verifies?: boolean | undefined;
}

/** Trouble lasts so many steps; then all must come to an end within a bound. */
const troubledSteps = 80;
const calmSteps = 2000;

/** Lets several processes work at a desk in an order, and with faults, that the seed decides; gives what went wrong. */
export async function simulate(
  seed: number,
  { desks, verifies = true, shape = shapeOf(seed), ...sabotage }: SimulationOptions,
): Promise<readonly string[]> {
  const random = new Random(seed);
  const clock = fixedClock(billingDay);
  const trouble: Trouble = { isOn: true };
  const ledgerClock = fixedClock(billingDay);
  const ledger = troubledLedger(random, ledgerClock, trouble, shape);
  const around = surroundingsOf(seed, ledger, ledgerClock, trouble);
  const any = random.pick<Beginning>(['worked', 'drafted', 'drafted', 'issued', 'issued']);
  const beginning: Beginning = sabotage.beginning ?? any;
  const storage = await storageWith(desks[beginning]);
  const broken = (random.next() * 0.15) ** 2 * 5;
  const world: World = {
    storage,
    clock,
    ids: laterIds(),
    ledger: believed(sabotage.ledger?.(ledger) ?? ledger),
    ...portsOf(shape, around),
    between: sabotage.storage,
    fault: () => (trouble.isOn && random.chance(broken) ? random.pick(['before', 'after']) : null),
  };
  const processes = programsOf(random, beginning, shape, around).map(
    (program) => new SimulatedProcess(program, world),
  );
  const isEnded = await run(random, processes, world, { trouble, ledgerClock });
  for (const process of processes) process.kill();
  ledgerClock.advance(7200);
  const found = await faultsIn({
    storage,
    around,
    clock,
    beginning,
    issuedBefore: issuedIn(desks[beginning]),
    shape,
    verifies,
  });
  return isEnded ? found : ['it never came to an end', ...found];
}

const issuedIn = (snapshot: Snapshot): ReadonlySet<string> =>
  new Set(
    snapshot.flatMap(({ name, row: { id, value } }) =>
      name === 'invoices' && Reflect.get(Object(value), 'issued') !== null ? [id] : [],
    ),
  );

async function run(
  random: Random,
  processes: SimulatedProcess[],
  world: World,
  { trouble, ledgerClock }: { readonly trouble: Trouble; readonly ledgerClock: FixedClock },
): Promise<boolean> {
  const { clock } = world;
  const timeGoesBy = async (seconds: number): Promise<void> => {
    clock.advance(seconds);
    // Ours is set back at times; no request takes effect later for it.
    ledgerClock.advance(Math.max(0, seconds));
    // Whoever waited for an answer goes on to its next stop.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const [deaths, sleeps, jumps] = [random.next() * 0.1, random.next() * 0.3, random.next() * 0.3];
  const pace = random.pick([90, 300, 1800]);
  for (let step = 0; step < troubledSteps + calmSteps; step += 1) {
    trouble.isOn = step < troubledSteps;
    const now = Date.parse(clock.now());
    const waiting = processes.filter((process) => process.isWaiting(now));
    const process = waiting[random.below(waiting.length)];
    if (process === undefined && !trouble.isOn) {
      const seconds = await untilNext(world, processes);
      if (seconds === null) return true;
      await timeGoesBy(seconds);
    } else if (process === undefined || random.chance(trouble.isOn ? jumps : 0)) {
      // Clocks that were fast are put right, too.
      const back = random.chance(0.1) ? -1 : 1;
      await timeGoesBy(back * Math.ceil(random.next() * pace));
    } else if (trouble.isOn && random.chance(deaths)) {
      process.kill();
      processes[processes.indexOf(process)] = new SimulatedProcess(process.program, world);
    } else if (trouble.isOn && random.chance(sleeps)) {
      process.sleepsUntil = now + random.below(1_800_000);
    } else {
      await process.step();
    }
  }
  return false;
}

/** In how many seconds something goes on; `null`: everybody is done, and every message has come to its end. */
async function untilNext(
  { storage, clock }: World,
  processes: readonly SimulatedProcess[],
): Promise<number | null> {
  const messages = await storage.transaction('desk', (inside) => inside.list('outbox', { limit: 1000 }));
  const open = messages.filter(({ value }) => {
    const state: unknown = Reflect.get(Object(value), 'state');
    return state !== 'done' && state !== 'dead';
  });
  const isRunning = processes.some(({ isDone, isResting }) => !isDone && !isResting);
  if (open.length === 0 && !isRunning) return null;
  const ahead = open.map(({ order }) => Math.ceil((Date.parse(order) - Date.parse(clock.now())) / 1000));
  return Math.max(30, Math.min(300, ...ahead));
}

function troubledLedger(random: Random, clock: Clock, trouble: Trouble, shape: Shape): FakeLedger {
  const faults = drawnFaults(random, trouble);
  const keepsKeysForSeconds = random.pick([0, 300, Number.POSITIVE_INFINITY]);
  const { batch, pageSize } = shape;
  const how = { id: 'ledger', clock, faults, keepsKeysForSeconds, longestRequestSeconds, pageSize };
  return fakeLedger({ ...how, supports: { batch } });
}
