import type { Clock, ConnectorContext } from '@billwright/core';
import type { Fetch } from './fetch.ts';
import type { ConnectionStore } from './grant.ts';

/** What a connector makes its requests with. */
export interface Caller {
  /** The id of the connector. */
  readonly id: string;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'now'>;
  readonly wait: (seconds: number) => Promise<void>;
  /** How long an answer may take. */
  readonly timeoutSeconds: number;
  /** What must not be in any text that leaves the connector. */
  readonly secrets: readonly string[];
  readonly connections: (context: ConnectorContext) => ConnectionStore;
}

/** A connector that is known to a provider of OAuth as an app. */
export interface CallerApp extends Caller {
  readonly clientId: string;
  readonly clientSecret: string;
}
