import { type Billing, createBilling } from '../../../src/engine/create-billing.ts';
import type { AccountingConnector, ConnectorContext } from '../../../src/ports/accounting.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import type { FixedClock } from '../../../src/testing/fixed-clock.ts';

/**
 * A process that dispatches. It stops before and after each transaction, and after each call of the ledger, until it is let
 * go on; so whoever drives it decides in which order processes do what, who sleeps, and who dies.
 */
export class SimulatedWorker {
  /** It does something: nobody decides anything until it stops. */
  isBusy = false;
  /** It has nothing in its hands: it is about to ask for more. */
  isIdle = true;
  /** Until when it sleeps, in milliseconds. */
  sleepsUntil = 0;
  #goOn: (() => void) | null = null;
  #isDead = false;

  constructor(storage: Storage, ledger: AccountingConnector, clock: FixedClock) {
    const billing = createBilling({
      storage: this.#stopping(storage),
      accounting: [this.#outside(ledger)],
      clock: {
        now: () => clock.now(),
        after: (seconds, ring) => clock.after(seconds, () => this.#isDead || ring()),
      },
    });
    void this.#live(billing);
  }

  /** Whether it waits to be let go on. */
  isWaiting(now: number): boolean {
    return this.#goOn !== null && this.sleepsUntil <= now;
  }

  goOn(): void {
    const goOn = this.#goOn;
    this.#goOn = null;
    this.isBusy = true;
    goOn?.();
  }

  /** It never does anything again. */
  kill(): void {
    this.#isDead = true;
    this.isBusy = false;
    this.#goOn = null;
  }

  async #live(billing: Billing): Promise<void> {
    for (;;) {
      this.isIdle = true;
      await this.#stop();
      this.isIdle = false;
      // What fails is left for the next time, as a loop in a process does.
      await billing.dispatch({ kinds: ['export'] }).catch(() => null);
    }
  }

  #stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isDead) return;
      this.isBusy = false;
      this.#goOn = resolve;
    });
  }

  #stopping(storage: Storage): Storage {
    const stopped = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
      try {
        return await call();
      } finally {
        await this.#stop();
      }
    };
    return {
      ...storage,
      transaction: async (tenantId, body, options) => {
        await this.#stop();
        return stopped(() => storage.transaction(tenantId, body, options));
      },
      lease: (request, options) => stopped(() => storage.lease(request, options)),
    };
  }

  #outside(ledger: AccountingConnector): AccountingConnector {
    const stopped = async <Answer>(
      { signal }: ConnectorContext,
      call: () => Promise<Answer>,
    ): Promise<Answer> => {
      // The request goes out at once: how long it takes is the ledger's to say.
      this.isBusy = false;
      try {
        return await call();
      } finally {
        // Who gave the call up has gone on already.
        if (signal?.aborted !== true) await this.#stop();
      }
    };
    return {
      ...ledger,
      export: (document, context) => stopped(context, () => ledger.export(document, context)),
      exportMany: (documents, context) =>
        stopped(context, async () => (await ledger.exportMany?.(documents, context)) ?? []),
      void: (document, context) => stopped(context, () => ledger.void(document, context)),
      find: (document, context) => stopped(context, () => ledger.find(document, context)),
    };
  }
}
