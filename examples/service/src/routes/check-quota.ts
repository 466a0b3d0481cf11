import { z } from 'zod';
import { ok } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

const question = z.strictObject({
  customerId: z.string(),
  ticket: z.string().optional(),
  serviceTypeId: z.string().optional(),
});

/** May this ticket be opened? What helpdesks ask before they take work on. */
export const checkQuota: Route = {
  method: 'GET',
  path: '/quota',
  for: 'tenants',
  async handle({ desk, query }) {
    const { customerId, serviceTypeId, ticket } = question.parse(query);
    const workItem = ticket === undefined ? null : { kind: 'ticket' as const, id: ticket };
    const check = await desk.contracts.checkQuota({ customerId, serviceTypeId, workItem });
    const { allowed, reason, contractId, allowances } = check;
    return ok({
      allowed,
      reason,
      contractId,
      allowances: allowances.map(({ componentId, allowance: { unit }, used, limit, left }) => ({
        componentId,
        unit,
        used,
        limit,
        left,
      })),
    });
  },
};
