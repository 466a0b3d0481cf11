import { answerWebhook, fieldOf } from '@billwright/accounting-common';
import type { WebhookAnswer, WebhookRequest } from '@billwright/core';
import type { Setup } from './setup.ts';

/** The kinds of things whose changes can pay an invoice. Payments have no events of their own. */
const paying = new Set(['INVOICE', 'CREDITNOTE', 'OVERPAYMENT', 'PREPAYMENT']);

/**
 * Checks who called, and tells whose changes to fetch. Xero tries an address with calls that are signed rightly and
 * wrongly and tell nothing ("intent to receive").
 */
export const readWebhook = (
  { webhookKey, tenantsOfOrganisation }: Setup,
  request: WebhookRequest,
): Promise<WebhookAnswer> =>
  answerWebhook(
    {
      key: webhookKey,
      signatureHeader: 'x-xero-signature',
      companiesIn: organisationsIn,
      tenantsOf: tenantsOfOrganisation,
    },
    request,
  );

/** The organisations in which something changed that can pay; `null` when it can't be read. */
function organisationsIn(told: unknown): readonly unknown[] | null {
  const events = fieldOf(told, 'events');
  if (!Array.isArray(events)) return null;
  return (events as unknown[])
    .filter((event) => paying.has(String(fieldOf(event, 'eventCategory'))))
    .map((event) => fieldOf(event, 'tenantId'));
}
