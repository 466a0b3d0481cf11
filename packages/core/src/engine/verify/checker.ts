import type { CollectionName } from '../../ports/collections.ts';
import type { Row } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';
import type { AuditHead } from '../audit/audit-record.ts';
import type { Collection } from '../collection.ts';
import type { ValueQuery } from '../unit.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { Finding, InvariantId } from './violation.ts';

/** All rows of a tenant, part by part. Each part is read by itself, while others go on writing. */
export interface TenantView {
  readonly now: Instant;
  each<Value, Name extends CollectionName>(
    from: Collection<Value, Name>,
    query?: ValueQuery<Name>,
  ): AsyncGenerator<Value, void, undefined>;
  find<Value>(from: Collection<Value>, id: string): Promise<Value | null>;
  /** Where the audit log stands. */
  auditHead(): Promise<AuditHead>;
  /** The rows of a collection as they are stored. */
  rows(collection: CollectionName): AsyncGenerator<Row, void, undefined>;
}

interface CheckerFrame {
  readonly invariant: InvariantId;
  /** The promise, in one sentence. */
  readonly says: string;
}

/** Checks what is stored of one customer, all of it as it was at one instant. */
export interface CustomerChecker extends CheckerFrame {
  readonly of: 'customer';
  check(rows: CustomerRows): Iterable<Finding> | AsyncIterable<Finding>;
}

/** Checks what is no single customer's. It keeps nothing in memory that grows with the rows. */
export interface TenantChecker extends CheckerFrame {
  readonly of: 'tenant';
  check(view: TenantView): AsyncIterable<Finding>;
}

/** A promise and how stored rows show that it is kept. A checker reads rows, and calls none of the code that wrote them. */
export type Checker = CustomerChecker | TenantChecker;
