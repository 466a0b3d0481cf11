import { answerWebhook, fieldOf } from '@billwright/accounting-common';
import type { WebhookAnswer, WebhookRequest } from '@billwright/core';
import type { Setup } from './setup.ts';

/** Checks who called, and tells whose changes to fetch. One call can be about several companies. */
export const readWebhook = (
  { webhookVerifier, tenantsOfRealm }: Setup,
  request: WebhookRequest,
): Promise<WebhookAnswer> =>
  answerWebhook(
    {
      key: webhookVerifier,
      signatureHeader: 'intuit-signature',
      companiesIn: realmsIn,
      tenantsOf: tenantsOfRealm,
    },
    request,
  );

/** The companies that it is about, in the form of CloudEvents or in the one before it; `null` when it can't be read. */
function realmsIn(told: unknown): readonly unknown[] | null {
  const old = fieldOf(told, 'eventNotifications');
  const [events, name] = Array.isArray(told) ? [told as unknown[], 'intuitaccountid'] : [old, 'realmId'];
  return Array.isArray(events) ? (events as unknown[]).map((event) => fieldOf(event, name)) : null;
}
