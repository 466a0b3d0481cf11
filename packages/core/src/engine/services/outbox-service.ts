import { asJson } from '../as-json.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import type { Message } from '../outbox/message.ts';
import { outbox } from '../outbox/outbox.ts';
import { dropMessage, reviveMessage } from '../outbox/revive-message.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { WriteOptions } from '../write-options.ts';

/** Which messages to list. At most one of the two. */
export interface MessageQuery extends PageRequest {
  /** For example `dead`: those that wait for a person. */
  readonly state?: Message['state'] | undefined;
  readonly invoiceId?: string | undefined;
}

/**
 * What is on its way to ledgers, customers and subscriptions, for people who look after it.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { fakeLedger } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const ledger = fakeLedger();
 * const billing = createBilling({ storage: memoryStorage(), accounting: [ledger] });
 * const desk = billing.forTenant('acme-msp');
 * await billing.webhook('fake-ledger', await ledger.webhookRequest(['acme-msp']));
 * const { items } = await desk.outbox.list({ state: 'pending' });
 * console.log(items.map(({ kind, attempts }) => `${kind} ${attempts}`).join());
 * // => sync 0
 * await billing.dispatch();
 * console.log((await desk.outbox.get('sync:fake-ledger'))?.state);
 * // => done
 * ```
 */
export interface OutboxService {
  /** By the instant from which each is due. */
  list(query?: MessageQuery): Promise<Page<Message>>;
  get(id: string): Promise<Message | null>;
  /**
   * Lets a dead message be tried again, and one that waits be tried now. A mail of which nobody could say whether it
   * arrived is sent again by that.
   *
   * @throws BillingError `NOT_FOUND`, or `MESSAGE_STATE` when it has ended, or may still arrive.
   */
  retry(id: string, options?: WriteOptions): Promise<Message>;
  /**
   * Drops a message that need not arrive: a copy counts as rejected, an invoice as not sent.
   *
   * @throws BillingError `NOT_FOUND`, or `MESSAGE_STATE` when it has ended, or may still arrive.
   */
  drop(id: string, options?: WriteOptions): Promise<Message>;
}

/** The service of messages. */
export function outboxService(scope: TenantScope): OutboxService {
  const change = (
    method: 'retry' | 'drop',
    id: string,
    options: WriteOptions = {},
    body: (unit: Unit, id: string) => Promise<Message>,
  ): Promise<Message> =>
    scope.write({ method: `outbox.${method}`, given: { id } }, options, async (unit) => {
      const before = await unit.find(outbox, id);
      const after = await body(unit, id);
      unit.note({
        action: `message.${method}`,
        subject: { kind: 'message', id },
        before: asJson({ state: before?.state ?? null, fault: before?.fault ?? null }),
        after: asJson({ state: after.state }),
      });
      return after;
    });
  return {
    list: ({ state, invoiceId, ...request } = {}) =>
      readPage(scope, { from: outbox, index: indexOf(state, invoiceId) }, request),
    get: (id) => scope.read((unit) => unit.find(outbox, id)),
    retry: (id, options) => change('retry', id, options, reviveMessage),
    drop: (id, options) => change('drop', id, options, dropMessage),
  };
}

function indexOf(
  state: Message['state'] | undefined,
  invoiceId: string | undefined,
): readonly ['state' | 'subject', string] | undefined {
  if (invoiceId !== undefined) return ['subject', `invoice:${invoiceId}`];
  return state === undefined ? undefined : ['state', state];
}
