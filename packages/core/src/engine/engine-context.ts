import type { BillingEvent } from '../events/billing-events.ts';
import type { AccountingConnector } from '../ports/accounting.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdSource } from '../ports/ids.ts';
import type { Logger } from '../ports/logger.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Plugin } from '../ports/plugin.ts';
import type { Runner } from '../ports/runner.ts';
import type { Storage } from '../ports/storage.ts';
import type { EventBus } from './event-bus.ts';
import type { Circuits } from './outbox/circuit.ts';

/** Somebody who must not miss an event: it is told through the outbox, at least once, until it is taken. */
export interface Subscription {
  /** Stored with its messages; don't change it. */
  readonly id: string;
  /** The events that it wants. */
  readonly events: readonly BillingEvent['name'][];
  /** Takes an event. When it throws, the event is told again later. `key` is the same each time. */
  readonly deliver: (event: BillingEvent, key: string) => Promise<void>;
}

/** What every service of the engine works with. */
export interface EngineContext {
  readonly storage: Storage;
  readonly accounting: ReadonlyMap<string, AccountingConnector>;
  readonly mailer: Mailer | null;
  readonly plugins: readonly Plugin[];
  readonly runner: Runner | null;
  readonly subscriptions: readonly Subscription[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly events: EventBus;
  /** Which ledgers, mailers and subscriptions are down, as far as this process knows. */
  readonly circuits: Circuits;
}
