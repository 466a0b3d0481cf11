import type { PgBoss } from 'pg-boss';
import { grantTo } from './grant-to.ts';
import { billing, defaultSchema, parked, plain } from './names.ts';
import { openBoss } from './open-boss.ts';
import { pause } from './pause.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { reaching } from './reaching.ts';
import { silent } from './silent.ts';

/** What {@link installPgBoss} is told. */
export interface InstallOptions {
  /** A pool whose user owns the schema, or may make it. */
  readonly pool: PostgresPool;
  /** The schema of the queue, which has nothing else. Default: `billwright_jobs`. */
  readonly schema?: string | undefined;
  /**
   * The role under which the application works, as `migratePostgres` made it. It is given what it needs and no more.
   * Default: the application works as the owner.
   */
  readonly role?: string | undefined;
}

/** Far more than queues with some customers need. In seconds. */
const longestIndexBuild = 600;

/**
 * Brings the tables of the queue to the version that this package works with. Who installs at the same time waits; what is
 * there already is left alone. It goes before each rollout that has a new version of this package.
 *
 * @throws BillingError `RUNNER_UNAVAILABLE` when the server can't be reached, the user may not make what is needed, or the
 *   role does not exist.
 * @example
 * ```ts no-run
 * import { installPgBoss, type PostgresPool } from '@billwright/runner-pgboss';
 *
 * declare const ownerPool: PostgresPool; // new Pool({ user: 'desk_owner' }) of pg
 * await installPgBoss({ pool: ownerPool, role: 'billwright_app' });
 * ```
 */
export async function installPgBoss({ pool, ...options }: InstallOptions): Promise<void> {
  const schema = plain(options.schema ?? defaultSchema, 'schema');
  const role = options.role === undefined ? null : plain(options.role, 'role');
  await reaching(async () => {
    const boss = await openBoss({ pool, schema, logger: silent, supervise: false, bamIntervalSeconds: 10 });
    try {
      await untilIndexed(boss);
      // What is given up waits for the engine, minute by minute, for half a year if need be.
      const patient = { retryLimit: 250_000, retryDelay: 60, retentionSeconds: 180 * 86_400 };
      await boss.createQueue(parked, patient);
      // One that is under way may be handed over again: its worker may have left it undone, and be kept by another one.
      await boss.createQueue(billing, { policy: 'short', deadLetter: parked });
      if (role !== null) await grantTo(pool, schema, role);
    } finally {
      await boss.stop({ graceful: false });
    }
  });
}

/** Newer versions build indexes beside the work, as long as somebody with the rights of the owner is there. */
async function untilIndexed(boss: PgBoss): Promise<void> {
  for (let seconds = 0; seconds < longestIndexBuild; seconds += 1) {
    const builds = await boss.getBamStatus();
    if (!builds.some(({ status }) => status === 'pending' || status === 'in_progress')) return;
    await pause(1000);
  }
  throw new Error(`its indexes were not built within ${longestIndexBuild} seconds`);
}
