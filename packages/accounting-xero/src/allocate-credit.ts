import { moneyOf } from '@billwright/accounting-common';
import { compare, isBillingError, money } from '@billwright/core';
import { z } from 'zod';
import { type Organisation, read } from './organisation.ts';
import { requestKey } from './request-key.ts';

/** A credit note that is to take something off an invoice. */
interface Allocation {
  readonly creditNoteId: string;
  readonly invoiceId: string;
  readonly amount: string;
  readonly on: string;
  readonly attempt: number;
}

const noteSchema = z.looseObject({ CreditNotes: z.tuple([z.looseObject({ RemainingCredit: z.number() })]) });
const dueSchema = z.looseObject({
  Invoices: z.tuple([z.looseObject({ AmountDue: z.number(), CurrencyCode: z.string() })]),
});

/**
 * Takes a credit note off the invoice that it corrects, as far as that is still open: what was paid already stays as
 * credit of the contact. Only when Xero says no, or nobody knows what a try before came to, it is looked at first.
 */
export async function allocateCredit(organisation: Organisation, allocation: Allocation): Promise<void> {
  try {
    await allocate(organisation, allocation, allocation.amount);
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'refused') throw error;
    const left = await leftToAllocate(organisation, allocation);
    if (left === null) return;
    await allocate(organisation, allocation, left);
  }
}

async function allocate(
  organisation: Organisation,
  { creditNoteId, invoiceId, on, attempt }: Allocation,
  amount: string,
): Promise<void> {
  await organisation.call({
    method: 'PUT',
    path: `CreditNotes/${creditNoteId}/Allocations`,
    body: { Allocations: [{ Amount: Number(amount), Date: on, Invoice: { InvoiceID: invoiceId } }] },
    idempotencyKey: requestKey(organisation, 'allocate', creditNoteId, invoiceId, amount, attempt),
  });
}

/** How much can still be taken off; `null`: nothing, for example because it was taken off already. */
async function leftToAllocate(
  organisation: Organisation,
  { creditNoteId, invoiceId, amount }: Allocation,
): Promise<string | null> {
  const told = await organisation.call({ method: 'GET', path: `CreditNotes/${creditNoteId}` });
  const [{ RemainingCredit }] = read(organisation, noteSchema, told.body).CreditNotes;
  const asked = await organisation.call({ method: 'GET', path: `Invoices/${invoiceId}` });
  const [{ AmountDue, CurrencyCode }] = read(organisation, dueSchema, asked.body).Invoices;
  const most = [RemainingCredit, AmountDue].map((one) => moneyOf(one, CurrencyCode));
  const [least] = [money(amount, CurrencyCode), ...most].toSorted(compare);
  return least !== undefined && Number(least.amount) > 0 ? least.amount : null;
}
