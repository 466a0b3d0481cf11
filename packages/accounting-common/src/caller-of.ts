import type { Clock, ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import type { CallerApp } from './caller.ts';
import type { Fetch } from './fetch.ts';
import type { ConnectionStore } from './grant.ts';
import { givenInvalid } from './read-given.ts';
import { sealedConnections } from './sealed-connections.ts';
import { tokenCipher, type TokenKeys } from './token-cipher.ts';

/** How a connector connects and makes requests, as its users say it. */
export interface CallerOptions {
  /** Of the app at the provider, as is the secret. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to, exactly as the app has it. */
  readonly redirectUri: string;
  /** The keys that seal tokens, kept in what the connector remembers. Not needed with `connections`. */
  readonly tokenKeys?: TokenKeys | undefined;
  /** A store of your own for connections and their tokens. */
  readonly connections?: ((context: ConnectorContext) => ConnectionStore) | undefined;
  /** Default: the `fetch` of the runtime. */
  readonly fetch?: Fetch | undefined;
  /** Default: the clock of the machine. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
  /** Default: a timer of the machine. */
  readonly wait?: ((seconds: number) => Promise<void>) | undefined;
  /** By how much the total in the ledger may differ without being a finding. Default: `0`. */
  readonly tolerance?: string | undefined;
  /** How long an answer may take, in seconds. Default: 60. */
  readonly timeoutSeconds?: number | undefined;
  /** The id of the connector. It is stored; don't change it. Default: the name of the ledger. */
  readonly id?: string | undefined;
}

const text = z.string().min(1);

/** What options of connectors must be like, to be added to by each. */
export const callerShape = {
  clientId: text,
  clientSecret: text,
  redirectUri: z.url(),
  tolerance: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  timeoutSeconds: z.number().positive().optional(),
  id: text.optional(),
};

/** What a connector calls with, and how exactly totals must be equal. */
export interface ConnectingCaller extends CallerApp {
  readonly redirectUri: string;
  readonly tolerance: string;
}

/**
 * The options with their defaults. Beside the secret of the app there may be others that must not be in any text.
 *
 * @throws BillingError `CONNECTOR_INVALID` when there is neither a store for connections nor keys to seal them.
 */
export function callerOf(
  options: CallerOptions,
  { id: defaultId, secrets }: { readonly id: string; readonly secrets: readonly string[] },
): ConnectingCaller {
  const { id = defaultId, clientId, clientSecret, redirectUri, connections, tokenKeys } = options;
  const { tolerance = '0', timeoutSeconds = 60 } = options;
  return {
    id,
    clientId,
    clientSecret,
    redirectUri,
    tolerance,
    timeoutSeconds,
    clock: options.clock ?? { now: () => new Date().toISOString() },
    fetch: options.fetch ?? ((url, request) => fetch(url, request)),
    wait: options.wait ?? ((seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))),
    secrets: [clientSecret, ...secrets],
    connections: connections ?? sealedWith(id, tokenKeys),
  };
}

function sealedWith(id: string, tokenKeys: TokenKeys | undefined): CallerApp['connections'] {
  if (tokenKeys === undefined)
    throw givenInvalid([{ path: ['tokenKeys'], message: 'is missing, and there are no `connections`' }]);
  const cipher = tokenCipher(tokenKeys);
  return (context) => sealedConnections(context, id, cipher);
}
