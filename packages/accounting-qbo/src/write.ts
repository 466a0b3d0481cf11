import { failure, fieldOf, requestId } from '@billwright/accounting-common';
import { type BillingError, isBillingError } from '@billwright/core';
import { batchSize, type Row, sendBatch } from './ask.ts';
import type { Company } from './company.ts';
import { failureOf, faultIn } from './fault.ts';

/** Something that is to be written. */
export interface Write {
  readonly entity: 'Invoice' | 'CreditMemo' | 'Customer' | 'Item' | 'TimeActivity';
  readonly operation: 'create' | 'update' | 'void' | 'delete';
  readonly body: Row;
  /** QuickBooks does what has the same id once. */
  readonly requestId: string;
}

/** What became of it. */
export type Written =
  | { readonly status: 'done'; readonly object: unknown }
  | { readonly status: 'failed'; readonly error: BillingError<'CONNECTOR_FAILED'> };

/** Writes, all in as few requests as they fit in. What became of each, in their order. */
export async function write(company: Company, writes: readonly Write[]): Promise<readonly Written[]> {
  const [only] = writes;
  if (only !== undefined && writes.length === 1) return [await writeOne(company, only)];
  const all: Written[] = [];
  for (let start = 0; start < writes.length; start += batchSize) {
    const some = writes.slice(start, start + batchSize);
    all.push(...(await writeSome(company, some)));
  }
  return all;
}

async function writeOne(
  company: Company,
  { entity, operation, body, requestId: requestid }: Write,
): Promise<Written> {
  // Creating and updating are the same call.
  const kind = operation === 'void' || operation === 'delete' ? { operation } : {};
  const path = entity.toLowerCase();
  try {
    const answer = await company.call({ method: 'POST', path, query: { ...kind, requestid }, body });
    return written(company, entity, answer.body, answer.trace);
  } catch (error) {
    return { status: 'failed', error: failureBy(company, error) };
  }
}

async function writeSome(company: Company, writes: readonly Write[]): Promise<readonly Written[]> {
  const items = writes.map(({ entity, operation, body }) => ({ operation, [entity]: body }));
  const id = requestId('batch', ...writes.map((one) => one.requestId));
  try {
    const { parts, trace } = await sendBatch(company, items, id);
    return parts.map((part, index) => written(company, writes[index]?.entity ?? '', part, trace));
  } catch (error) {
    const failed = failureBy(company, error);
    // A request that can't be read is refused as a whole, whichever of its parts is at fault.
    if (failed.details.kind === 'refused' && writes.length > 1) {
      const half = Math.ceil(writes.length / 2);
      const first = await writeSome(company, writes.slice(0, half));
      return [...first, ...(await writeSome(company, writes.slice(half)))];
    }
    return writes.map(() => ({ status: 'failed', error: failed }));
  }
}

/** What went wrong with one request. When it is that the grant has gone, what was written before it stays written. */
function failureBy({ setup }: Company, error: unknown): BillingError<'CONNECTOR_FAILED'> {
  if (isBillingError(error, 'CONNECTOR_FAILED')) return error;
  if (isBillingError(error, 'CONNECTOR_NOT_CONNECTED'))
    return failure(setup.id, 'unauthorized', error.message);
  throw error;
}

function written({ setup }: Company, entity: string, answer: unknown, trace: string | null): Written {
  const fault = faultIn(answer, '');
  if (fault !== null) return { status: 'failed', error: failureOf(setup.id, fault, trace) };
  const object = fieldOf(answer, entity);
  if (object !== undefined) return { status: 'done', object };
  return {
    status: 'failed',
    error: failure(setup.id, 'unknown', `the answer holds no ${entity}`, { trace }),
  };
}
