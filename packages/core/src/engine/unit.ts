import { BillingError } from '../errors/billing-error.ts';
import type { BillingEventName, BillingEvents } from '../events/billing-events.ts';
import type { CollectionName, IndexName } from '../ports/collections.ts';
import type { Row, RowQuery, StorageTransaction, StoredRow } from '../ports/storage.ts';
import type { Instant } from '../time/instant.ts';
import type { AuditNote } from './audit/audit-record.ts';
import type { Collection } from './collection.ts';
import type { NewMessage } from './outbox/message.ts';
import { toRow } from './to-row.ts';
import type { UnitFrame } from './unit-frame.ts';

/** Which values to read. */
export interface ValueQuery<Name extends CollectionName> {
  readonly index?: readonly [name: IndexName<Name>, key: string] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly descending?: boolean | undefined;
}

/** An event that was noted and is told after the commit. */
export type NotedEvent = {
  readonly [Name in BillingEventName]: { readonly name: Name; readonly carries: BillingEvents[Name] };
}[BillingEventName];

const pageSize = 500;

/**
 * Everything that one call changes, and everything that goes with it: events, messages, the audit log. It is committed
 * as one. Values are read and written by type; a value that somebody else changed in between makes the call run again.
 */
export class Unit {
  readonly #transaction: StorageTransaction;
  readonly #revisions = new Map<CollectionName, Map<string, number>>();
  readonly frame: UnitFrame;
  readonly events: NotedEvent[] = [];
  readonly messages: NewMessage[] = [];
  readonly notes: AuditNote[] = [];

  constructor(transaction: StorageTransaction, frame: UnitFrame) {
    this.#transaction = transaction;
    this.frame = frame;
  }

  /** The instant of the call. */
  get at(): Instant {
    return this.frame.at;
  }

  /** Waits until nobody else holds the name. Always in this order: customer, account, series, audit log. */
  async lock(name: string): Promise<void> {
    await this.#transaction.lock(name);
  }

  /** The value with this id, or `null`. */
  async find<Value>(from: Collection<Value>, id: string): Promise<Value | null> {
    const row = await this.#transaction.get(from.name, id);
    return row === null ? null : this.#read(from, row);
  }

  /**
   * The value with this id.
   *
   * @throws BillingError `NOT_FOUND` when there is none.
   */
  async load<Value>(from: Collection<Value>, id: string): Promise<Value> {
    const value = await this.find(from, id);
    if (value === null) throw new BillingError('NOT_FOUND', { collection: from.name, id });
    return value;
  }

  /** The values with these ids, in the order of the ids, with `null` where there is none. */
  async findAll<Value>(from: Collection<Value>, ids: readonly string[]): Promise<readonly (Value | null)[]> {
    if (ids.length === 0) return [];
    const rows = await this.#transaction.getAll(from.name, ids);
    return rows.map((row) => (row === null ? null : this.#read(from, row)));
  }

  /**
   * The values with these ids, in the order of the ids.
   *
   * @throws BillingError `NOT_FOUND` when there is none with one of them.
   */
  async loadAll<Value>(from: Collection<Value>, ids: readonly string[]): Promise<readonly Value[]> {
    const values = await this.findAll(from, ids);
    return values.map((value, index) => {
      if (value !== null) return value;
      throw new BillingError('NOT_FOUND', { collection: from.name, id: ids[index] ?? '' });
    });
  }

  /** Values in order, page by page, as they are asked for. */
  async *each<Value, Name extends CollectionName>(
    from: Collection<Value, Name>,
    query: ValueQuery<Name> = {},
  ): AsyncGenerator<Value, void, undefined> {
    for (let after: RowQuery['after']; ; ) {
      const values = await this.some(from, { ...query, after, limit: pageSize });
      yield* values;
      const last = values.at(-1);
      if (last === undefined || values.length < pageSize) return;
      after = { order: from.order?.(last) ?? from.id(last), id: from.id(last) };
    }
  }

  /** So many values in order, beyond one of them. */
  async some<Value, Name extends CollectionName>(
    from: Collection<Value, Name>,
    { index, ...range }: ValueQuery<Name> & Pick<RowQuery, 'after' | 'limit'>,
  ): Promise<readonly Value[]> {
    const asked = { ...range, ...(index === undefined ? {} : { index: { name: index[0], key: index[1] } }) };
    const rows = await this.#transaction.list(from.name, asked);
    return rows.map((row) => this.#read(from, row));
  }

  /** All values in order. Only for what is bounded by one customer, contract or document. */
  async all<Value, Name extends CollectionName>(
    from: Collection<Value, Name>,
    query: ValueQuery<Name> = {},
  ): Promise<readonly Value[]> {
    const values: Value[] = [];
    for await (const value of this.each(from, query)) values.push(value);
    return values;
  }

  /** Adds a value. `false`: its id is taken, and nothing changed. */
  async add<Value>(to: Collection<Value>, value: Value): Promise<boolean> {
    const row = toRow(to, value);
    const isAdded = await this.#transaction.insert(to.name, row);
    if (isAdded) this.#revisionsOf(to).set(row.id, 1);
    return isAdded;
  }

  /** Adds values, and says of each whether its id was free. Those whose id is taken change nothing. */
  async addAll<Value>(to: Collection<Value>, values: readonly Value[]): Promise<readonly boolean[]> {
    return this.#insertAll(
      to,
      values.map((value) => toRow(to, value)),
    );
  }

  /** Writes a value that was read here before, or is new. */
  async save<Value>(to: Collection<Value>, value: Value): Promise<void> {
    const row = toRow(to, value);
    const revision = await this.#revisionNow(to, row.id);
    if (revision === null) {
      if (await this.add(to, value)) return;
      throw new BillingError('STORAGE_CONFLICT', { collection: to.name, id: row.id });
    }
    await this.#transaction.update(to.name, row, revision);
    this.#revisionsOf(to).set(row.id, revision + 1);
  }

  /** Writes values that were read here before, or are new; each of them once. */
  async saveAll<Value>(to: Collection<Value>, values: readonly Value[]): Promise<void> {
    const rows = values.map((value) => toRow(to, value));
    const revisions = this.#revisionsOf(to);
    await this.findAll(
      to,
      rows.flatMap(({ id }) => (revisions.has(id) ? [] : [id])),
    );
    const fresh: Row[] = [];
    const updates: { row: Row; revision: number }[] = [];
    for (const row of rows) {
      const revision = revisions.get(row.id);
      if (revision === undefined) fresh.push(row);
      else updates.push({ row, revision });
    }
    if (updates.length > 0) await this.#transaction.updateAll(to.name, updates);
    for (const { row, revision } of updates) revisions.set(row.id, revision + 1);
    const taken = (await this.#insertAll(to, fresh)).indexOf(false);
    if (taken === -1) return;
    throw new BillingError('STORAGE_CONFLICT', { collection: to.name, id: fresh[taken]?.id ?? '' });
  }

  /** Removes a value, if it is there. */
  async drop<Value>(from: Collection<Value>, id: string): Promise<void> {
    const revision = await this.#revisionNow(from, id);
    if (revision === null) return;
    await this.#transaction.remove(from.name, id, revision);
    this.#revisionsOf(from).delete(id);
  }

  /** Removes values that were read or written here before. */
  async dropAll<Value>(from: Collection<Value>, values: readonly Value[]): Promise<void> {
    const revisions = this.#revisionsOf(from);
    const removals = values.flatMap((value) => {
      const id = from.id(value);
      const revision = revisions.get(id);
      return revision === undefined ? [] : [{ id, revision }];
    });
    if (removals.length > 0) await this.#transaction.removeAll(from.name, removals);
    for (const { id } of removals) revisions.delete(id);
  }

  /** The revision of a value as it was read or written here last; `null`: it was not, or is gone. */
  revisionOf<Value>(of: Collection<Value>, id: string): number | null {
    return this.#revisionsOf(of).get(id) ?? null;
  }

  /** Notes an event; it is told after the commit. */
  emit<Name extends BillingEventName>(name: Name, carries: BillingEvents[Name]): void {
    // The name and what it carries belong together; the type of a union can't say so.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    this.events.push({ name, carries } as NotedEvent);
  }

  /** Notes a message to the outside; it is written with the change. */
  send(message: NewMessage): void {
    this.messages.push(message);
  }

  /** Notes what was done, for the audit log. */
  note(note: AuditNote): void {
    this.notes.push(note);
  }

  async #insertAll<Value>(to: Collection<Value>, rows: readonly Row[]): Promise<readonly boolean[]> {
    if (rows.length === 0) return [];
    const answers = await this.#transaction.insertAll(to.name, rows);
    const revisions = this.#revisionsOf(to);
    for (const [index, { id }] of rows.entries()) if (answers[index] === true) revisions.set(id, 1);
    return answers;
  }

  #read<Value>(from: Collection<Value>, row: StoredRow): Value {
    this.#revisionsOf(from).set(row.id, row.revision);
    // What is stored was written here, by type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return row.value as Value;
  }

  async #revisionNow<Value>(of: Collection<Value>, id: string): Promise<number | null> {
    return this.revisionOf(of, id) ?? (await this.#transaction.get(of.name, id))?.revision ?? null;
  }

  #revisionsOf<Value>({ name }: Collection<Value>): Map<string, number> {
    const known = this.#revisions.get(name);
    if (known !== undefined) return known;
    const revisions = new Map<string, number>();
    this.#revisions.set(name, revisions);
    return revisions;
  }
}
