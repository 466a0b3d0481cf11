import { fieldOf, isSignedBy, jsonOf } from '@billwright/accounting-common';
import type { WebhookAnswer, WebhookRequest } from '@billwright/core';
import type { Setup } from './setup.ts';

/**
 * Checks who called, and tells whose changes to fetch. One call can be about several companies, in the form of
 * CloudEvents or in the one before it. It is only a hint, so one that comes twice or late does no harm.
 */
export async function readWebhook(
  { webhookVerifier, tenantsOfRealm }: Setup,
  { body, headers }: WebhookRequest,
): Promise<WebhookAnswer> {
  if (webhookVerifier === null) return { status: 'refused', reason: 'there is no verifier to check it with' };
  if (!isSignedBy(body, webhookVerifier, headers['intuit-signature']))
    return { status: 'refused', reason: 'the signature is wrong' };
  const realms = realmsIn(jsonOf(new TextDecoder().decode(body)));
  if (realms === null) return { status: 'refused', reason: 'it has a form that is not known' };
  const tenants = await Promise.all(realms.map((realmId) => tenantsOfRealm(realmId)));
  return { status: 'accepted', tenantIds: [...new Set(tenants.flat())] };
}

/** The companies that it is about; `null` when it can't be read. */
function realmsIn(told: unknown): readonly string[] | null {
  const old = fieldOf(told, 'eventNotifications');
  const [events, name] = Array.isArray(told) ? [told as unknown[], 'intuitaccountid'] : [old, 'realmId'];
  if (!Array.isArray(events)) return null;
  const realms = (events as unknown[]).map((event) => fieldOf(event, name));
  return realms.every((realm) => typeof realm === 'string') ? [...new Set(realms)] : null;
}
