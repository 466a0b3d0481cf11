import type { TransactionRunner } from './transaction-runner.ts';

/** A server that waits for a lock looks once a second whether its client is still there. */
const watched = { client_connection_check_interval: '1s' };

/** The settings of every transaction, as far as this server can have them. */
export async function serverSettings(runner: TransactionRunner): Promise<Readonly<Record<string, string>>> {
  return runner.run({ settings: watched, body: async () => watched }).catch(() => ({}));
}
