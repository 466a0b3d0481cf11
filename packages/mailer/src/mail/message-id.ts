import { createHash } from 'node:crypto';
import type { Mail } from '@billwright/core';

/**
 * The Message-ID of a mail: the same for the same tenant, key and domain, so that whoever gets the mail twice can tell.
 */
export function messageIdOf({ tenantId, key }: Pick<Mail, 'tenantId' | 'key'>, domain: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tenantId, key]))
    .digest('hex');
  return `<${digest.slice(0, 40)}@${domain}>`;
}
