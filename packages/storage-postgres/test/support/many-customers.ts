import type { Storage } from '@billwright/core';
import { type TestDesk, testDesk, testEntry } from '../../../core/test/engine/support/desk.ts';

/** Prepares "desk" with so many customers, each with two entries of March. */
export async function prepareManyCustomers(storage: Storage, count: number): Promise<TestDesk> {
  const customers = Array.from({ length: count }, (_, index) => `customer-${String(index).padStart(3, '0')}`);
  const given = await testDesk({ storage, customers });
  await given.desk.work.record(
    customers.flatMap((customerId) => [
      testEntry(`${customerId}-1`, { customerId }),
      testEntry(`${customerId}-2`, { customerId, minutes: 30 }),
    ]),
  );
  return given;
}
