import type { Money } from '../../money/money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** An invoice that a payment or a refund is about, and how much of it. */
export interface MeantInvoice {
  readonly invoiceId: string;
  /** `null`: as much as is open. */
  readonly amount: Money | null;
}

/** Money that came from a customer or went back to one. It is never changed but for `reversedAt`. */
export interface Payment {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly customerId: string;
  readonly amount: Money;
  /** The civil date on which it came or went. */
  readonly on: CivilDate;
  /** How it came or went, for example "bank transfer". */
  readonly method: string | null;
  readonly reference: string | null;
  /** What somebody else knows it by: the same one counts once (R85). `source`: a ledger, or `null` for people. */
  readonly external: { readonly source: string | null; readonly id: string } | null;
  /** The invoices that it was meant for. */
  readonly meant: readonly MeantInvoice[];
  readonly recordedAt: Instant;
  /** Since when it counts no more, for example because a debit bounced. */
  readonly reversedAt: Instant | null;
}

/** The index key of what somebody else knows a payment by. */
export const externalKey = ({ kind, external }: Pick<Payment, 'kind' | 'external'>): string | null =>
  external === null ? null : [external.source ?? '', kind, external.id].map(encodeURIComponent).join(':');

/** Payments and refunds, by day. */
export const paymentRecords = collection<Payment, 'payments'>({
  name: 'payments',
  id: ({ id }) => id,
  order: ({ on }) => on,
  keys: (payment) => ({ customer: payment.customerId, external: externalKey(payment) }),
});

/** Where the money that an invoice gets comes from. `id` is that of the payment, of the credit note, or of both the
 * invoice and the prepaid account that paid for its work. */
export interface Fund {
  readonly kind: 'payment' | 'credit-note' | 'prepaid';
  readonly id: string;
}

/** The index key of a fund. */
export const fundKey = ({ kind, id }: Fund): string => `${kind}:${id}`;

/**
 * What money of a fund did on an invoice. Rows are only added: what an invoice has of a fund is their sum.
 *
 * - Above 0: `payment`, `credit` that stood to the customer's credit before, `prepaid`; `restored`, since a refund of it
 *   never arrived.
 * - Below 0: `refund` to the customer; `reversal`, the money never came; `freed` by a credit note, `returned` by hand or
 *   since the invoice was withdrawn: it is the customer's credit, or where it was before.
 */
export interface StoredApplication {
  readonly id: string;
  /** 1, 2, 3 … for what one invoice got. */
  readonly sequence: number;
  readonly fund: Fund;
  readonly customerId: string;
  readonly invoiceId: string;
  readonly amount: Money;
  readonly kind: 'payment' | 'credit' | 'prepaid' | 'restored' | 'refund' | 'reversal' | 'freed' | 'returned';
  /** The refund that it is part of. */
  readonly refundId: string | null;
  /** Of `credit`, and of what is `returned` of that: the ledger's use of a credit note that it follows. */
  readonly ledgerCreditId?: string | undefined;
  readonly at: Instant;
}

const place = (sequence: number): string => String(sequence).padStart(9, '0');

export const applicationRecords = collection<StoredApplication, 'payment-applications'>({
  name: 'payment-applications',
  id: ({ id }) => id,
  order: ({ at, sequence }) => `${at}#${place(sequence)}`,
  keys: ({ fund, invoiceId, refundId }) => ({ fund: fundKey(fund), invoice: invoiceId, refund: refundId }),
});

/**
 * A change of what a customer has to its credit. Rows are only added: the balance is their sum.
 *
 * - Above 0: `overpaid`; `credited`, by a credit note; `returned`, an invoice gave it back.
 * - Below 0: `applied` to an invoice; `refunded`; `reversed`, since the money never came.
 */
export interface CreditMovement {
  readonly id: string;
  /** 1, 2, 3 … for the movements of one customer. */
  readonly sequence: number;
  readonly customerId: string;
  readonly amount: Money;
  readonly kind: 'overpaid' | 'credited' | 'returned' | 'applied' | 'refunded' | 'reversed';
  readonly fund: Fund;
  /** The invoice that it went to or came from; `null` for none. */
  readonly invoiceId: string | null;
  /** The refund that it is part of. */
  readonly refundId: string | null;
  readonly at: Instant;
}

export const creditRecords = collection<CreditMovement, 'credit-movements'>({
  name: 'credit-movements',
  id: ({ id }) => id,
  order: ({ sequence }) => place(sequence),
  keys: ({ customerId }) => ({ customer: customerId }),
});

/** What a ledger calls one of our documents. */
export interface LedgerDocumentId {
  readonly connectorId: string;
  readonly externalId: string;
  readonly invoiceId: string;
}

/** The id of a ledger's name for a document. */
export const ledgerDocumentKey = (connectorId: string, externalId: string): string =>
  [connectorId, externalId].map(encodeURIComponent).join(':');

export const ledgerDocuments = collection<LedgerDocumentId, 'ledger-documents'>({
  name: 'ledger-documents',
  id: ({ connectorId, externalId }) => ledgerDocumentKey(connectorId, externalId),
});
