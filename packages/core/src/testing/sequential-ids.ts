import type { IdSource } from '../ports/ids.ts';

/**
 * Ids for tests: `invoice_0001`, `invoice_0002` … for each kind.
 *
 * @example
 * ```ts
 * import { sequentialIds } from '@billwright/core/testing';
 *
 * const ids = sequentialIds();
 * console.log(ids.next('invoice'), ids.next('batch'), ids.next('invoice'));
 * // => invoice_0001 batch_0001 invoice_0002
 * ```
 */
export function sequentialIds(): IdSource {
  const last = new Map<string, number>();
  return {
    next(kind) {
      const number = (last.get(kind) ?? 0) + 1;
      last.set(kind, number);
      return `${kind}_${String(number).padStart(4, '0')}`;
    },
  };
}
