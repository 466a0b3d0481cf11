import { fieldOf, isSignedBy, jsonOf } from '@billwright/accounting-common';
import type { WebhookAnswer, WebhookRequest } from '@billwright/core';
import type { Setup } from './setup.ts';

/** The kinds of things whose changes can pay an invoice. Payments have no events of their own. */
const paying = new Set(['INVOICE', 'CREDITNOTE', 'OVERPAYMENT', 'PREPAYMENT']);

/**
 * Checks who called, and tells whose changes to fetch. Xero tries an address with calls that are signed rightly and
 * wrongly and tell nothing ("intent to receive"). A call is only a hint, so one that comes twice or late does no harm.
 */
export async function readWebhook(
  { webhookKey, tenantsOfOrganisation }: Setup,
  { body, headers }: WebhookRequest,
): Promise<WebhookAnswer> {
  if (webhookKey === null) return { status: 'refused', reason: 'there is no key to check it with' };
  if (!isSignedBy(body, webhookKey, headers['x-xero-signature']))
    return { status: 'refused', reason: 'the signature is wrong' };
  const organisations = organisationsIn(jsonOf(new TextDecoder().decode(body)));
  if (organisations === null) return { status: 'refused', reason: 'it has a form that is not known' };
  const tenants = await Promise.all(organisations.map((id) => tenantsOfOrganisation(id)));
  return { status: 'accepted', tenantIds: [...new Set(tenants.flat())] };
}

/** The organisations in which something changed that can pay; `null` when it can't be read. */
function organisationsIn(told: unknown): readonly string[] | null {
  const events = fieldOf(told, 'events');
  if (!Array.isArray(events)) return null;
  const relevant = (events as unknown[]).filter((event) =>
    paying.has(String(fieldOf(event, 'eventCategory'))),
  );
  const ids = relevant.map((event) => fieldOf(event, 'tenantId'));
  const organisations = ids.filter((id) => typeof id === 'string');
  return organisations.length === ids.length ? [...new Set(organisations)] : null;
}
