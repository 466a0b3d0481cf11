import { z } from 'zod';
import { created } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

const body = z.strictObject({
  customerId: z.string(),
  amount: z.strictObject({ amount: z.string(), currency: z.string() }),
  on: z.string(),
  reference: z.string().optional(),
  externalId: z.string().optional(),
});

/** Records a payment: it goes to the oldest due invoices, and what is left is the customer's credit. */
export const recordPayment: Route = {
  method: 'POST',
  path: '/payments',
  for: 'tenants',
  async handle({ desk, key, body: given }) {
    const { id } = await desk.payments.record(body.parse(given), { key });
    const { applications, credit } = await desk.payments.allocation(id);
    return created({ id, applications, credit });
  },
};
