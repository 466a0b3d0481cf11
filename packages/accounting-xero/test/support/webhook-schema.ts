import type { WebhookRequest } from '@billwright/core';
import { z } from 'zod';
import { checkerOf, lenient } from './checker.ts';
import { operationsOf, webhooks, wholeBody } from './contract.ts';

const bodyFault = checkerOf(webhooks, lenient);
const operations = operationsOf(webhooks?.webhooks ?? {});

/** Which description is of which category of events. */
const operationIds: Readonly<Record<string, string>> = {
  INVOICE: 'publishInvoiceEvent',
  CONTACT: 'publishContactEvent',
  SUBSCRIPTION: 'publishSubscriptionEvent',
  CREDITNOTE: 'publishCreditNoteEvent',
};

/**
 * Categories that are newer than the description: of 2026-08-14 and 2026-09-03 (https://developer.xero.com/changelog). They
 * are checked as events of invoices, but for their names.
 */
const newer = new Set(['PREPAYMENT', 'OVERPAYMENT']);

const eventSchema = z.looseObject({
  eventCategory: z.string(),
  resourceUrl: z.string(),
  resourceId: z.string(),
});
const toldSchema = z.strictObject({
  events: z.array(eventSchema),
  firstEventSequence: z.number(),
  lastEventSequence: z.number(),
  entropy: z.string(),
});

/** What is wrong with a webhook as Xero would send it; `null`: nothing. */
export function webhookFault({ body, headers }: WebhookRequest): string | null {
  if (webhooks === null) return null;
  const [signature = ''] = Object.keys(webhooks.components.headers);
  if (headers[signature] === undefined) return `there is no header ${signature}`;
  const text: unknown = JSON.parse(new TextDecoder().decode(body));
  const read = toldSchema.safeParse(text);
  if (!read.success) return read.error.message;
  const { events, firstEventSequence: first, lastEventSequence: last } = read.data;
  // A trial has no events, and numbers that the schema does not know
  // (https://developer.xero.com/documentation/guides/webhooks/configuring-your-server).
  if (events.length === 0) return first === 0 && last === 0 ? null : 'a trial has the numbers 0';
  if (last - first + 1 !== events.length) return 'the numbers are not those of so many events';
  for (const event of events) {
    if (!event.resourceUrl.endsWith(`/${event.resourceId}`)) return 'the address is of something else';
    const known = newer.has(event.eventCategory) ? { ...event, eventCategory: 'INVOICE' } : event;
    const id = operationIds[known.eventCategory];
    const operation = operations.find((one) => one.operation.operationId === id)?.operation;
    const schema = wholeBody(webhooks, operation?.requestBody)?.content?.['application/json']?.schema;
    if (schema === undefined) return `there are no events of ${event.eventCategory}`;
    const fault = bodyFault(schema, { ...read.data, events: [known] });
    if (fault !== null) return fault;
  }
  return null;
}
