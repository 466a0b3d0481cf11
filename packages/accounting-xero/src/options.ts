import type { CallerOptions } from '@billwright/accounting-common';
import type { Attachment, ConnectorContext } from '@billwright/core';

/** How {@link xero} connects and copies. The id of the connector is `xero` unless it has another. */
export interface XeroOptions extends CallerOptions {
  /** Signs webhooks. Without it every webhook is refused. */
  readonly webhookKey?: string | undefined;
  /** The tenants that are connected to an organisation: a webhook names only the organisation. Default: none. */
  readonly tenantsOfOrganisation?: ((organisationId: string) => Promise<readonly string[]>) | undefined;
  /**
   * Xero's tax types, by the id of the tax of the line, or several joined with `+`, or `''` for lines without tax: their
   * code, or what they are called. A choice of a tenant goes before. Default: the one that has the name of the tax, and
   * `NONE` for lines without tax.
   */
  readonly taxTypes?: Readonly<Record<string, string>> | undefined;
  /** Codes of revenue accounts, by the ids of service types. Default: the account that the tenant has chosen. */
  readonly accountCodes?: Readonly<Record<string, string>> | undefined;
  /** Codes of items, by the ids of service types. Default: lines have no items. */
  readonly itemCodes?: Readonly<Record<string, string>> | undefined;
  /** Whether items that `itemCodes` names and Xero does not know are created. Default: `false`. */
  readonly createItems?: boolean | undefined;
  /** Whether contacts that Xero does not know are created. Default: `true`. */
  readonly createContacts?: boolean | undefined;
  /** Whether copies are approved, or drafts that somebody approves in Xero. Default: `authorised`. */
  readonly exportAs?: 'authorised' | 'draft' | undefined;
  /**
   * What the links of copies begin with: people who look at a copy in Xero follow them, and by them we know our copies, so
   * don't change it. The tenant and the invoice are added. Default: made of `redirectUri`.
   */
  readonly linkBase?: string | undefined;
  /** Writes into the history of each new copy of which invoice and batch it is. One call more for each. Default: `false`. */
  readonly historyNotes?: boolean | undefined;
  /** Reads a file that an invoice names, so that it goes along. One call more for each. Default: none go along. */
  readonly readFile?:
    | ((attachment: Attachment, context: ConnectorContext) => Promise<Uint8Array<ArrayBuffer>>)
    | undefined;
  /**
   * How many calls a day Xero allows: 5,000, or 1,000 on its free tier. More than 1,000 count only where Xero has said that
   * so many are left. Default: 1000.
   */
  readonly callsPerDay?: number | undefined;
}
