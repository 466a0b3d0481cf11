import { createHash } from 'node:crypto';
import type { Mail } from '@billwright/core';

/** A key that can stand in a Message-ID as it is. */
const plain = /^[\w-]{1,64}$/;

/**
 * The Message-ID of a mail: the same for the same tenant, key and domain, so that whoever gets the mail twice can tell. It
 * begins with the key, where that is plain, so that a mail that comes back is known by it.
 */
export function messageIdOf({ tenantId, key }: Pick<Mail, 'tenantId' | 'key'>, domain: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tenantId, key]))
    .digest('hex');
  return plain.test(key) ? `<${key}.${digest.slice(0, 8)}@${domain}>` : `<${digest.slice(0, 40)}@${domain}>`;
}
