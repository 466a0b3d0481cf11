import { BillingError } from '../../../src/errors/billing-error.ts';
import type { CancelSignal } from '../../../src/ports/cancel-signal.ts';
import type { CollectionName } from '../../../src/ports/collections.ts';
import type {
  Row,
  RowQuery,
  RowRemoval,
  RowUpdate,
  StorageTransaction,
  StoredRow,
} from '../../../src/ports/storage.ts';
import { inOrder } from '../../support/one-by-one.ts';
import type { KeptRow, Running, Shared } from './side-by-side-shared.ts';

/** Rows by order, then by id. */
export function comparePlaces(one: Row, other: Row): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return Number(one.id > other.id) - Number(one.id < other.id);
}

/** Reads what is committed, and keeps rows that it changes locked until its end. */
export class SideBySideTransaction implements StorageTransaction, Running {
  readonly ended: Promise<void>;
  readonly #shared: Shared;
  readonly #tenantId: string;
  readonly #signal: CancelSignal | undefined;
  readonly own = new Map<string, KeptRow | null>();
  #snapshot: ReadonlyMap<string, KeptRow> | null = null;
  #end: (() => void) | undefined;
  #isOver = false;

  constructor(shared: Shared, tenantId: string, signal: CancelSignal | undefined) {
    this.#shared = shared;
    this.#tenantId = tenantId;
    this.#signal = signal;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    shared.running.add(this);
  }

  async get(collection: CollectionName, id: string): Promise<StoredRow | null> {
    this.#requireOpen();
    const found = this.#read(this.#keyOf(collection, id));
    return found === null ? null : structuredClone(found.row);
  }

  async list(collection: CollectionName, query: RowQuery): Promise<readonly StoredRow[]> {
    this.#requireOpen();
    const { index, from, to, after, descending = false, limit } = query;
    const committed = [...this.#committed().keys()];
    const isOwnSeen = !this.#shared.has('lists only what is committed');
    const keys = new Set(isOwnSeen ? [...committed, ...this.own.keys(), ...this.#dirtyKeys()] : committed);
    return [...keys]
      .map((key) => (isOwnSeen ? this.#read(key) : (this.#committed().get(key) ?? null)))
      .filter((kept) => kept !== null)
      .filter((kept) => kept.tenantId === this.#tenantId && kept.collection === collection)
      .map(({ row }) => structuredClone(row))
      .filter(({ keys: own }) => index === undefined || own[index.name] === index.key)
      .filter(({ order }) => (from === undefined || order >= from) && (to === undefined || order < to))
      .toSorted((one, other) => comparePlaces(one, other) * (descending ? -1 : 1))
      .filter((row) => {
        const place = after === undefined ? 1 : comparePlaces(row, { ...row, ...after });
        return descending && after !== undefined ? place < 0 : place > 0;
      })
      .slice(0, limit);
  }

  async insert(collection: CollectionName, row: Row): Promise<boolean> {
    this.#requireOpen();
    const given = structuredClone(row);
    const key = this.#keyOf(collection, row.id);
    if (this.#shared.has('insert fails at once where somebody else inserts')) {
      if ([...this.#shared.running].some((each) => each !== this && each.own.has(key))) return false;
    }
    if (!this.#shared.has('insert looks before it leaps')) await this.#take(key);
    if (this.#read(key) !== null) return false;
    this.own.set(key, { key, tenantId: this.#tenantId, collection, row: { ...given, revision: 1 } });
    return true;
  }

  async update(collection: CollectionName, row: Row, revision: number): Promise<void> {
    const given = structuredClone(row);
    const key = await this.#requireRevision(collection, row.id, revision);
    const kept = { key, tenantId: this.#tenantId, collection, row: { ...given, revision: revision + 1 } };
    this.own.set(key, kept);
  }

  async remove(collection: CollectionName, id: string, revision: number): Promise<void> {
    this.own.set(await this.#requireRevision(collection, id, revision), null);
  }

  async getAll(collection: CollectionName, ids: readonly string[]): Promise<readonly (StoredRow | null)[]> {
    this.#requireOpen();
    return inOrder(ids, (id) => this.get(collection, id));
  }

  async insertAll(collection: CollectionName, rows: readonly Row[]): Promise<readonly boolean[]> {
    this.#requireOpen();
    return inOrder(rows, (row) => this.insert(collection, row));
  }

  async updateAll(collection: CollectionName, updates: readonly RowUpdate[]): Promise<void> {
    this.#requireOpen();
    await inOrder(updates, ({ row, revision }) => this.update(collection, row, revision));
  }

  async removeAll(collection: CollectionName, removals: readonly RowRemoval[]): Promise<void> {
    this.#requireOpen();
    await inOrder(removals, ({ id, revision }) => this.remove(collection, id, revision));
  }

  async lock(name: string): Promise<void> {
    this.#requireOpen();
    const { has } = this.#shared;
    if (has('locks are no locks')) return;
    const tenantId = has('locks of all tenants are one') ? '' : this.#tenantId;
    await this.#take(`lock ${JSON.stringify([tenantId, name])}`);
  }

  async commit(): Promise<void> {
    const { rows, has } = this.#shared;
    if (!has('commits what an aborted body swallowed')) this.#requireOpen();
    for (const [key, kept] of this.own) {
      if (kept === null) rows.delete(key);
      else rows.set(key, kept);
      if (has('commits row by row')) await Promise.resolve();
    }
    this.#finish();
    this.#requireNotAborted();
  }

  rollback(): void {
    const { has, rows } = this.#shared;
    if (has('keeps what a failed body wrote')) {
      for (const [key, kept] of this.own) if (kept !== null) rows.set(key, kept);
    }
    if (!has('keeps locks of failed transactions')) this.#finish();
  }

  takeOver(before: Running): void {
    for (const [key, kept] of before.own) this.own.set(key, kept);
  }

  #committed(): ReadonlyMap<string, KeptRow> {
    if (!this.#shared.has('reads a snapshot')) return this.#shared.rows;
    this.#snapshot ??= new Map(this.#shared.rows);
    return this.#snapshot;
  }

  #dirtyKeys(): readonly string[] {
    if (!this.#shared.has('reads what is not committed')) return [];
    return [...this.#shared.running].flatMap((each) => [...each.own.keys()]);
  }

  #read(key: string): KeptRow | null {
    const own = this.own.get(key);
    if (own !== undefined) return own;
    if (this.#shared.has('reads what is not committed')) {
      for (const each of this.#shared.running) {
        const dirty = each.own.get(key);
        if (dirty !== undefined) return dirty;
      }
    }
    return this.#committed().get(key) ?? null;
  }

  async #requireRevision(collection: CollectionName, id: string, revision: number): Promise<string> {
    this.#requireOpen();
    const key = this.#keyOf(collection, id);
    if (!this.#shared.has('updates without a look')) await this.#take(key);
    if (this.#read(key)?.row.revision !== revision) {
      if (this.#shared.has('updates without a look') && this.#read(key) !== null) return key;
      throw new BillingError('STORAGE_CONFLICT', { collection, id });
    }
    return key;
  }

  /** Waits until no other transaction has it, and has it until the end. */
  async #take(key: string): Promise<void> {
    const { locks, has } = this.#shared;
    for (;;) {
      const owner = locks.get(key);
      const isFree = owner === undefined || (owner === this && !waitsForItself(key, has));
      if (isFree) break;
      await this.#unlessAborted(owner.ended);
    }
    locks.set(key, this);
  }

  #unlessAborted(turn: Promise<void>): Promise<void> {
    const signal = this.#signal;
    if (signal === undefined || this.#shared.has('deaf while it waits')) return turn;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        signal.removeEventListener('abort', giveUp);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp);
      void turn.then(() => signal.removeEventListener('abort', giveUp));
      turn.then(resolve, reject);
    });
  }

  #finish(): void {
    this.#isOver = true;
    this.#shared.running.delete(this);
    for (const [key, owner] of this.#shared.locks) if (owner === this) this.#shared.locks.delete(key);
    if (this.#shared.has('leaves its listener')) this.#signal?.addEventListener('abort', () => undefined);
    this.#end?.();
  }

  #keyOf(collection: CollectionName, id: string): string {
    return this.#shared.has('joins tenant and id to one text')
      ? `${collection}:${this.#tenantId}:${id}`
      : JSON.stringify([this.#tenantId, collection, id]);
  }

  #requireNotAborted(): void {
    if (this.#signal?.aborted === true) throw this.#signal.reason;
  }

  #requireOpen(): void {
    if (this.#isOver && !this.#shared.has('never over')) throw new BillingError('TRANSACTION_OVER', {});
    this.#requireNotAborted();
  }
}

const waitsForItself = (key: string, has: Shared['has']): boolean =>
  key.startsWith('lock ') && has('locks wait for themselves');
