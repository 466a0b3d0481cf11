import type { Invoice } from '../invoice/invoice.ts';
import type { Money } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { MailAddress } from './mailer.ts';
import type { CallOptions } from './storage.ts';

/** A connection of one tenant to one ledger, and what the connector keeps about it. */
export interface ConnectorContext extends CallOptions {
  readonly tenantId: string;
  /** Reads and writes what the connector must remember: ids of customers and items, tokens, cursors. */
  readonly memory: ConnectorMemory;
}

/** What one connector remembers for one tenant. Each call is a transaction of its own. */
export interface ConnectorMemory {
  get(key: string): Promise<{ readonly value: string; readonly revision: number } | null>;
  /**
   * Writes if the revision is still this one; `null` for a key that is new. Of several that write at once one gets
   * `true`.
   */
  set(key: string, value: string, revision: number | null): Promise<boolean>;
}

/** What a ledger is asked to keep. */
export interface LedgerDocument {
  /** The same for the same revision of the same invoice, however often it is tried. At most 50 characters. */
  readonly key: string;
  /**
   * 1 for the first try, and one more with each one after, also when a person asks anew for what was refused: so a ledger
   * that remembers refusals under a key may be given one made of both, and is asked afresh. A new document comes with a
   * higher number only when earlier tries surely kept nothing. A try of which nobody knows, and that a person gives up,
   * comes with its own number again if it comes again. Looked up, a document has the number of its last try.
   */
  readonly attempt: number;
  readonly invoice: Invoice;
  /** The ledger's id of the copy of an earlier revision, to be brought up to date; `null` for a new one. */
  readonly externalId: string | null;
  /** On a credit note: the ledger's id of the invoice that it corrects, when that was copied. */
  readonly creditsExternalId: string | null;
}

/** What a ledger is asked to mail: a document of which it has a copy. */
export interface LedgerDelivery extends LedgerDocument {
  readonly externalId: string;
  /** One or more. */
  readonly to: readonly MailAddress[];
}

/** What became of a document in a ledger. */
export type ExportOutcome =
  | { readonly status: 'confirmed'; readonly externalId: string; readonly url?: string | null | undefined }
  /** The ledger refused it and keeps nothing of it. Somebody has to change something first. */
  | { readonly status: 'rejected'; readonly reason: string }
  /** Nothing was sent or kept, for example at a limit of calls. Trying again is safe. */
  | { readonly status: 'retry'; readonly reason: string; readonly after?: Instant | null | undefined };

/** What became of one document of several. */
export type DocumentOutcome =
  | ExportOutcome
  /** Nobody can say whether the ledger keeps it. It is looked up before it is tried again. */
  | { readonly status: 'unknown'; readonly reason: string };

/** What a ledger takes of a credit note of ours off an invoice. */
export interface LedgerCreditUse {
  /** The ledger's id of the credit note. */
  readonly creditNoteExternalId: string;
  /** The ledger's id of the invoice, whoever made it. */
  readonly invoiceExternalId: string;
  readonly amount: Money;
}

/** A payment or refund that a ledger knows. */
export interface LedgerPayment {
  /** The ledger's id; the same payment counts once. */
  readonly externalId: string;
  readonly kind: 'payment' | 'refund';
  /**
   * What it pays, by the ledger's ids of invoices. A refund may name a credit note of ours: then it gives back what that
   * has credited.
   */
  readonly applications: readonly { readonly invoiceExternalId: string; readonly amount: Money }[];
  /** Money only: what credit notes of ours take off is not in it, and credit that was made in the ledger is. */
  readonly amount: Money;
  readonly on: CivilDate;
  /** It was deleted or voided in the ledger: what it paid is open again. */
  readonly isDeleted: boolean;
  /**
   * Credit notes of ours that are taken off other invoices than those that they correct, where they were counted when
   * they were issued. Told with everything else of the payment: what is not there any more was put back. Default: none.
   */
  readonly credits?: readonly LedgerCreditUse[] | undefined;
  /**
   * Our id of the customer whose it is, where that is known. Of a refund that names no document of ours it is a finding;
   * one that says neither is none of ours. Default: `null`.
   */
  readonly customerId?: string | null | undefined;
}

/** What a ledger tells since a cursor. */
export interface LedgerChanges {
  readonly payments: readonly LedgerPayment[];
  /** Where to go on; stored when the payments are. */
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** A request at the address that the ledger calls. */
export interface WebhookRequest {
  /** The bytes as they came: signatures are over these. */
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a ledger's call means. */
export type WebhookAnswer =
  | { readonly status: 'accepted'; readonly tenantIds: readonly string[] }
  | { readonly status: 'refused'; readonly reason: string };

/**
 * A ledger. Calls are outside of any transaction, and may be repeated with the same key.
 *
 * A call that throws, or that nobody answers in time, has an outcome that nobody knows. The engine waits until the
 * request can take effect no more, and looks a new document up, with `find`, before it tries again. A copy that was
 * there before is brought up to date once more: that makes no second one. Say `retry` only when nothing can have been
 * kept.
 */
export interface AccountingConnector {
  /** Tells connectors apart, for example `quickbooks`. It is stored; don't change it. */
  readonly id: string;
  readonly supports: {
    /** It mails invoices itself. */
    readonly send: boolean;
    /** It tells of payments. */
    readonly payments: boolean;
    /** It takes back a copy that was voided here. */
    readonly void: boolean;
    /** How many documents it takes in one call, at least 2. Default: one at a time. Needs `exportMany`. */
    readonly batch?: number | undefined;
  };
  /**
   * How long a request can take effect after its call gave up, in seconds: as long nothing is tried again. Too short a
   * time can cost a second copy where the ledger does not tell requests apart by their keys. When in doubt: 600.
   */
  readonly longestRequestSeconds: number;
  /** Keeps a document, or brings the copy of it up to date. */
  export(document: LedgerDocument, context: ConnectorContext): Promise<ExportOutcome>;
  /**
   * Keeps several documents of one tenant, or brings their copies up to date: what `export` does for each of them, in one
   * call. Gives one outcome for each document, in the order given. A call that throws, that nobody answers in time, or that
   * gives another number of outcomes, leaves all of them unknown. Called only when `supports.batch`, with no document
   * twice; one document alone goes to `export`.
   */
  exportMany?(
    documents: readonly LedgerDocument[],
    context: ConnectorContext,
  ): Promise<readonly DocumentOutcome[]>;
  /** The copy of a document, looked up by what the ledger keeps of its key or number; `null` when there is none. */
  find(document: LedgerDocument, context: ConnectorContext): Promise<{ readonly externalId: string } | null>;
  /** Takes the copy back. Called only when `supports.void`. */
  void(document: LedgerDocument, context: ConnectorContext): Promise<ExportOutcome>;
  /** Mails the copy. Called only when `supports.send`. */
  send(delivery: LedgerDelivery, context: ConnectorContext): Promise<ExportOutcome>;
  /** Payments since a cursor; `null` is the beginning. Called only when `supports.payments`. */
  changes(cursor: string | null, context: ConnectorContext): Promise<LedgerChanges>;
  /** Checks who called, and tells whose changes to fetch. The call itself is only a hint. */
  webhook(request: WebhookRequest): Promise<WebhookAnswer>;
}
