import { z } from 'zod';
import { ok } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

const body = z.strictObject({ through: z.string() });

/** What a run would bill. Nothing is written. */
export const previewBatch: Route = {
  method: 'POST',
  path: '/preview',
  for: 'tenants',
  async handle({ desk, body: given }) {
    const { customers, figures, withoutCustomer } = await desk.batches.preview(body.parse(given));
    return ok({
      customers: customers.map(({ customerId, status, drafts, blocked }) => ({
        customerId,
        status,
        totals: drafts.map(({ content }) => content.totals.total),
        blocked: blocked.map(({ entryId, reason }) => ({ entryId, reason })),
      })),
      amounts: figures.amounts,
      withoutCustomer,
    });
  },
};
