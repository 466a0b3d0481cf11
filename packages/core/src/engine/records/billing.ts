import type { Bill } from '../../bill/bill.ts';
import type { BilledPeriod } from '../../bill/history-of.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { openAmount } from '../../invoice/life/open-amount.ts';
import { isZero } from '../../money/money.ts';
import type { Claim } from '../../bill/bill-claims.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** A bill that stands, and the invoice that it is on. */
export interface StoredBill {
  readonly id: string;
  /** 1, 2, 3 … for the bills of one customer, in the order in which they were made. */
  readonly sequence: number;
  readonly bill: Bill;
  readonly due: BilledPeriod['due'] | 'late';
  /** `null` when there was nothing to invoice. */
  readonly invoiceId: string | null;
  readonly batchId: string | null;
  /** The ids of the work records that it left out for good. */
  readonly leftOut: readonly string[];
  readonly madeAt: Instant;
  /** Since when it stands no more: what it consumed is open again. `null`: it stands. */
  readonly releasedAt: Instant | null;
}

/** Bills, by customer and in the order in which they were made. */
export const billRecords = collection<StoredBill, 'bills'>({
  name: 'bills',
  id: ({ id }) => id,
  order: ({ sequence }) => String(sequence).padStart(9, '0'),
  keys: ({ bill: { customerId }, invoiceId, batchId, releasedAt }) => ({
    standing: releasedAt === null ? customerId : null,
    customer: customerId,
    invoice: invoiceId,
    batch: batchId,
  }),
});

/** What later bills must know of a bill that stands: a bill holds every charge, and is read only when it is looked at. */
export interface StoredPeriod extends BilledPeriod {
  /** The id of the bill. */
  readonly id: string;
  /** That of the bill. */
  readonly sequence: number;
}

/** Billed periods, by customer and in the order in which their bills were made. */
export const billedPeriodRecords = collection<StoredPeriod, 'billed-periods'>({
  name: 'billed-periods',
  id: ({ id }) => id,
  order: ({ sequence }) => String(sequence).padStart(9, '0'),
  keys: ({ customerId }) => ({ customer: customerId }),
});

/** The number of the last bill of a customer. */
export interface BillCounter {
  readonly customerId: string;
  readonly last: number;
}

export const billCounterRecords = collection<BillCounter, 'counters'>({
  name: 'counters',
  id: ({ customerId }) => `bills:${customerId}`,
});

/** A claim, and the bill that has it. */
export interface StoredClaim {
  readonly claim: Claim;
  /** The id of the bill. */
  readonly owner: string;
}

/** Claims: the id says what is consumed, so nothing is consumed twice (R91). */
export const claimRecords = collection<StoredClaim, 'claims'>({
  name: 'claims',
  id: ({ claim }) => claimKey(claim),
  keys: ({ owner }) => ({ owner }),
});

/** What tells one consumed thing from all others of the tenant. */
export const claimKey = ({ kind, id, part }: Claim): string =>
  [kind, id, part ?? ''].map(encodeURIComponent).join(':');

/** Invoices in the order of their issue, drafts before all others. */
export const invoiceRecords = collection<Invoice, 'invoices'>({
  name: 'invoices',
  id: ({ id }) => id,
  order: ({ issued }) => (issued === null ? '' : `${issued.at}#${String(issued.sequence).padStart(12, '0')}`),
  keys: (invoice) => ({
    customer: invoice.content.customerId,
    batch: invoice.batchId,
    settlement: invoice.settlement,
    number: invoice.issued?.number ?? null,
    credited: invoice.credits?.invoiceId ?? null,
    open: invoice.kind === 'invoice' && !isZero(openAmount(invoice)) ? invoice.content.customerId : null,
  }),
});

export const accountRecords = collection<PrepaidAccount, 'prepaid-accounts'>({
  name: 'prepaid-accounts',
  id: ({ id }) => id,
  keys: ({ customerId }) => ({ customer: customerId }),
});

/** Lots; the invoice that they were bought with finds those that wait for its payment. */
export const lotRecords = collection<PrepaidLot, 'prepaid-lots'>({
  name: 'prepaid-lots',
  id: ({ id }) => id,
  keys: ({ accountId, sourceInvoiceId }) => ({ account: accountId, invoice: sourceInvoiceId }),
});

/** A posting, and what it was made for. */
export interface StoredPosting {
  readonly posting: PrepaidPosting;
  /** 1, 2, 3 … for the postings of one account. */
  readonly sequence: number;
  /** The id of the bill, or of whatever else made it. */
  readonly owner: string;
}

export const postingRecords = collection<StoredPosting, 'prepaid-postings'>({
  name: 'prepaid-postings',
  id: ({ posting: { accountId, key } }) => [accountId, key].map(encodeURIComponent).join(':'),
  order: ({ sequence }) => String(sequence).padStart(9, '0'),
  keys: ({ posting: { accountId }, owner }) => ({ account: accountId, owner }),
});
