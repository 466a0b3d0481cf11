import type { ConnectorContext } from '@billwright/core';
import { z } from 'zod';
import { type Connection, type ConnectionStore, grantSchema } from './grant.ts';
import type { TokenCipher } from './token-cipher.ts';

const keptSchema = z.object({
  companyId: z.string(),
  sealed: z.string().nullable(),
  lost: z.string().nullable(),
  refreshingUntil: z.string().nullable(),
});

/**
 * Keeps the connection of a tenant in what the connector remembers. The grant is sealed, and bound to the tenant, the
 * provider and the company. One that can't be read, because its key is gone, counts as lost.
 */
export function sealedConnections(
  { tenantId, memory }: ConnectorContext,
  providerId: string,
  cipher: TokenCipher,
): ConnectionStore {
  const placeOf = (companyId: string): readonly string[] => [tenantId, providerId, companyId];
  return {
    async read() {
      const kept = await memory.get('connection');
      if (kept === null) return null;
      const { sealed, ...rest } = keptSchema.parse(JSON.parse(kept.value));
      const opened = sealed === null ? null : cipher.open(sealed, placeOf(rest.companyId));
      const grant = opened === null ? null : grantSchema.parse(JSON.parse(opened));
      const isUnreadable = sealed !== null && opened === null;
      const lost = isUnreadable
        ? 'what was kept of it can not be read with the keys that are there'
        : rest.lost;
      return { connection: { ...rest, grant, lost }, revision: kept.revision };
    },
    write({ grant, ...rest }: Connection, revision) {
      const sealed = grant === null ? null : cipher.seal(JSON.stringify(grant), placeOf(rest.companyId));
      return memory.set('connection', JSON.stringify({ ...rest, sealed }), revision);
    },
  };
}
