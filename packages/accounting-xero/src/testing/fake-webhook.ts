import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '@billwright/core';

/**
 * A call as Xero makes it, signed over its bytes. Without organisations it is a trial of the address ("intent to
 * receive"): https://developer.xero.com/documentation/guides/webhooks/configuring-your-server
 */
export function fakeWebhook(
  key: string,
  organisationIds: readonly string[],
  eventCategory: string,
  at: string,
): WebhookRequest {
  const events = organisationIds.map((tenantId, index) => {
    const resourceId = `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;
    return {
      resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${resourceId}`,
      resourceId,
      tenantId,
      tenantType: 'ORGANISATION',
      eventCategory,
      eventType: 'UPDATE',
      eventDateUtc: at.replace('Z', ''),
    };
  });
  const [first, last] = events.length === 0 ? [0, 0] : [1, events.length];
  const told = {
    events,
    firstEventSequence: first,
    lastEventSequence: last,
    entropy: 'ABCDEFGHIJKLMNOPQRST',
  };
  const body = new TextEncoder().encode(JSON.stringify(told));
  const signature = createHmac('sha256', key).update(body).digest('base64');
  return { body, headers: { 'x-xero-signature': signature, 'content-type': 'application/json' } };
}
