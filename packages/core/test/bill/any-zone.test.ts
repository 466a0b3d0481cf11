import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { billCustomer } from '../../src/bill/bill-customer.ts';
import { compileBilling } from '../../src/bill/compile-billing.ts';
import { exampleContract, exampleRating, timedWork, workOf } from '../../src/testing/bill-fixture.ts';

test('R8, I15: two months over both changes of the clocks are the same to the byte, wherever the process lives', () => {
  const contracts = [
    exampleContract({
      start: '2026-03-29',
      zone: 'America/New_York',
      components: [
        { id: 'support', kind: 'allowance', unit: 'hours', quantity: '2', burn: { weekend: '1.5' } },
        { id: 'care', kind: 'recurring-fee', price: '99.99' },
      ],
    }),
  ];
  const work = [
    timedWork('2026-03-29T00:30:00Z', '2026-03-29T03:30:00Z', { id: 'te_1' }),
    timedWork('2026-03-29T01:30:00', '2026-03-29T03:30:00', { id: 'te_2' }),
    timedWork('2026-10-25T00:15:00Z', '2026-10-25T02:45:00Z', { id: 'te_3' }),
    timedWork('2026-10-31T23:50:00-04:00', '2026-11-01T02:10:00-05:00', { id: 'te_4' }),
    workOf(1.25, { id: 'te_5', date: '2026-10-31' }),
  ];
  const { bills, warnings } = billCustomer(compileBilling({ rating: exampleRating }), {
    contracts,
    work,
    bills: [],
    at: '2026-12-01T06:00:00.000Z',
    through: '2026-11-28',
  });
  expect(bills).toHaveLength(8);
  const digest = createHash('sha256')
    .update(JSON.stringify([bills, warnings]))
    .digest('hex');
  // Every run of the suite has another zone, and this one text is for all of them.
  expect(digest).toMatchInlineSnapshot(`"6b88021c4f3292d96e7b2e4192c5b31a1e19d9c267d64105632403ec197c0a64"`);
});
