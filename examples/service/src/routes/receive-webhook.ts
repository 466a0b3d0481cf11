import type { Route } from '../http/route.ts';

/**
 * A ledger says that something changed. It has no token: the connector checks the signature over the bytes as they came,
 * so nothing may read or rewrite them before.
 */
export const receiveWebhook: Route = {
  method: 'POST',
  path: '/webhooks/:connector',
  for: 'anybody',
  async handle({ billing, params: { connector = '' }, request }) {
    const { status } = await billing.webhook(connector, request);
    return { status: status === 'accepted' ? 202 : 401, body: { status } };
  },
};
