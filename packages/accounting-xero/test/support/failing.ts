import type { FakeXeroFault } from '../../src/testing/fake-fault.ts';
import { connected } from './connected.ts';

/** A tenant whose next document, or whose next call of any kind, goes wrong. */
export async function failing(
  fault: FakeXeroFault,
  at: 'document' | 'any' = 'document',
  times = 1,
): ReturnType<typeof connected> {
  let left = times;
  return connected({
    faults({ path, method }) {
      const isDocument = method !== 'GET' && path.startsWith('Invoices');
      if (left === 0 || (at === 'document' && !isDocument)) return null;
      left -= 1;
      return fault;
    },
  });
}
