import { silentLogger } from '../../../src/engine/default-ports.ts';
import type { EngineContext } from '../../../src/engine/engine-context.ts';
import { EventBus } from '../../../src/engine/event-bus.ts';
import { Circuits } from '../../../src/engine/outbox/circuit.ts';
import { manualLine } from '../../../src/invoice/manual-line.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { sequentialIds } from '../../../src/testing/sequential-ids.ts';
import type { FakeFault } from '../../../src/testing/fake-fault.ts';
import { type FakeLedger, type FakeLedgerOptions, fakeLedger } from '../../../src/testing/fake-ledger.ts';
import { type FakeMailer, type FakeMailerOptions, fakeMailer } from '../../../src/testing/fake-mailer.ts';
import { fixedClock, type FixedClock } from '../../../src/testing/fixed-clock.ts';
import { type TestDesk, testDesk, type TestDeskOptions } from './desk.ts';

/** A desk with a ledger and a mailer, of which all stand at one clock. */
export interface LedgerDesk extends TestDesk {
  readonly ledger: FakeLedger;
  readonly mailer: FakeMailer;
  /** Issues an invoice over so many euros to "acme". */
  readonly issued: (id: string, amount?: string) => Promise<Invoice>;
  /** Lets time go by in steps of a minute, and dispatches at each. */
  readonly work: (minutes: number) => Promise<void>;
}

export interface LedgerDeskOptions extends Omit<TestDeskOptions, 'mailer'> {
  readonly ledger?: FakeLedgerOptions;
  readonly mailer?: FakeMailerOptions;
}

/** Invoices go to the ledger as soon as they are issued, unless the settings say otherwise. */
export async function ledgerDesk({
  ledger: ledgerOptions,
  mailer: mailerOptions,
  ...options
}: LedgerDeskOptions = {}): Promise<LedgerDesk> {
  const clock: { real: FixedClock } = { real: fixedClock('2026-04-01T06:00:00Z') };
  const shared: Clock = { now: () => clock.real.now() };
  const silence: Silence = { seconds: 0 };
  const ledger = fakeLedger({
    clock: shared,
    ...ledgerOptions,
    faults: heard(silence, ledgerOptions?.faults),
  });
  const mailer = fakeMailer({
    clock: shared,
    ...mailerOptions,
    faults: heard(silence, mailerOptions?.faults),
  });
  const settings = { autoExport: [ledger.id], ...options.settings };
  const test = await testDesk({ accounting: [ledger], mailer, customers: [], ...options, settings });
  clock.real = test.clock;
  await test.desk.customers.put({ id: 'acme', party: { name: 'Acme', email: 'billing@acme.example' } });
  return {
    ...test,
    ledger,
    mailer,
    async issued(id, amount = '80.00') {
      const line = manualLine({
        id: 'setup',
        description: 'Setup',
        unitPrice: amount,
        currency: 'EUR',
        from: '2026-04-01',
      });
      await test.desk.invoices.draft({ id, customerId: 'acme', lines: [line] });
      return test.desk.invoices.issue(id);
    },
    async work(minutes) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await dispatchAll(test, silence);
        test.clock.advance(60);
      }
      await dispatchAll(test, silence);
    },
  };
}

/** An engine over a storage that knows nobody outside. */
export const contextOver = (storage: Storage, clock: Clock): EngineContext => ({
  storage,
  clock,
  accounting: new Map(),
  mailer: null,
  plugins: [],
  runner: null,
  subscriptions: [],
  ids: sequentialIds(),
  logger: silentLogger,
  events: new EventBus(silentLogger, []),
  circuits: new Circuits(),
});

/** Dispatches, and lets calls that nobody answers run out of time. */
async function dispatchAll({ billing, clock }: TestDesk, silence: Silence): Promise<void> {
  const dispatching = { isOver: false };
  const dispatched = billing.dispatch().finally(() => {
    dispatching.isOver = true;
  });
  while (!dispatching.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    const { seconds } = silence;
    silence.seconds = 0;
    if (seconds > 0) clock.advance(seconds);
  }
  await dispatched;
}

/** After how many seconds a call that nobody answers is given up; 0: there is none. */
interface Silence {
  seconds: number;
}

const heard =
  <Call extends object>(silence: Silence, faults: (call: Call) => FakeFault | null = () => null) =>
  (call: Call): FakeFault | null => {
    const fault = faults(call);
    const isForSeveral = 'method' in call && call.method === 'exportMany';
    if (fault?.kind === 'silent') silence.seconds = isForSeveral ? 121 : 61;
    return fault;
  };
