import type { CancelSignal } from './cancel-signal.ts';
import type { CollectionName } from './collections.ts';

/**
 * What JSON can hold. Storages keep it as it is: no key is dropped, no number changed, no text normalised. The engine
 * writes no text with a lone surrogate or U+0000; a storage that can't keep one refuses the row.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One stored value. The engine fills it; a storage looks at nothing but what this type names. */
export interface Row {
  /** Unique in its collection and tenant; never empty, and compared as it is. */
  readonly id: string;
  /** Lists are in this order, then by id, both by UTF-16 code units. May be empty. */
  readonly order: string;
  /** By the name of the index: the key under which lists find the row. A row may be missing from an index. */
  readonly keys: Readonly<Record<string, string>>;
  readonly value: Json;
}

/** A row as it was read. */
export interface StoredRow extends Row {
  /** 1 when inserted, and one more with each update and each lease. */
  readonly revision: number;
}

/** A row as it is to become, if its revision is still this one. */
export interface RowUpdate {
  readonly row: Row;
  readonly revision: number;
}

/** A row that is to go, if its revision is still this one. */
export interface RowRemoval {
  readonly id: string;
  readonly revision: number;
}

/** Which rows a list gives, from the first or the last on. */
export interface RowQuery {
  /** Rows with this key in this index. Left out: all rows of the collection. */
  readonly index?: { readonly name: string; readonly key: string } | undefined;
  /** The first value of `order` that counts, inclusive. */
  readonly from?: string | undefined;
  /** The first value of `order` that counts no more: exclusive. */
  readonly to?: string | undefined;
  /** Only rows beyond this place, in the direction of the list. No row need be there any more. */
  readonly after?: { readonly order: string; readonly id: string } | undefined;
  /** Default: ascending. */
  readonly descending?: boolean | undefined;
  /** At most this many rows, 1 or more. */
  readonly limit: number;
}

/** What is promised inside {@link Storage.transaction}. All of it is inside one tenant. */
export interface StorageTransaction {
  /**
   * The row as this transaction left it, or else as it was committed last; `null` when there is none. What is read is the
   * reader's: changing it changes nothing that is kept.
   */
  get(collection: CollectionName, id: string): Promise<StoredRow | null>;
  /** The rows in order, with what this transaction wrote. Of any other transaction it has all or nothing. */
  list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]>;
  /**
   * Adds a row whose id is free. Of several that add the same id, at once or one after another, one gets `true`; every
   * other gets `false` once that one has committed, and changes nothing; its transaction goes on. When the one gives up,
   * the id is free for the next.
   */
  insert(collection: CollectionName, row: Row): Promise<boolean>;
  /**
   * Replaces a row if its revision is still this one.
   *
   * @throws BillingError `STORAGE_CONFLICT` when it is not, or the row is gone. The transaction is then run again.
   */
  update(collection: CollectionName, row: Row, revision: number): Promise<void>;
  /**
   * Removes a row if its revision is still this one.
   *
   * @throws BillingError `STORAGE_CONFLICT` as `update` does.
   */
  remove(collection: CollectionName, id: string, revision: number): Promise<void>;
  /**
   * What `get` gives for each of the ids, in their order. Each call for several rows does and promises what so many
   * single calls would, one after another; a database gets by with one statement. No rows at all are fine.
   */
  getAll(collection: CollectionName, ids: readonly string[]): Promise<readonly (StoredRow | null)[]>;
  /** Adds the rows whose ids are free, as `insert` does, and says of each in their order whether its id was. */
  insertAll(collection: CollectionName, rows: readonly Row[]): Promise<readonly boolean[]>;
  /**
   * Replaces rows, as `update` does. A row may be among them more than once, each time with the revision that it then has.
   *
   * @throws BillingError `STORAGE_CONFLICT` when one of them is a conflict.
   */
  updateAll(collection: CollectionName, updates: readonly RowUpdate[]): Promise<void>;
  /**
   * Removes rows, as `remove` does.
   *
   * @throws BillingError `STORAGE_CONFLICT` when one of them is a conflict.
   */
  removeAll(collection: CollectionName, removals: readonly RowRemoval[]): Promise<void>;
  /**
   * Waits until no other transaction of the tenant holds the name, and holds it until this one ends. What holders
   * before it committed is seen by everything this transaction reads afterwards. Taking a name again is free. Other
   * tenants' locks of the same name are other locks.
   */
  lock(name: string): Promise<void>;
}

/** A message that somebody works on until `until`. */
export interface LeasedRow extends StoredRow {
  readonly tenantId: string;
}

/** Which messages to work on. */
export interface LeaseRequest {
  /** The key in the index `due` that counts: the kind of the messages. */
  readonly kind: string;
  /** Messages whose `order`, the instant from which they are due, is at or before this one. */
  readonly now: string;
  /** Their new `order`: nobody else gets them until then, unless they are finished before. */
  readonly until: string;
  readonly limit: number;
}

/** How a call can be given up. */
export interface CallOptions {
  /**
   * When it aborts, the call rejects with its reason, at once when it waits for somebody else. A transaction then leaves
   * nothing behind, or all of it. A call that has ended listens no more.
   */
  readonly signal?: CancelSignal | undefined;
}

/**
 * Where billing keeps what it knows. Rows of one tenant are never seen by another.
 *
 * The kit in `@billwright/core/conformance` checks each promise.
 */
export interface Storage {
  /**
   * Runs the body and commits what it wrote, all or nothing: when the body throws, nothing is left. Others never see
   * what is not committed.
   *
   * The body may run several times, when the storage has to give way to another transaction: it writes nothing but
   * through its transaction, and calls nothing outside. A body never opens another transaction, and uses its own no more
   * when it has ended.
   *
   * @throws BillingError `TRANSACTION_NESTED` when it is called in the body of another transaction.
   * @throws BillingError `TRANSACTION_OVER` when the transaction is used after its end.
   * @throws BillingError `STORAGE_CONFLICT` when it had to give way too often.
   * @throws BillingError `STORAGE_UNAVAILABLE` when the storage can't be reached; nothing was committed.
   * @throws BillingError `STORAGE_UNKNOWN` when nobody can say whether it was committed. Run it again with the same keys.
   */
  transaction<Result>(
    tenantId: string,
    body: (transaction: StorageTransaction) => Promise<Result>,
    options?: CallOptions,
  ): Promise<Result>;
  /**
   * Takes messages of the collection `outbox`, of all tenants, that are due and committed, earliest first over all
   * tenants. Each is given to one caller only: its `order` becomes `until` and its revision goes up, so that who had it
   * before can no longer update it. It waits for no transaction; a message that one is changing may be left out.
   */
  lease(request: LeaseRequest, options?: CallOptions): Promise<readonly LeasedRow[]>;
  /** The tenants that have rows, in order of UTF-16 code units, beyond the given one. One that had some may be told, too. */
  tenants(query: { readonly after?: string | undefined; readonly limit: number }): Promise<readonly string[]>;
  /**
   * Gives back what the storage opened itself. Every call afterwards is refused with `STORAGE_UNAVAILABLE`, but closing
   * again, which is harmless.
   */
  close(): Promise<void>;
}
