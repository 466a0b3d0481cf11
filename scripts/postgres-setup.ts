import type { TestProject } from 'vitest/node';
import { serverVersions } from './postgres-binaries.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The servers of this run, the oldest that is supported first. */
    postgresServers: readonly { readonly version: number; readonly url: string }[];
  }
}

/** Starts the PostgreSQL servers of a test run, one of each version. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await Promise.all(
    serverVersions.map(async (version) => ({ version, ...(await startPostgres(version)) })),
  );
  project.provide(
    'postgresServers',
    servers.map(({ version, url }) => ({ version, url })),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}
