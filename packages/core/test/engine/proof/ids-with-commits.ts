import type { IdSource } from '../../../src/ports/ids.ts';
import type { Storage } from '../../../src/ports/storage.ts';

/**
 * Ids for what is committed: what a transaction drew that left nothing behind is given to the next one. So who goes on
 * after a failure writes the very bytes that nobody's failing would have written.
 */
export function idsWithCommits(inner: Storage): { readonly storage: Storage; readonly ids: IdSource } {
  let last: Readonly<Record<string, number>> = {};
  return {
    ids: {
      next(kind) {
        const number = (last[kind] ?? 0) + 1;
        last = { ...last, [kind]: number };
        return `later-${kind}_${number}`;
      },
    },
    storage: {
      ...inner,
      async transaction(tenantId, body, options) {
        const before = last;
        try {
          return await inner.transaction(tenantId, body, options);
        } catch (error) {
          last = before;
          throw error;
        }
      },
    },
  };
}
