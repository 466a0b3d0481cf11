import { failure, inGroups, readAnswered } from '@billwright/accounting-common';
import { type BillingError, isBillingError } from '@billwright/core';
import { z } from 'zod';
import type { Company } from './company.ts';
import { faultIn, failureOf } from './fault.ts';

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
): Promise<{ readonly parts: readonly Row[]; readonly trace: string | null }> {
  const body = { BatchItemRequest: items.map((item, index) => ({ bId: String(index), ...item })) };
  const query = requestid === undefined ? {} : { requestid };
  const { body: answer, trace } = await company.call({ method: 'POST', path: 'batch', query, body });
  const { BatchItemResponse } = read(company, batchSchema, answer);
  const parts = items.map((_, index) => {
    const own = BatchItemResponse.find(({ bId }) => bId === String(index));
    if (own === undefined)
      throw failure(company.setup.id, 'unknown', 'the batch gave no answer to one of its parts', { trace });
    return own;
  });
  return { parts, trace };
}

/** What a query came to. */
export type Asked =
  | { readonly status: 'told'; readonly rows: readonly Row[] }
  | { readonly status: 'refused'; readonly error: BillingError<'CONNECTOR_FAILED'> };

/** Asks queries, all in as few requests as they fit in. What each came to, in their order. */
export async function askEach(company: Company, queries: readonly string[]): Promise<readonly Asked[]> {
  const [only] = queries;
  if (only !== undefined && queries.length === 1 && encodeURIComponent(only).length <= longestInAddress)
    return [await askOne(company, only)];
  const all: Asked[] = [];
  for (const some of inGroups(queries, batchSize)) all.push(...(await askSome(company, some)));
  return all;
}

async function askSome(company: Company, queries: readonly string[]): Promise<readonly Asked[]> {
  try {
    const { parts, trace } = await sendBatch(
      company,
      queries.map((Query) => ({ Query })),
    );
    return parts.map((answer): Asked => {
      const fault = faultIn(answer, '');
      if (fault === null) return { status: 'told', rows: rowsIn(company, answer) };
      return { status: 'refused', error: failureOf(company.setup.id, fault, trace) };
    });
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'refused') throw error;
    // As a whole, whichever of them is at fault.
    if (queries.length === 1) return [{ status: 'refused', error }];
    const half = Math.ceil(queries.length / 2);
    return [
      ...(await askSome(company, queries.slice(0, half))),
      ...(await askSome(company, queries.slice(half))),
    ];
  }
}

/** Asks queries. The rows of each, in their order. @throws BillingError `CONNECTOR_FAILED` when one is refused. */
export async function ask(
  company: Company,
  queries: readonly string[],
): Promise<readonly (readonly Row[])[]> {
  return (await askEach(company, queries)).map((one) => {
    if (one.status === 'refused') throw one.error;
    return one.rows;
  });
}

async function askOne(company: Company, query: string): Promise<Asked> {
  try {
    const { body } = await company.call({ method: 'GET', path: 'query', query: { query } });
    return { status: 'told', rows: rowsIn(company, body) };
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'refused') throw error;
    return { status: 'refused', error };
  }
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
