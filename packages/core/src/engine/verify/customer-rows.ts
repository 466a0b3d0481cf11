import type { Invoice } from '../../invoice/invoice.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import type { Message } from '../outbox/message.ts';
import { outbox } from '../outbox/outbox.ts';
import {
  accountRecords,
  billRecords,
  claimRecords,
  invoiceRecords,
  lotRecords,
  postingRecords,
  type StoredBill,
  type StoredClaim,
  type StoredPosting,
} from '../records/billing.ts';
import { carriedRecords, type StoredCarried } from '../records/carried.ts';
import { digestRecords, type InvoiceDigest } from '../records/issuing.ts';
import {
  applicationRecords,
  creditRecords,
  type CreditMovement,
  type Payment,
  paymentRecords,
  type StoredApplication,
} from '../records/payments.ts';
import { type RecordedWork, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';

/** An account with its lots and its whole ledger. */
export interface AccountRows {
  readonly account: PrepaidAccount;
  readonly lots: readonly PrepaidLot[];
  readonly ledger: readonly StoredPosting[];
}

/** Everything that is stored of one customer and that has to agree. */
export interface CustomerRows {
  readonly customerId: string;
  /** Those that were released too. */
  readonly bills: readonly StoredBill[];
  /** The bills that stand. */
  readonly standing: readonly StoredBill[];
  /** The claims of its bills. */
  readonly claims: readonly StoredClaim[];
  readonly work: readonly RecordedWork[];
  readonly accounts: readonly AccountRows[];
  readonly invoices: readonly Invoice[];
  readonly digests: ReadonlyMap<string, InvoiceDigest>;
  /** The messages about its invoices. */
  readonly messages: readonly Message[];
  readonly carried: readonly StoredCarried[];
  readonly payments: readonly Payment[];
  readonly applications: readonly StoredApplication[];
  readonly credits: readonly CreditMovement[];
}

/** Reads everything of one customer under its locks, so nothing of it changes in between. */
export async function readCustomerRows(unit: Unit, customerId: string): Promise<CustomerRows> {
  await lockCustomers(unit, [customerId]);
  const own = { index: ['customer', customerId] } as const;
  const bills = await unit.all(billRecords, own);
  const invoices = await unit.all(invoiceRecords, own);
  return {
    customerId,
    bills,
    standing: bills.filter(({ releasedAt }) => releasedAt === null),
    claims: await allOf(bills, ({ id }) => unit.all(claimRecords, { index: ['owner', id] })),
    work: await unit.all(workRecords, own),
    accounts: await allOf(await unit.all(accountRecords, own), async (account) => {
      const index = ['account', account.id] as const;
      const lots = await unit.all(lotRecords, { index });
      return [{ account, lots, ledger: await unit.all(postingRecords, { index }) }];
    }),
    invoices,
    digests: new Map(
      await allOf(invoices, async ({ id }) => {
        const digest = await unit.find(digestRecords, id);
        return digest === null ? [] : [[id, digest] as const];
      }),
    ),
    messages: await allOf(invoices, ({ id }) => unit.all(outbox, { index: ['subject', `invoice:${id}`] })),
    carried: await readCarried(unit, customerId, invoices),
    payments: await unit.all(paymentRecords, own),
    applications: await allOf(invoices, ({ id }) => unit.all(applicationRecords, { index: ['invoice', id] })),
    credits: await unit.all(creditRecords, own),
  };
}

/** What was carried forward: what is open, what invoices have taken, and what was carried on with a later result. */
async function readCarried(
  unit: Unit,
  customerId: string,
  invoices: readonly Invoice[],
): Promise<readonly StoredCarried[]> {
  const found = [...(await unit.all(carriedRecords, { index: ['open', customerId] }))];
  const takenBy = (id: string): Promise<readonly StoredCarried[]> =>
    unit.all(carriedRecords, { index: ['taken', id] });
  found.push(...(await allOf(invoices, ({ id }) => takenBy(id))));
  // The list grows while it is walked: what a carried result has taken can have taken others.
  for (const { carried } of found) found.push(...(await takenBy(carried.invoiceId)));
  return found;
}

async function allOf<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Promise<readonly Value[]>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const item of items) values.push(...(await read(item)));
  return values;
}
