import { z } from 'zod';
import { inputError, parseInput, toIssues } from '../errors/parse-input.ts';
import { inPlainWords } from '../errors/plain-words.ts';
import { idSchema } from '../errors/text-schema.ts';
import type { AccountingConnector, WebhookAnswer, WebhookRequest } from '../ports/accounting.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdSource } from '../ports/ids.ts';
import type { Logger } from '../ports/logger.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Plugin } from '../ports/plugin.ts';
import type { Runner } from '../ports/runner.ts';
import type { Storage } from '../ports/storage.ts';
import { workOnBatches } from './batches/work-on-batches.ts';
import { randomIds, silentLogger, systemClock } from './default-ports.ts';
import { type Desk, deskOf } from './desk.ts';
import type { EngineContext, Subscription } from './engine-context.ts';
import { EventBus } from './event-bus.ts';
import { type ImportedTenant, type ImportOptions, importTenant } from './import-tenant.ts';
import { receiveWebhook } from './ledgers/receive-webhook.ts';
import { Circuits } from './outbox/circuit.ts';
import { dispatch, type DispatchOptions, type DispatchReport } from './outbox/dispatch.ts';
import { requireOwnKinds } from './own-kinds.ts';
import { tick, type TickOptions, type TickReport } from './tick/tick.ts';
import { verifyAll, type VerifyAllOptions } from './verify/verify-all.ts';
import type { Violation } from './verify/violation.ts';

/** What billing works with. */
export interface BillingOptions {
  readonly storage: Storage;
  /** The ledgers to which invoices are copied. Default: none. */
  readonly accounting?: readonly AccountingConnector[] | undefined;
  /** Default: none, and nothing can be mailed. */
  readonly mailer?: Mailer | undefined;
  readonly plugins?: readonly Plugin[] | undefined;
  /** Spreads batches over workers. Default: none, and batches are run where they are saved. */
  readonly runner?: Runner | undefined;
  /** Those who must not miss an event. */
  readonly subscriptions?: readonly Subscription[] | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Default: random ones. */
  readonly ids?: IdSource | undefined;
  /** Default: nothing is written. */
  readonly logger?: Logger | undefined;
}

/** Billing over a storage. */
export interface Billing {
  /** Everything that one tenant can do. */
  forTenant(tenantId: string): Desk;
  /**
   * Takes customers of batches that were distributed, of all tenants, and bills them, until stopped.
   *
   * @throws BillingError `ENGINE_INVALID` without a runner.
   */
  work(): Promise<{ stop(): Promise<void> }>;
  /**
   * Does everything that time brings about, for all tenants: call it every minute or so, from any number of processes.
   * A part that fails, or a tenant, never stops another. At the end it dispatches.
   *
   * @throws BillingError `INSTANT_INVALID` when `now` is no instant.
   */
  tick(options?: TickOptions): Promise<TickReport>;
  /**
   * Delivers what is due to ledgers, customers and subscriptions, of all tenants. Any number of processes may do so at
   * once, and be killed anywhere: everything arrives at least once, and copies in ledgers arise once.
   */
  dispatch(options?: DispatchOptions): Promise<DispatchReport>;
  /**
   * Takes a call of a ledger, as it came. It is checked, and answered at once; the changes are fetched by the next
   * `dispatch`.
   *
   * @throws BillingError `CONNECTOR_UNKNOWN` when there is no such ledger.
   */
  webhook(connectorId: string, request: WebhookRequest): Promise<WebhookAnswer>;
  /**
   * Checks that everything stored keeps its promises, of one tenant or of all, as `desk.verify()` does.
   *
   * @throws BillingError `ENGINE_INVALID` when the tenant's id is none.
   */
  verify(options?: VerifyAllOptions): AsyncGenerator<Violation, void, undefined>;
  /**
   * Writes the lines of `desk.export()` into this storage, all of them or none, for the tenant that they name. It must have
   * nothing here, and nobody writes for it meanwhile. What rows say is taken as it is: `verify` checks it afterwards.
   *
   * @throws BillingError `IMPORT_INVALID` with the line, counted from 1, that is none of an export.
   * @throws BillingError `TENANT_NOT_EMPTY` when the tenant has rows.
   * @throws BillingError `STORAGE_UNAVAILABLE` when the storage had to begin again: the lines of a generator come once.
   */
  import(lines: Iterable<string> | AsyncIterable<string>, options?: ImportOptions): Promise<ImportedTenant>;
  /** Gives back what the storage holds. */
  close(): Promise<void>;
}

const method = z.custom<(...given: never) => unknown>(
  (value) => typeof value === 'function',
  'is no function',
);

const eachOnce = (all: readonly { readonly id: string }[]): boolean =>
  new Set(all.map(({ id }) => id)).size === all.length;

const named = z.array(z.looseObject({ id: idSchema })).refine(eachOnce, 'has an id twice');

const ledger = z
  .looseObject({
    id: idSchema,
    supports: z.looseObject({ batch: z.int().min(2).optional() }),
    exportMany: method.optional(),
  })
  .refine(({ supports, exportMany }) => supports.batch === undefined || exportMany !== undefined, {
    path: ['exportMany'],
    message: 'is missing: it takes several documents at once',
  });

const frame = z.strictObject({
  storage: z.looseObject({ transaction: method, lease: method }),
  accounting: z.array(ledger).refine(eachOnce, 'has an id twice').optional(),
  mailer: z.looseObject({ send: method }).optional(),
  plugins: named.optional(),
  runner: z.looseObject({ enqueue: method, work: method }).optional(),
  subscriptions: named.optional(),
  clock: z.looseObject({ now: method }).optional(),
  ids: z.looseObject({ next: method }).optional(),
  logger: z.looseObject({ error: method }).optional(),
});

/**
 * Billing over a storage, for any number of tenants.
 *
 * @throws BillingError `ENGINE_INVALID` when something is missing, misspelt, or has an id twice.
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const billing = createBilling({ storage: memoryStorage() });
 * const desk = billing.forTenant('acme-msp');
 * await desk.customers.put({ id: 'globex', party: { name: 'Globex' } });
 * const entry = { id: 'te_1', customerId: 'globex', agentId: 'ana', serviceTypeId: 'support' };
 * await desk.work.record([{ ...entry, date: '2026-03-02', minutes: 90 }]);
 * const { items } = await desk.work.list({ customerId: 'globex', isOpen: true });
 * console.log(items.map(({ work }) => work.id).join());
 * // => te_1
 * ```
 */
export function createBilling(options: BillingOptions): Billing {
  // What is handed in is the caller's own: it is looked at, and never frozen.
  const read = frame.safeParse(options, inPlainWords);
  if (!read.success) throw inputError('ENGINE_INVALID', toIssues(read.error), read.error);
  const { storage, accounting = [], mailer = null, plugins = [], subscriptions = [] } = options;
  requireOwnKinds(plugins);
  const logger = options.logger ?? silentLogger;
  const context: EngineContext = {
    storage,
    accounting: new Map(accounting.map((connector) => [connector.id, connector])),
    mailer,
    plugins,
    runner: options.runner ?? null,
    subscriptions,
    clock: options.clock ?? systemClock,
    ids: options.ids ?? randomIds,
    logger,
    events: new EventBus(logger, plugins),
    circuits: new Circuits(),
  };
  return {
    forTenant: (tenantId) => deskOf(context, parseInput('ENGINE_INVALID', idSchema, tenantId, ['tenantId'])),
    work: async () => workOnBatches(context),
    tick: (given) => tick(context, given),
    dispatch: (given) => dispatch(context, given),
    webhook: (connectorId, request) => receiveWebhook(context, connectorId, request),
    verify: (given) => verifyAll(context, given),
    import: (lines, given) => importTenant(storage, lines, given),
    close: () => storage.close(),
  };
}
