import type { Money } from '../../money/money.ts';
import type { AccountingConnector, ConnectorContext, WebhookRequest } from '../../ports/accounting.ts';
import { type ConformanceCase, conformanceCase } from '../conformance-case.ts';
import { connectorMemory } from './connector-memory.ts';

/** A document, as the ledger itself shows it. */
export interface ProbedDocument {
  readonly externalId: string;
  readonly kind: 'invoice' | 'credit-note';
  /** With taxes. On a credit note above 0, too. */
  readonly total: Money;
  readonly isVoid: boolean;
  /** How often the ledger mailed it; left out where that can't be seen. */
  readonly mailed?: number | undefined;
}

/**
 * The other side, seen and moved without the connector: a ledger's fake, its recorded answers, its files. What is left out
 * can't be tried, and its cases are skipped.
 */
export interface LedgerProbe {
  /** All documents that the ledger has. */
  documents(): readonly ProbedDocument[] | Promise<readonly ProbedDocument[]>;
  /** The ledger does what it is asked next, and its answer is lost. */
  loseNextAnswer?(): unknown;
  /** The next request never reaches the ledger. */
  cutNextRequest?(): unknown;
  /** The ledger refuses the next document for what is in it. */
  refuseNext?(): unknown;
  /** The ledger asks to wait before the next request, and keeps nothing of it. */
  limitNext?(): unknown;
  /** Somebody enters a payment of one invoice in the ledger. Gives the ledger's id of it. */
  enterPayment?(payment: { invoiceExternalId: string; amount: Money }): string | Promise<string>;
  /** Somebody deletes a payment in the ledger. */
  deletePayment?(externalId: string): unknown;
  /** Somebody takes a part of a credit note off an invoice in the ledger. */
  takeCreditOff?(credit: { creditNoteExternalId: string; invoiceExternalId: string; amount: Money }): unknown;
  /** Somebody puts a credit note back in the ledger from all invoices that it was taken off. */
  putCreditBack?(creditNoteExternalId: string): unknown;
  /** A call as the ledger makes it, rightly signed, when something changed for the tenant. */
  webhookRequest?(tenantId: string): WebhookRequest | Promise<WebhookRequest>;
}

/** A connector and its ledger, in which nothing is yet. */
export interface AccountingSubject {
  readonly connector: AccountingConnector;
  readonly ledger: LedgerProbe;
  /** The tenant that is connected, and what the connector knows of the connection. Default: `desk`, and nothing. */
  readonly context?: ConnectorContext | undefined;
}

/** One of the things that a probe may leave out. */
type Means = Exclude<keyof LedgerProbe, 'documents'>;

/** What a case can't do without. */
interface Needs<Given extends Means> {
  readonly supports?: keyof AccountingConnector['supports'] | undefined;
  readonly ledger?: readonly Given[] | undefined;
}

/** A connector to try, with everything at hand that the case needs. */
export interface AtWork<Given extends Means = never> {
  readonly connector: AccountingConnector;
  readonly context: ConnectorContext;
  readonly ledger: LedgerProbe & Required<Pick<LedgerProbe, Given>>;
}

/** A promise of a connector. */
export function accountingCase<Given extends Means = never>(
  name: string,
  body: (work: AtWork<Given>) => Promise<void>,
  { supports, ledger: means = [] }: Needs<Given> = {},
): ConformanceCase<AccountingSubject> {
  return conformanceCase(
    name,
    ({ connector, ledger, context }) =>
      body({
        connector,
        context: context ?? { tenantId: 'desk', memory: connectorMemory() },
        // The case is skipped when something is missing.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        ledger: ledger as AtWork<Given>['ledger'],
      }),
    ({ connector, ledger }) => {
      if (supports !== undefined && !connector.supports[supports]) {
        return `the connector does not support "${supports}"`;
      }
      const missing = means.find((each) => ledger[each] === undefined);
      return missing === undefined ? null : `the probe has no "${missing}"`;
    },
  );
}
