import type { BillingJob, JobFault } from '@billwright/core';
import { type BatchRef, groupOf } from './digest.ts';
import { readFault } from './job-fault.ts';
import { billing } from './names.ts';
import type { Setting } from './setting.ts';

/** How many customers of a batch the queue has, by what became of them last. */
export interface BatchProgress {
  /** Nobody has begun with them. */
  readonly waiting: number;
  /** They failed and wait for the next try. */
  readonly retrying: number;
  readonly underWay: number;
  /** They are as they should be; how, the batch itself tells: invoiced, blocked, nothing due. */
  readonly done: number;
  /** They failed too often. */
  readonly parked: number;
  /** They were taken back, since the batch was stopped or deleted. */
  readonly cancelled: number;
}

/** A customer that failed too often. */
export interface ParkedJob {
  readonly job: BillingJob;
  readonly fault: JobFault;
  /** How often it was tried. */
  readonly tries: number;
  /** When it was given up. */
  readonly at: Date;
}

const states = {
  waiting: 'created',
  retrying: 'retry',
  underWay: 'active',
  done: 'completed',
  parked: 'failed',
  cancelled: 'cancelled',
} as const;

/** The last job of each customer: a customer that was tried again later has several. */
const latest = (schema: string, where: string): string => `
  SELECT DISTINCT ON (singleton_key) data, state::text AS state, output, retry_count, completed_on
  FROM ${schema}.job
  WHERE name = '${billing}' ${where}
  ORDER BY singleton_key, created_on DESC, completed_on DESC NULLS FIRST`;

/** Counts the customers of a batch. */
export async function progressOf(batch: BatchRef, { pool, schema }: Setting): Promise<BatchProgress> {
  const { rows } = await pool.query(
    `SELECT state, count(*)::int AS count FROM (${latest(schema, 'AND group_id = $1')}) AS jobs GROUP BY state`,
    [groupOf(batch)],
  );
  const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  const countOf = (name: keyof typeof states): number => counts.get(states[name]) ?? 0;
  return {
    waiting: countOf('waiting'),
    retrying: countOf('retrying'),
    underWay: countOf('underWay'),
    done: countOf('done'),
    parked: countOf('parked'),
    cancelled: countOf('cancelled'),
  };
}

/** The customers that were given up, of a batch or of all, the last ones first. */
export async function parkedJobs(
  batch: BatchRef | undefined,
  { pool, schema }: Setting,
): Promise<readonly ParkedJob[]> {
  const where = batch === undefined ? '' : 'AND group_id = $1';
  const { rows } = await pool.query(
    `SELECT * FROM (${latest(schema, where)}) AS jobs
     WHERE state = '${states.parked}' ORDER BY completed_on DESC LIMIT 1000`,
    batch === undefined ? [] : [groupOf(batch)],
  );
  return rows.map(({ data, output, retry_count: retries, completed_on: at }) => ({
    // It is what `enqueue` wrote.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    job: data as BillingJob,
    fault: readFault(output),
    tries: Number(retries) + 1,
    at: at instanceof Date ? at : new Date(String(at)),
  }));
}
