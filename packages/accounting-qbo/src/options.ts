import type { CallerOptions } from '@billwright/accounting-common';

/** How {@link quickBooks} connects and copies. The id of the connector is `quickbooks` unless it has another. */
export interface QuickBooksOptions extends CallerOptions {
  /** Whether companies are real ones. */
  readonly environment: 'production' | 'sandbox';
  /** Signs webhooks. Without it every webhook is refused. */
  readonly webhookVerifier?: string | undefined;
  /** The tenants that are connected to a company: a webhook names only the company. Default: none. */
  readonly tenantsOfRealm?: ((realmId: string) => Promise<readonly string[]>) | undefined;
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
}
