import type { ConnectorMemory } from '../../ports/accounting.ts';

/**
 * What a connector remembers, kept in this process: for tests of connectors, with what they are to know beforehand.
 *
 * @example
 * ```ts
 * import { connectorMemory } from '@billwright/core/conformance';
 *
 * const memory = connectorMemory({ token: 'secret' });
 * console.log(await memory.set('token', 'newer', 1), await memory.set('token', 'late', 1));
 * // => true false
 * ```
 */
export function connectorMemory(known: Readonly<Record<string, string>> = {}): ConnectorMemory {
  const kept = new Map(Object.entries(known).map(([key, value]) => [key, { value, revision: 1 }]));
  return {
    get: async (key) => kept.get(key) ?? null,
    async set(key, value, revision) {
      const now = kept.get(key)?.revision ?? null;
      if (now !== revision) return false;
      kept.set(key, { value, revision: (now ?? 0) + 1 });
      return true;
    },
  };
}
