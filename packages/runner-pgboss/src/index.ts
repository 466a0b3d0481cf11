/**
 * Spreads bill runs over many processes and machines, with pg-boss as the queue.
 *
 * @packageDocumentation
 */

export { type InstallOptions, installPgBoss } from './install-pg-boss.ts';
export { type PgBossRunner, pgBossRunner } from './pg-boss-runner.ts';
export type { PostgresPool } from './postgres-pool.ts';
export type { BatchProgress, ParkedJob } from './progress.ts';
export type { PgBossRunnerOptions } from './setting.ts';
