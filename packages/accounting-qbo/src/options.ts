import type { ConnectionStore, Fetch, TokenKeys } from '@billwright/accounting-common';
import type { Clock, ConnectorContext } from '@billwright/core';

/** How {@link quickBooks} connects and copies. */
export interface QuickBooksOptions {
  /** Of the app at Intuit, as are the secret and the verifier. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Intuit sends people back to, exactly as the app has it. */
  readonly redirectUri: string;
  readonly environment: 'production' | 'sandbox';
  /** Signs webhooks. Without it every webhook is refused. */
  readonly webhookVerifier?: string | undefined;
  /** The tenants that are connected to a company: a webhook names only the company. Default: none. */
  readonly tenantsOfRealm?: ((realmId: string) => Promise<readonly string[]>) | undefined;
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
  /** The names of items, by the ids of service types. Default: the id is the name. */
  readonly itemNames?: Readonly<Record<string, string>> | undefined;
  /**
   * Names of tax codes in QuickBooks, by the id of the tax of the line, or several joined with `+`, or `''` for lines
   * without tax. Default: the tax code that has the name of the tax. Not used for companies in the US.
   */
  readonly taxCodes?: Readonly<Record<string, string>> | undefined;
  /** The name of the tax code for lines for which there is no other. Not used for companies in the US. */
  readonly defaultTaxCode?: string | undefined;
  /** Whether customers that QuickBooks does not know are created. Default: `true`. */
  readonly createCustomers?: boolean | undefined;
  /** By how much the total in QuickBooks may differ without being a finding. Default: `0`. */
  readonly tolerance?: string | undefined;
  /** How long an answer may take, in seconds. Default: 60. */
  readonly timeoutSeconds?: number | undefined;
  /** Default: `quickbooks`. It is stored; don't change it. */
  readonly id?: string | undefined;
}
