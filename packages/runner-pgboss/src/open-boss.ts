import type { Logger } from '@billwright/core';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { PostgresPool } from './postgres-pool.ts';
import { reasonOf } from './reaching.ts';

/** Where the queue is, and what happens to its complaints. */
export interface BossSetting
  extends Pick<
    ConstructorOptions,
    'migrate' | 'supervise' | 'superviseIntervalSeconds' | 'monitorIntervalSeconds' | 'bamIntervalSeconds'
  > {
  readonly pool: PostgresPool;
  readonly schema: string;
  readonly logger: Logger;
}

/**
 * A pg-boss on the caller's pool, started. What of it we don't use is off, so that a role without rights of an owner can run
 * it.
 */
export async function openBoss({ pool, schema, logger, ...options }: BossSetting): Promise<PgBoss> {
  const boss = new PgBoss({
    ...options,
    schema,
    db: {
      async executeSql(text, values) {
        const result = await pool.query(text, values);
        // Several statements give several results, which pg-boss takes apart.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return result as { rows: unknown[] };
      },
    },
    maintenanceIntervalSeconds: 3600,
    schedule: false,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
  });
  // Nobody listening would end the process.
  boss.on('error', (error) => logger.error('the queue reports a fault', { reason: reasonOf(error) }));
  boss.on('warning', ({ message, data }) => logger.warn('the queue warns', { reason: message, data }));
  return boss.start();
}
