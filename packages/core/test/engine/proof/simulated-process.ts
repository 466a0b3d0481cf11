import { BillingError } from '../../../src/errors/billing-error.ts';
import type { Billing } from '../../../src/engine/create-billing.ts';
import type { Subscription } from '../../../src/engine/engine-context.ts';
import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { IdSource } from '../../../src/ports/ids.ts';
import type { Mailer } from '../../../src/ports/mailer.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import type { FixedClock } from '../../../src/testing/fixed-clock.ts';
import { billingOver } from './tiny-desk.ts';

/** What a process does, again and again until it is done. `rest`: nothing is left to do until time goes by. */
export type Program = (billing: Billing) => Promise<'done' | 'again' | 'rest'>;

/** What all processes share. */
export interface World {
  readonly storage: Storage;
  readonly ledger: AccountingConnector;
  readonly clock: FixedClock;
  readonly ids: IdSource;
  readonly mailer?: Mailer;
  readonly subscriptions?: readonly Subscription[];
  /** What goes wrong with the next transaction. */
  readonly fault: () => 'before' | 'after' | null;
  /** What is broken on purpose between the engine of a process and the storage. */
  readonly between?: ((storage: Storage, at: BrokenPlace) => Storage) | undefined;
}

/** Where something is broken: `stop` is one more place at which the process can be killed. */
export interface BrokenPlace {
  readonly stop: () => Promise<void>;
  readonly clock: Clock;
}

const nothing = Promise.resolve([]);

/**
 * A process that runs a program again and again until it is done. It stops before and after each transaction and each
 * call outside until it is let go on: so whoever drives it decides what happens in which order, who sleeps, who dies.
 */
export class SimulatedProcess {
  readonly program: Program;
  isDone = false;
  isResting = false;
  /** Until when it sleeps, in milliseconds. */
  sleepsUntil = Number.NEGATIVE_INFINITY;
  readonly #world: World;
  #goOn: (() => void) | null = null;
  #stopped: (() => void) | null = null;
  #isDead = false;

  constructor(program: Program, world: World) {
    this.program = program;
    this.#world = world;
    const { clock, storage, between, ids, mailer, subscriptions = [] } = world;
    const billing = billingOver({
      ids,
      ...(mailer === undefined ? {} : { mailer: this.#parting(mailer) }),
      subscriptions: subscriptions.map((one) => this.#hearing(one)),
      storage: this.#stopping(between?.(storage, { clock, stop: () => this.#stop() }) ?? storage),
      ledger: this.#outside(world.ledger),
      clock: {
        now: () => clock.now(),
        after: (seconds, ring) => clock.after(seconds, () => this.#isDead || ring()),
      },
    });
    void this.#live(billing);
  }

  isWaiting(now: number): boolean {
    return this.#goOn !== null && this.sleepsUntil <= now;
  }

  /** Lets it do its next step, until it stops again or waits for the ledger. */
  step(): Promise<void> {
    return new Promise((resolve) => {
      const goOn = this.#goOn;
      this.#goOn = null;
      this.#stopped = resolve;
      goOn?.();
    });
  }

  /** It never does anything again. */
  kill(): void {
    this.#isDead = true;
    this.#goOn = null;
  }

  async #live(billing: Billing): Promise<void> {
    while (!this.isDone) {
      await this.#stop();
      this.isResting = false;
      // What fails is called again, as a loop in a process does.
      const end = await this.program(billing).catch(() => 'failed' as const);
      this.isDone = end === 'done';
      this.isResting = end === 'rest';
      if (this.isResting) this.sleepsUntil = Date.parse(this.#world.clock.now()) + 1;
    }
    this.#tellStopped();
  }

  #stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isDead) return;
      this.#goOn = resolve;
      this.#tellStopped();
    });
  }

  #tellStopped(): void {
    this.#stopped?.();
    this.#stopped = null;
  }

  #stopping(storage: Storage): Storage {
    const stopped = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
      await this.#stop();
      const fault = this.#world.fault();
      if (fault === 'before') throw new BillingError('STORAGE_UNAVAILABLE', { reason: 'simulated' });
      try {
        const answer = await call();
        if (fault === 'after') throw new BillingError('STORAGE_UNKNOWN', { reason: 'simulated' });
        return answer;
      } finally {
        await this.#stop();
      }
    };
    return {
      ...storage,
      transaction: (tenantId, body, options) => stopped(() => storage.transaction(tenantId, body, options)),
      lease: (request, options) => stopped(() => storage.lease(request, options)),
    };
  }

  #outside(ledger: AccountingConnector): AccountingConnector {
    return {
      ...ledger,
      export: (document, context) => this.#parted(ledger.export(document, context)),
      exportMany: (documents, context) => this.#parted(ledger.exportMany?.(documents, context) ?? nothing),
      void: (document, context) => this.#parted(ledger.void(document, context)),
      find: (document, context) => this.#parted(ledger.find(document, context)),
      changes: (cursor, context) => this.#parted(ledger.changes(cursor, context)),
    };
  }

  #parting(mailer: Mailer): Mailer {
    return { send: (mail, options) => this.#parted(mailer.send(mail, options)) };
  }

  #hearing(subscription: Subscription): Subscription {
    return { ...subscription, deliver: (event, key) => this.#parted(subscription.deliver(event, key)) };
  }

  /** The request goes out at once: how long it takes is for the other side to say. */
  #parted<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#tellStopped();
    return answer;
  }
}
