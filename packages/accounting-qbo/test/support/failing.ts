import type { FakeQuickBooksFault } from '../../src/testing/fake-fault.ts';
import type { FakeQuickBooksOptions } from '../../src/testing/fake-quick-books.ts';
import { connected } from './connected.ts';

/** A tenant whose next document, or whose next call of any kind, goes wrong. */
export async function failing(
  fault: FakeQuickBooksFault,
  at: 'invoice' | 'any' = 'invoice',
  times = 1,
  fake: Partial<FakeQuickBooksOptions> = {},
) {
  let left = times;
  return connected({
    ...fake,
    faults({ path }) {
      if (left === 0 || (at === 'invoice' && path !== 'invoice')) return null;
      left -= 1;
      return fault;
    },
  });
}
