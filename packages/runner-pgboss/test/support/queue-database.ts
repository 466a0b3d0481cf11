import { Pool } from 'pg';
import {
  role,
  serverDatabase,
  type ServerDatabase,
} from '../../../storage-postgres/test/support/databases.ts';
import { installPgBoss } from '../../src/install-pg-boss.ts';

/** A database with the tables of the storage and of the queue. */
export interface QueueDatabase extends ServerDatabase {
  /** Whoever may do no more than the application needs: neither a superuser nor the owner of anything. */
  readonly appUrl: string;
  readonly appPool: Pool;
  /** Takes all jobs out. */
  readonly emptyQueue: () => Promise<void>;
}

/** Logs in to what the application's role may do. */
const login = 'billwright_login';

/** Makes a database on one of the servers. */
export async function queueDatabase(server: { readonly url: string }): Promise<QueueDatabase> {
  const database = await serverDatabase(server);
  await installPgBoss({ pool: database.pool, role });
  await database.run(`DO $$ BEGIN
    CREATE ROLE ${login} LOGIN NOSUPERUSER NOBYPASSRLS IN ROLE ${role};
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const appUrl = database.url.replace('//postgres@', `//${login}@`);
  const appPool = new Pool({ connectionString: appUrl, max: 20 });
  appPool.on('error', () => undefined);
  return {
    ...database,
    appUrl,
    appPool,
    emptyQueue: () => database.run('DELETE FROM billwright_jobs.job'),
    async drop() {
      await appPool.end();
      await database.drop();
    },
  };
}

/** A logger that keeps what is complained about. */
export function complaints(): {
  readonly logger: {
    info(): void;
    warn(message: string): void;
    error(message: string, details?: object): void;
  };
  readonly told: string[];
} {
  const told: string[] = [];
  return {
    told,
    logger: {
      info: () => undefined,
      warn: (message) => told.push(message),
      error: (message, details) => told.push(`${message} ${JSON.stringify(details ?? {})}`),
    },
  };
}
