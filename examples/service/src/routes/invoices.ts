import { type Invoice, openAmount } from '@billwright/core';
import { z } from 'zod';
import { ok } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

const query = z.strictObject({
  customerId: z.string().optional(),
  settlement: z
    .enum([
      'draft',
      'issued',
      'partially-paid',
      'paid',
      'partially-refunded',
      'refunded',
      'void',
      'written-off',
    ])
    .optional(),
  after: z.string().optional(),
});

/** Invoices, part by part: `next` is the `after` of the next call. */
export const listInvoices: Route = {
  method: 'GET',
  path: '/invoices',
  for: 'tenants',
  async handle({ desk, query: given }) {
    const { items, next } = await desk.invoices.list({ ...query.parse(given), limit: 100 });
    return ok({ invoices: items.map(summaryOf), next });
  },
};

/** Gives a draft its number. */
export const issueInvoice: Route = {
  method: 'POST',
  path: '/invoices/:id/issue',
  for: 'tenants',
  async handle({ desk, params: { id = '' }, key }) {
    return ok(summaryOf(await desk.invoices.issue(id, { key })));
  },
};

/** What a list shows. */
const summaryOf = (invoice: Invoice) => ({
  id: invoice.id,
  number: invoice.issued?.number ?? null,
  customerId: invoice.content.customerId,
  settlement: invoice.settlement,
  dueOn: invoice.issued?.dueOn ?? null,
  total: invoice.content.totals.total,
  open: openAmount(invoice),
});
