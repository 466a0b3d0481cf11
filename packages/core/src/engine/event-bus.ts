import { EventEmitter } from 'eventemitter3';
import type { BillingEvent, BillingEventName } from '../events/billing-events.ts';
import type { Logger } from '../ports/logger.ts';

/** Takes an event. What it throws or rejects with is logged, and harms nobody. */
export type Listener<Name extends BillingEventName> = (event: BillingEvent<Name>) => void | Promise<void>;

/** Stops listening. */
export type Unsubscribe = () => void;

/** Tells listeners of this process what happened, after it was committed. */
export class EventBus {
  readonly #emitter = new EventEmitter<string>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Listens to the events of one tenant. */
  on<Name extends BillingEventName>(tenantId: string, name: Name, listener: Listener<Name>): Unsubscribe {
    const isolated = (event: BillingEvent<Name>): void => {
      void this.#call(listener, event);
    };
    const channel = channelOf(tenantId, name);
    this.#emitter.on(channel, isolated);
    return () => {
      this.#emitter.off(channel, isolated);
    };
  }

  /** Tells an event. Listeners are called in the order in which they came, each on its own. */
  tell(event: BillingEvent): void {
    this.#emitter.emit(channelOf(event.tenantId, event.name), event);
  }

  async #call<Name extends BillingEventName>(
    listener: Listener<Name>,
    event: BillingEvent<Name>,
  ): Promise<void> {
    try {
      await listener(event);
    } catch (error) {
      this.#logger.error('a listener failed', { event: event.name, error });
    }
  }
}

const channelOf = (tenantId: string, name: BillingEventName): string => `${name}\u0000${tenantId}`;
