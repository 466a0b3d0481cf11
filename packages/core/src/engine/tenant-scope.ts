import type { BillingEvent } from '../events/billing-events.ts';
import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { Json, StorageTransaction } from '../ports/storage.ts';
import { type Actor, engineItself } from './actor.ts';
import { answerOnce, type Question } from './answers.ts';
import { appendToAudit } from './audit/audit-chain.ts';
import type { EngineContext } from './engine-context.ts';
import { queueNotices } from './notices/queue-notices.ts';
import { writeMessages } from './outbox/outbox.ts';
import { Unit } from './unit.ts';
import type { WriteOptions } from './write-options.ts';

/** Who asked, and why. */
interface CallFrame {
  readonly actor?: Actor | undefined;
  readonly reason?: string | null | undefined;
}

/** The engine as one tenant sees it: every read and write of a service goes through here. */
export class TenantScope {
  readonly context: EngineContext;
  readonly tenantId: string;

  constructor(context: EngineContext, tenantId: string) {
    this.context = context;
    this.tenantId = tenantId;
  }

  /** Reads, in one transaction that writes nothing. */
  async read<Result>(body: (unit: Unit) => Promise<Result>, signal?: CancelSignal): Promise<Result> {
    return this.context.storage.transaction(
      this.tenantId,
      (transaction) => body(this.#unit(transaction, {})),
      { signal },
    );
  }

  /**
   * Changes something: everything that the body wrote is committed with its messages and its records in the audit log,
   * or nothing. Events are told afterwards.
   */
  async write<Result>(
    question: Question,
    options: WriteOptions,
    body: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    const { result, events } = await this.context.storage.transaction(
      this.tenantId,
      async (transaction) => {
        const unit = this.#unit(transaction, options);
        const answer = await answerOnce(unit, options.key, question, () => body(unit));
        await queueNotices(unit, this.context);
        const happened = this.#eventsOf(unit);
        this.#keepForSubscribers(unit, happened);
        await writeMessages(unit);
        await appendToAudit(unit);
        return { result: answer, events: happened };
      },
      { signal: options.signal },
    );
    for (const event of events) this.context.events.tell(event);
    return result;
  }

  #unit(transaction: StorageTransaction, { actor = engineItself, reason = null }: CallFrame): Unit {
    return new Unit(transaction, { tenantId: this.tenantId, at: this.context.clock.now(), actor, reason });
  }

  #eventsOf(unit: Unit): readonly BillingEvent[] {
    const { tenantId } = this;
    const { at } = unit;
    return unit.events.map(({ name, carries }) => {
      const event: unknown = { tenantId, at, name, ...carries };
      // Name and content were noted together.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return event as BillingEvent;
    });
  }

  #keepForSubscribers(unit: Unit, events: readonly BillingEvent[]): void {
    for (const { id, events: wanted } of this.context.subscriptions) {
      for (const event of events.filter(({ name }) => wanted.includes(name))) {
        unit.send({
          id: this.context.ids.next('message'),
          kind: 'event',
          subject: { kind: 'subscription', id },
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- events are plain JSON
          payload: event as unknown as Json,
        });
      }
    }
  }
}
