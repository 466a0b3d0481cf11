import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '@billwright/core';

/** Where what an event is about can be read, by its category. */
const resources: Readonly<Record<string, string>> = {
  INVOICE: 'Invoices',
  CREDITNOTE: 'CreditNotes',
  OVERPAYMENT: 'Overpayments',
  PREPAYMENT: 'Prepayments',
  CONTACT: 'Contacts',
  SUBSCRIPTION: 'Subscriptions',
};

/** Events of credit notes alone tell more (https://github.com/XeroAPI/Xero-OpenAPI, xero-webhooks.yaml). */
const creditNoteData = { Type: 'ACCRECCREDIT', Status: 'AUTHORISED' };

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
  const resource = resources[eventCategory];
  if (resource === undefined) throw new Error(`the fake does not know events of ${eventCategory}`);
  const events = organisationIds.map((tenantId, index) => {
    const resourceId = `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`;
    return {
      resourceUrl: `https://api.xero.com/api.xro/2.0/${resource}/${resourceId}`,
      resourceId,
      tenantId,
      tenantType: eventCategory === 'SUBSCRIPTION' ? 'APPLICATION' : 'ORGANISATION',
      eventCategory,
      eventType: 'UPDATE',
      eventDateUtc: at.replace('Z', ''),
      ...(eventCategory === 'CREDITNOTE' ? { data: creditNoteData } : {}),
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
