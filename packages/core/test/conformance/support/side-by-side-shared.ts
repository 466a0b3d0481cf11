import type { CollectionName } from '../../../src/ports/collections.ts';
import type { StoredRow } from '../../../src/ports/storage.ts';

/** What a storage can get wrong inside, where no wrapper reaches. */
export type Fault =
  | 'bodies run once only'
  | 'commits row by row'
  | 'commits what an aborted body swallowed'
  | 'deaf while it waits'
  | 'insert fails at once where somebody else inserts'
  | 'insert looks before it leaps'
  | 'joins tenant and id to one text'
  | 'keeps what a failed body wrote'
  | 'keeps locks of failed transactions'
  | 'lease goes tenant by tenant'
  | 'lease looks before it leaps'
  | 'lease waits for transactions'
  | 'leaves its listener'
  | 'lists only what is committed'
  | 'locks are no locks'
  | 'locks of all tenants are one'
  | 'locks wait for themselves'
  | 'nests'
  | 'never over'
  | 'reads a snapshot'
  | 'reads what is not committed'
  | 'reruns on top of the run before'
  | 'updates without a look';

/** A row with where it belongs. */
export interface KeptRow {
  readonly key: string;
  readonly tenantId: string;
  readonly collection: CollectionName;
  readonly row: StoredRow;
}

/** A transaction that has not ended. */
export interface Running {
  readonly ended: Promise<void>;
  /** By key; `null`: it removed the row. */
  readonly own: ReadonlyMap<string, KeptRow | null>;
}

/** Everything that is kept, and who runs. */
export interface Shared {
  readonly rows: Map<string, KeptRow>;
  readonly running: Set<Running>;
  readonly locks: Map<string, Running>;
  readonly has: (fault: Fault) => boolean;
}
