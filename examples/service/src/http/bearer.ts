import { createHash } from 'node:crypto';
import { HttpError } from './http-error.ts';

/** Tells whose call it is. */
export type TenantOf = (authorization: string | undefined) => string;

/** By token, the tenant that it opens. Digests are compared, so the time that takes tells nothing of a token. */
export function bearerTokens(tokens: Readonly<Record<string, string>>): TenantOf {
  const tenants = new Map(Object.entries(tokens).map(([token, tenantId]) => [digest(token), tenantId]));
  return (authorization = '') => {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const tenantId = token === undefined ? undefined : tenants.get(digest(token));
    if (tenantId !== undefined) return tenantId;
    throw new HttpError(401, 'needs a known bearer token', { 'www-authenticate': 'Bearer' });
  };
}

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
