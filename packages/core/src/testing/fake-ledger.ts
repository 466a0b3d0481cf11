import type { Invoice } from '../invoice/invoice.ts';
import type {
  AccountingConnector,
  DocumentOutcome,
  ExportOutcome,
  LedgerDocument,
  LedgerPayment,
  WebhookRequest,
} from '../ports/accounting.ts';
import type { Clock } from '../ports/clock.ts';
import type { CallOptions } from '../ports/storage.ts';
import type { Instant } from '../time/instant.ts';
import { secondsAfter } from '../time/seconds-after.ts';
import { type FakeFault, FaultyCalls } from './fake-fault.ts';
import { FakeLedgerBooks, type FakeLedgerDocument } from './fake-ledger-books.ts';
import { fakeLedgerWebhook } from './fake-ledger-webhook.ts';
import { fixedClock } from './fixed-clock.ts';

/** A call that a fake ledger got. */
export interface FakeLedgerCall {
  readonly method: 'export' | 'exportMany' | 'find' | 'void' | 'send' | 'changes';
  /** The key of the document, those of several with spaces between; the cursor for `changes`. */
  readonly key: string;
  readonly at: Instant;
}

/** How a fake ledger behaves. */
export interface FakeLedgerOptions {
  /** Default: `fake-ledger`. */
  readonly id?: string | undefined;
  /** Default: all, one document at a time. */
  readonly supports?: Partial<AccountingConnector['supports']> | undefined;
  /** Default: one that stands still. */
  readonly clock?: Clock | undefined;
  /** Default: 600. */
  readonly longestRequestSeconds?: number | undefined;
  /**
   * How long it knows the key of a request and answers a repeated one as the first. 0: it never does. Default: for ever.
   */
  readonly keepsKeysForSeconds?: number | undefined;
  /**
   * What goes wrong with a call; `null`: nothing. In a call for several documents of which none is told to go wrong as
   * a whole it is asked about each of them, too, as if that came by `export`. Default: nothing ever does.
   */
  readonly faults?: ((call: FakeLedgerCall) => FakeFault | null) | undefined;
  /** Why it refuses a document; `null`: it takes it. Default: it takes all. */
  readonly refuses?: ((invoice: Invoice) => string | null) | undefined;
  /** What its calls are signed with, and must be signed with to be taken. Default: a key of its own. */
  readonly webhookKey?: string | undefined;
  /** How many payments it tells at once. Default: 100. */
  readonly pageSize?: number | undefined;
}

/** A ledger in memory. */
export interface FakeLedger extends AccountingConnector {
  /** What it keeps, in the order in which it came. What is late and due by now has come. */
  documents(): readonly FakeLedgerDocument[];
  /** Every call that it got, in order. */
  calls(): readonly FakeLedgerCall[];
  /** Somebody entered a payment or a refund in the ledger, or changed one. It is told by the next `changes`. */
  enter(payment: LedgerPayment): void;
  /** The request by which it says that something changed for tenants, signed over its body. */
  webhookRequest(tenantIds: readonly string[]): Promise<WebhookRequest>;
}

/**
 * A ledger in memory, for tests: it keeps documents, and its calls fail as they are told to.
 *
 * @example
 * ```ts
 * import { fakeLedger } from '@billwright/core/testing';
 *
 * const ledger = fakeLedger({ faults: ({ method }) => (method === 'export' ? { kind: 'lost' } : null) });
 * console.log(ledger.id, ledger.supports.void, ledger.documents().length);
 * // => fake-ledger true 0
 * ```
 */
export function fakeLedger(options: FakeLedgerOptions = {}): FakeLedger {
  const { id = 'fake-ledger', clock = fixedClock('2026-01-01T00:00:00Z'), pageSize = 100 } = options;
  const { faults = () => null, refuses = () => null } = options;
  const books = new FakeLedgerBooks(clock, options.keepsKeysForSeconds ?? Number.POSITIVE_INFINITY);
  const webhook = fakeLedgerWebhook(options.webhookKey ?? `the key of ${id}`);
  const outside = new FaultyCalls(clock);
  const calls: FakeLedgerCall[] = [];

  const called = (method: FakeLedgerCall['method'], key: string): FakeFault | null => {
    const call = { method, key, at: clock.now() };
    calls.push(call);
    return faults(call);
  };

  const limited = (): ExportOutcome => ({
    status: 'retry',
    reason: 'too many calls',
    after: secondsAfter(clock.now(), 60),
  });

  const toldToSay = (fault: FakeFault | null): ExportOutcome | null => {
    if (fault?.kind === 'limited') return limited();
    return fault?.kind === 'refused' ? refused('the fake is told to refuse') : null;
  };

  const refusalOf = (fault: FakeFault | null, { invoice }: LedgerDocument): ExportOutcome | null => {
    const reason = refuses(invoice);
    return toldToSay(fault) ?? (reason === null ? null : refused(reason));
  };

  const write =
    <Document extends LedgerDocument>(
      method: 'export' | 'void' | 'send',
      happen: (document: Document) => string | null,
    ): ((document: Document, context: CallOptions) => Promise<ExportOutcome>) =>
    async (document, { signal }) => {
      const fault = called(method, document.key);
      const refusal = refusalOf(fault, document);
      if (refusal !== null) return refusal;
      return answered(document, await outside.run(fault, () => happen(document), signal));
    };

  const keepOneOfMany = (document: LedgerDocument, fault: FakeFault | null): DocumentOutcome => {
    const refusal = refusalOf(fault, document);
    if (refusal !== null) return refusal;
    const kept = outside.part(fault, () => books.keep(document));
    return kept.isAnswered
      ? answered(document, kept.answer)
      : { status: 'unknown', reason: `the fake is told to fail: ${fault?.kind}` };
  };

  const exportMany: NonNullable<AccountingConnector['exportMany']> = async (documents, { signal }) => {
    const fault = called('exportMany', documents.map(({ key }) => key).join(' '));
    const said = toldToSay(fault);
    if (said !== null) return documents.map(() => said);
    const faultOf = ({ key }: LedgerDocument): FakeFault | null =>
      // What goes wrong as a whole does so once.
      fault === null ? faults({ method: 'export', key, at: clock.now() }) : null;
    const happen = (): readonly DocumentOutcome[] =>
      documents.map((document) => keepOneOfMany(document, faultOf(document)));
    return outside.run(fault, happen, signal);
  };

  return {
    id,
    supports: { send: true, payments: true, void: true, ...options.supports },
    longestRequestSeconds: options.longestRequestSeconds ?? 600,
    export: write('export', (document) => books.keep(document)),
    ...(options.supports?.batch === undefined ? {} : { exportMany }),
    void: write('void', (document) => books.takeBack(document)),
    send: write('send', (document) => books.mail(document)),
    async find({ key, invoice }, { signal }) {
      const number = invoice.issued?.number ?? null;
      return outside.run(called('find', key), () => books.find(key, number), signal);
    },
    async changes(cursor, { signal }) {
      return outside.run(
        called('changes', cursor ?? ''),
        () => books.changesAfter(cursor === null ? 0 : Number(cursor), pageSize),
        signal,
      );
    },
    webhook: webhook.read,
    documents() {
      outside.settle();
      return books.documents();
    },
    calls: () => [...calls],
    enter: (payment) => books.enter(payment),
    webhookRequest: webhook.request,
  };
}

const refused = (reason: string): ExportOutcome => ({ status: 'rejected', reason });

const answered = ({ externalId: known }: LedgerDocument, externalId: string | null): ExportOutcome =>
  externalId === null ? refused(`there is no "${known}"`) : { status: 'confirmed', externalId };
