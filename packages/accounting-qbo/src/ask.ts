import { failure, readAnswered } from '@billwright/accounting-common';
import { z } from 'zod';
import type { Company } from './company.ts';
import { faultIn } from './fault.ts';

/** The most operations that one batch may have. */
export const batchSize = 30;

/** A row of an answer, of which the fields are read where they are needed. */
export type Row = Readonly<Record<string, unknown>>;

const rowSchema = z.record(z.string(), z.unknown());
const batchSchema = z.looseObject({ BatchItemResponse: z.array(rowSchema) });
const queriedSchema = z.looseObject({ QueryResponse: rowSchema });

/** A query that is longer goes in a batch: an address can't be of any length. */
const longestInAddress = 2000;

/** One operation of a batch, without its id. */
export type BatchItem = Readonly<Record<string, unknown>>;

/** Sends up to 30 operations in one request. Each succeeds or fails by itself; the answers are in their order. */
export async function sendBatch(
  company: Company,
  items: readonly BatchItem[],
  requestid?: string,
): Promise<readonly Row[]> {
  const body = { BatchItemRequest: items.map((item, index) => ({ bId: String(index), ...item })) };
  const query = requestid === undefined ? {} : { requestid };
  const answer = await company.call({ method: 'POST', path: 'batch', query, body });
  const { BatchItemResponse } = read(company, batchSchema, answer);
  return items.map((_, index) => {
    const own = BatchItemResponse.find(({ bId }) => bId === String(index));
    if (own === undefined)
      throw failure(company.setup.id, 'unknown', 'the batch gave no answer to one of its parts');
    return own;
  });
}

/** Asks queries, all in as few requests as they fit in. The rows of each, in their order. */
export async function ask(
  company: Company,
  queries: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  const [only] = queries;
  if (only !== undefined && queries.length === 1 && encodeURIComponent(only).length <= longestInAddress) {
    const answer = await company.call({ method: 'GET', path: 'query', query: { query: only } });
    return [rowsIn(company, answer)];
  }
  const found: (readonly Row[])[] = [];
  for (let start = 0; start < queries.length; start += batchSize) {
    const some = queries.slice(start, start + batchSize);
    const answers = await sendBatch(
      company,
      some.map((Query) => ({ Query })),
    );
    for (const answer of answers) {
      const fault = faultIn(answer, '');
      if (fault !== null) throw failure(company.setup.id, 'refused', fault.reason, { fault: fault.code });
      found.push(rowsIn(company, answer));
    }
  }
  return found;
}

/** Reads what QuickBooks answered. @throws BillingError `CONNECTOR_FAILED` when it is not what it should be. */
export const read = <Output>({ setup }: Company, schema: z.ZodType<Output>, answer: unknown): Output =>
  readAnswered(setup, schema, answer);

// The rows are under the name of what was asked for; beside it are only numbers.
function rowsIn(company: Company, answer: unknown): readonly Row[] {
  const { QueryResponse } = read(company, queriedSchema, answer);
  const rows = Object.values(QueryResponse).find((value) => Array.isArray(value)) ?? [];
  return read(company, z.array(rowSchema), rows);
}
