import type { ConnectionStore } from './grant.ts';

/**
 * What became of a connection that was to be sealed anew. `lost`: it has no grant, or none that the keys can read; what is
 * kept of it was left as it is.
 */
export type Resealed = 'resealed' | 'none' | 'lost';

/**
 * Seals what is kept of a connection anew, with the key that seals now. Whoever writes at the same time is not overtaken:
 * new tokens stay.
 *
 * @example
 * ```ts
 * import { reseal, sealedConnections, tokenCipher } from '@billwright/accounting-common';
 * import { connectorMemory } from '@billwright/core/conformance';
 *
 * const context = { tenantId: 'desk', memory: connectorMemory() };
 * const [old, fresh] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
 * const cipher = tokenCipher({ current: 'k2', keys: { k1: old, k2: fresh } });
 * console.log(await reseal(sealedConnections(context, 'quickbooks', cipher)));
 * // => none
 * ```
 */
export async function reseal(store: ConnectionStore): Promise<Resealed> {
  for (;;) {
    const kept = await store.read();
    if (kept === null) return 'none';
    // What can't be read would be written as nothing.
    if (kept.connection.grant === null) return 'lost';
    if (await store.write(kept.connection, kept.revision)) return 'resealed';
  }
}
