import type { TimeEntry } from '@billwright/core';
import { customerIds } from './people.ts';

/**
 * All the work of some customers, large and small ones, of about `count` entries: as dense as the whole, so that what
 * is rounded or counted over several entries finds as many of them.
 */
export function sampleOfCustomers(entries: readonly TimeEntry[], count: number): readonly TimeEntry[] {
  const sizes = new Map<string, number>();
  for (const { customerId } of entries) {
    if (customerId != null) sizes.set(customerId, (sizes.get(customerId) ?? 0) + 1);
  }
  const chosen = new Set<string>();
  let size = 0;
  for (let step = 0; size < count && step < customerIds.length; step += 1) {
    // 769 is a prime and no divisor of the number of customers, so that every one has its turn.
    const customerId = customerIds[(5 + step * 769) % customerIds.length]!;
    chosen.add(customerId);
    size += sizes.get(customerId) ?? 0;
  }
  return entries.filter(({ customerId }) => customerId != null && chosen.has(customerId));
}
