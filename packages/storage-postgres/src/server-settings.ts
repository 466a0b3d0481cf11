import type { Session } from './session.ts';
import type { TransactionRunner } from './transaction-runner.ts';

/** Settings of PostgreSQL by name. */
type Settings = Readonly<Record<string, string>>;

/**
 * A client that is gone without a word, as when a network is cut in the middle, would hold its locks until TCP notices,
 * which takes two hours.
 */
const silence = { idle_in_transaction_session_timeout: '5min' };

/** A commit that was answered is kept when the server crashes: its number may be on a paper already. */
const kept = { synchronous_commit: 'on' };

/** A server that waits for a lock looks once a second whether its client is still there. */
const watched = { client_connection_check_interval: '1s' };

/** The settings of every transaction: what this server can have, and where its own are too weak. */
export async function serverSettings(runner: TransactionRunner): Promise<Settings> {
  const isSupported = await runner.run({ settings: watched, body: async () => true }).catch(() => false);
  const needed = await runner.run({ settings: {}, body: strengthened });
  return { ...needed, ...(isSupported ? watched : {}) };
}

/** Settings that are off; what somebody has chosen stays. */
async function strengthened(session: Session): Promise<Settings> {
  const names = ['idle_in_transaction_session_timeout', 'synchronous_commit'];
  const text = `SELECT current_setting($1) AS silence, current_setting($2) AS kept`;
  const { rows } = await session.read({ text, values: names }, { collection: 'database', id: 'settings' });
  return { ...(rows[0]?.['silence'] === '0' ? silence : {}), ...(rows[0]?.['kept'] === 'off' ? kept : {}) };
}
