import { BillingError } from '../errors/billing-error.ts';
import type { CallOptions, Storage, StorageTransaction } from '../ports/storage.ts';

/** Which call of a storage fails, and how. */
export interface StorageFault {
  /** The number of the call, from 1: transactions, what they do inside, and leases count. */
  readonly at: number;
  /** `before`: nothing was done. `after`: it was done, and nobody knows. */
  readonly when: 'before' | 'after';
}

/** A storage whose calls fail by plan. */
export interface FaultyStorage extends Storage {
  /** How many calls there were. */
  calls(): number;
}

/**
 * A storage that fails at a call: for tests that break off at each place and go on. A transaction that fails `before`
 * throws `STORAGE_UNAVAILABLE`, one that fails `after` is committed and throws `STORAGE_UNKNOWN`. A call inside a
 * transaction that fails takes the whole transaction back.
 *
 * @param fault the call that fails, or what decides for each; `null`: none does
 * @example
 * ```ts
 * import { faultyStorage } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const storage = faultyStorage(memoryStorage(), { at: 1, when: 'before' });
 * const answer = await storage.transaction('desk', async () => 'done').catch((error) => error.code);
 * console.log(answer, await storage.transaction('desk', async () => 'done'));
 * // => STORAGE_UNAVAILABLE done
 * ```
 */
export function faultyStorage(
  storage: Storage,
  fault: StorageFault | null | ((call: number) => StorageFault['when'] | null),
): FaultyStorage {
  let count = 0;
  const planned =
    typeof fault === 'function' ? fault : (call: number) => (fault?.at === call ? fault.when : null);

  const call = async <Answer>(happen: () => Promise<Answer>): Promise<Answer> => {
    count += 1;
    const when = planned(count);
    const reason = `the plan says so at call ${count}`;
    if (when === 'before') throw new BillingError('STORAGE_UNAVAILABLE', { reason });
    const answer = await happen();
    if (when === 'after') throw new BillingError('STORAGE_UNKNOWN', { reason });
    return answer;
  };

  const faultyTransaction = (inside: StorageTransaction): StorageTransaction => ({
    get: (collection, id) => call(() => inside.get(collection, id)),
    list: (collection, query) => call(() => inside.list(collection, query)),
    insert: (collection, row) => call(() => inside.insert(collection, row)),
    update: (collection, row, revision) => call(() => inside.update(collection, row, revision)),
    remove: (collection, id, revision) => call(() => inside.remove(collection, id, revision)),
    getAll: (collection, ids) => call(() => inside.getAll(collection, ids)),
    insertAll: (collection, rows) => call(() => inside.insertAll(collection, rows)),
    updateAll: (collection, updates) => call(() => inside.updateAll(collection, updates)),
    removeAll: (collection, removals) => call(() => inside.removeAll(collection, removals)),
    lock: (name) => call(() => inside.lock(name)),
  });

  return {
    transaction: <Result>(
      tenantId: string,
      body: (transaction: StorageTransaction) => Promise<Result>,
      options?: CallOptions,
    ) => call(() => storage.transaction(tenantId, (inside) => body(faultyTransaction(inside)), options)),
    lease: (request, options) => call(() => storage.lease(request, options)),
    tenants: (query) => storage.tenants(query),
    close: () => storage.close(),
    calls: () => count,
  };
}
