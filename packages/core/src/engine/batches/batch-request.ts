import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';
import type { BatchItems, BatchScope } from '../records/batches.ts';
import type { RecordedWork } from '../records/work.ts';

/** Single things to bill, or not to; kinds that are left out are not restricted. */
export type BatchItemsInput = {
  readonly [Kind in keyof BatchItems]?: BatchItems[Kind] | undefined;
};

/** What to bill. */
export interface BatchRequest {
  /** The last day that counts, for example the last one of a month. */
  readonly through: CivilDate;
  /** Bills only these, of the kinds that are listed. */
  readonly include?: BatchItemsInput | undefined;
  /** Leaves these out. They stay open, and a later batch takes them as late work. */
  readonly exclude?: BatchItemsInput | undefined;
  /**
   * Bills periods that are still open, with all work of theirs that is there; their fees and minimums are those of the
   * whole period. Default: false, and an open period can't be saved (R90).
   */
  readonly early?: boolean | undefined;
}

const list = z.array(idSchema).max(100_000).readonly().nullable().default(null);

const itemsSchema: z.ZodType<BatchItems, BatchItemsInput> = z.strictObject({
  customers: list,
  contracts: list,
  entries: list,
  expenses: list,
  products: list,
});

const requestSchema: z.ZodType<BatchScope, BatchRequest> = z.strictObject({
  through: civilDateSchema,
  include: itemsSchema.prefault({}),
  exclude: itemsSchema.prefault({}),
  early: z.boolean().default(false),
});

/**
 * Reads what is to be billed.
 *
 * @throws BillingError `BATCH_INVALID` with every fault and its path.
 */
export function readBatchRequest(request: BatchRequest): BatchScope {
  return parseInput('BATCH_INVALID', requestSchema, request);
}

/** Says of single things whether a batch bills them. */
export interface BatchFilter {
  readonly customer: (id: string) => boolean;
  readonly contract: (id: string) => boolean;
  readonly work: (work: RecordedWork) => boolean;
}

/** The filter of a batch: its lists are looked up, not searched. */
export function filterOf({ include, exclude }: Pick<BatchScope, 'include' | 'exclude'>): BatchFilter {
  const takes = (kind: keyof BatchItems): ((id: string) => boolean) => {
    const only = include[kind] === null ? null : new Set(include[kind]);
    const without = new Set(exclude[kind]);
    return (id) => (only === null || only.has(id)) && !without.has(id);
  };
  const byKind = { entry: takes('entries'), expense: takes('expenses'), product: takes('products') };
  return {
    customer: takes('customers'),
    contract: takes('contracts'),
    work: ({ kind, work }) => byKind[kind](work.id),
  };
}
