import type { CollectionName } from '../../ports/collections.ts';
import { asJson } from '../as-json.ts';
import type { Collection } from '../collection.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** Keeps one kind of master data of a tenant. */
export interface MasterDataService<Value, Input> {
  /**
   * Adds it, or replaces what has its id. What was billed does not change: invoices hold copies.
   *
   * @throws BillingError the code of its kind, for example `CUSTOMER_INVALID`, with every fault and its path.
   */
  put(input: Input, options?: WriteOptions): Promise<Value>;
  get(id: string): Promise<Value | null>;
  /** By id. */
  list(request?: PageRequest): Promise<Page<Value>>;
}

/** What tells one kind of master data from the others. */
export interface MasterDataKind<Value, Input, Name extends CollectionName> {
  readonly records: Collection<Value, Name>;
  /** For the audit log, for example `customer`. */
  readonly kind: string;
  readonly define: (input: Input) => Value;
}

/** The service of one kind of master data. */
export function masterDataService<Value, Input, Name extends CollectionName>(
  scope: TenantScope,
  { records, kind, define }: MasterDataKind<Value, Input, Name>,
): MasterDataService<Value, Input> {
  return {
    async put(input, options = {}) {
      const value = define(input);
      return scope.write({ method: `${kind}.put`, given: input }, options, async (unit) => {
        const id = records.id(value);
        const before = await unit.find(records, id);
        await unit.save(records, value);
        unit.note({
          action: `${kind}.put`,
          subject: { kind, id },
          before: asJson(before),
          after: asJson(value),
        });
        return value;
      });
    },
    get: (id) => scope.read((unit) => unit.find(records, id)),
    list: (request) => readPage(scope, { from: records }, request),
  };
}
