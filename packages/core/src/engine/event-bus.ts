import { EventEmitter } from 'eventemitter3';
import { deepFreeze } from '../errors/deep-freeze.ts';
import type { BillingEvent, BillingEventName } from '../events/billing-events.ts';
import type { Logger } from '../ports/logger.ts';
import type { Plugin } from '../ports/plugin.ts';

/** Takes an event. What it throws or rejects with is logged, and harms nobody. */
export type Listener<Name extends BillingEventName> = (event: BillingEvent<Name>) => void | Promise<void>;

/** Stops listening. */
export type Unsubscribe = () => void;

/** Tells listeners of this process what happened, after it was committed. */
export class EventBus {
  readonly #emitter = new EventEmitter<string>();
  readonly #logger: Logger;
  readonly #plugins: readonly Plugin[];

  constructor(logger: Logger, plugins: readonly Plugin[] = []) {
    this.#logger = logger;
    this.#plugins = plugins.filter((plugin) => plugin.listen !== undefined);
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

  /**
   * Tells an event: plugins first, then listeners in the order in which they came, each on its own. All of them and the
   * caller see the same values, so they are frozen.
   */
  tell(event: BillingEvent): void {
    const channel = channelOf(event.tenantId, event.name);
    if (this.#plugins.length === 0 && this.#emitter.listenerCount(channel) === 0) return;
    deepFreeze(event);
    for (const plugin of this.#plugins) void this.#call((told) => plugin.listen?.(told), event);
    this.#emitter.emit(channel, event);
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
