import { BillingError, type Logger } from '@billwright/core';
import { defaultSchema, plain } from './names.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { silent } from './silent.ts';

/** What {@link pgBossRunner} is told. Times are in seconds. */
export interface PgBossRunnerOptions {
  /**
   * A `Pool` of `pg`, or something that does what one does. It stays yours: closing the runner does not end it. It may be
   * the storage's; then it needs two connections more than `atOnce`.
   */
  readonly pool: PostgresPool;
  /** The schema of the queue. Default: `billwright_jobs`. */
  readonly schema?: string | undefined;
  /** How many customers a worker bills at once, an even number from 2 to 100. Default: 4. */
  readonly atOnce?: number | undefined;
  /**
   * A worker that is not heard of for so long has died, and others take over its customers. Workers tell twice as often
   * that they live. 10 or more. Default: 30.
   */
  readonly heartbeatSeconds?: number | undefined;
  /** The longest that a customer may take, 1 to 86,400. Default: 900. */
  readonly expireSeconds?: number | undefined;
  /** How often somebody looks for workers that died, and for customers that took too long. Default: 10. */
  readonly watchSeconds?: number | undefined;
  /** How often a customer that fails is tried again before it is parked. Default: 8, which takes some ten minutes. */
  readonly retries?: number | undefined;
  /** The pause before the first try again. Each later one is twice as long, up to five minutes. Default: 2. */
  readonly retrySeconds?: number | undefined;
  /** How often a worker that has nothing to do looks for something, 0.5 or more. Default: 1. */
  readonly pollSeconds?: number | undefined;
  /** How long the queue remembers customers that are done, which `progress` counts. Default: a week. */
  readonly keepSeconds?: number | undefined;
  /** Told of customers that fail, of workers that died, and of what the queue complains about. Default: nobody. */
  readonly logger?: Logger | undefined;
}

/** The options with all that was left out. */
export type Setting = {
  readonly [Key in keyof PgBossRunnerOptions]-?: NonNullable<PgBossRunnerOptions[Key]>;
};

const day = 86_400;

/** The least and the most of each number, whether it has to be a whole one, and what it is when it is left out. */
const numbers = {
  atOnce: { from: 2, to: 100, step: 2, usual: 4 },
  heartbeatSeconds: { from: 10, to: day, step: 1, usual: 30 },
  expireSeconds: { from: 1, to: day, step: 1, usual: 900 },
  watchSeconds: { from: 1, to: day, step: 1, usual: 10 },
  retries: { from: 0, to: 1000, step: 1, usual: 8 },
  retrySeconds: { from: 1, to: 300, step: 1, usual: 2 },
  pollSeconds: { from: 0.5, to: day, step: null, usual: 1 },
  keepSeconds: { from: 1, to: 365 * day, step: 1, usual: 7 * day },
} as const;

type NumberOption = keyof typeof numbers;

/**
 * Reads the options.
 *
 * @throws BillingError `ENGINE_INVALID` with every number that is out of bounds.
 */
export function settingOf({ pool, schema, logger = silent, ...given }: PgBossRunnerOptions): Setting {
  const issues: { path: string[]; message: string }[] = [];
  const read = (name: NumberOption): number => {
    const { from, to, step, usual } = numbers[name];
    const value = given[name] ?? usual;
    const fits = value >= from && value <= to && (step === null || value % step === 0);
    if (!fits) issues.push({ path: [name], message: `must be ${kindOf(step)} from ${from} to ${to}` });
    return value;
  };
  const setting = {
    pool,
    schema: plain(schema ?? defaultSchema, 'schema'),
    logger,
    atOnce: read('atOnce'),
    heartbeatSeconds: read('heartbeatSeconds'),
    expireSeconds: read('expireSeconds'),
    watchSeconds: read('watchSeconds'),
    retries: read('retries'),
    retrySeconds: read('retrySeconds'),
    pollSeconds: read('pollSeconds'),
    keepSeconds: read('keepSeconds'),
  };
  if (issues.length > 0) throw new BillingError('ENGINE_INVALID', { issues });
  return setting;
}

function kindOf(step: number | null): string {
  if (step === null) return 'a number';
  return step === 2 ? 'an even number' : 'a whole number';
}
