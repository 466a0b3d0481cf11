import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '@billwright/core';
import type { FakeRow } from './fake-query.ts';

/** A call as Intuit makes it: an array of CloudEvents, or the form before it; signed over its bytes. */
export function fakeWebhook(
  verifier: string,
  realmIds: readonly string[],
  form: 'cloud-events' | 'notifications',
): WebhookRequest {
  const told =
    form === 'cloud-events' ? realmIds.map(cloudEvent) : { eventNotifications: realmIds.map(notification) };
  const body = new TextEncoder().encode(JSON.stringify(told));
  const signature = createHmac('sha256', verifier).update(body).digest('base64');
  return { body, headers: { 'intuit-signature': signature } };
}

const cloudEvent = (intuitaccountid: string, index: number): FakeRow => ({
  specversion: '1.0',
  id: `event-${index}`,
  source: 'intuit.fake',
  type: 'qbo.payment.created.v1',
  time: '2026-04-01T06:00:00Z',
  intuitentityid: '1',
  intuitaccountid,
  data: {},
});

const notification = (realmId: string): FakeRow => ({
  realmId,
  dataChangeEvent: { entities: [{ name: 'Payment', id: '1', operation: 'Create' }] },
});
