import type { WebhookAnswer, WebhookRequest } from '@billwright/core';
import { jsonOf } from './field-of.ts';
import { isSignedBy } from './signature.ts';

/** How the webhooks of a provider are read. */
export interface WebhookReading {
  /** Signs them; `null`: every one is refused. */
  readonly key: string | null;
  /** The header with the signature, in lower case. */
  readonly signatureHeader: string;
  /** The companies that one is about; `null` when it can't be read. */
  readonly companiesIn: (told: unknown) => readonly unknown[] | null;
  readonly tenantsOf: (companyId: string) => Promise<readonly string[]>;
}

/** Checks who called, and tells whose changes to fetch. A call is only a hint, so one that comes twice or late does no harm. */
export async function answerWebhook(
  { key, signatureHeader, companiesIn, tenantsOf }: WebhookReading,
  { body, headers }: WebhookRequest,
): Promise<WebhookAnswer> {
  if (key === null) return { status: 'refused', reason: 'there is no key to check it with' };
  if (!isSignedBy(body, key, headers[signatureHeader]))
    return { status: 'refused', reason: 'the signature is wrong' };
  const told = companiesIn(jsonOf(new TextDecoder().decode(body)));
  const companies = told?.filter((id) => typeof id === 'string');
  if (companies === undefined || companies.length !== told?.length)
    return { status: 'refused', reason: 'it has a form that is not known' };
  const tenants = await Promise.all([...new Set(companies)].map((id) => tenantsOf(id)));
  return { status: 'accepted', tenantIds: [...new Set(tenants.flat())] };
}
