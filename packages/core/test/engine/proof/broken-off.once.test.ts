import { describe, expect, test } from 'vitest';
import type { Desk } from '../../../src/engine/desk.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { money } from '../../../src/money/money.ts';
import { fakeLedger } from '../../../src/testing/fake-ledger.ts';
import { faultyStorage, type StorageFault } from '../../../src/testing/faulty-storage.ts';
import { fixedClock } from '../../../src/testing/fixed-clock.ts';
import { violationsOf } from '../support/busy-desk.ts';
import { rowsOf } from '../support/desk.ts';
import { withDigestsAtOnce } from './digests-at-once.ts';
import { idsWithCommits } from './ids-with-commits.ts';
import { type Snapshot, storageWith } from './stored.ts';
import { billingDay, billingOver, march, tinyDesks } from './tiny-desk.ts';

/** A month at a desk: billed, issued, paid, and put right. Who calls it again gives the same keys. */
async function liveMonth(desk: Desk): Promise<void> {
  const batch = await desk.batches.save(march);
  await desk.batches.issue(batch.id);
  const { items } = await desk.batches.customers(batch.id);
  const [acme = '', globex = ''] = items.flatMap(({ invoiceIds }) => invoiceIds);
  await desk.payments.record(
    { customerId: 'globex', amount: money('100.00', 'EUR'), on: '2026-04-01' },
    { key: 'the payment' },
  );
  await desk.invoices.void(acme, { key: 'the void' });
  const credit = { reason: 'a courtesy', amount: money('10.00', 'EUR') };
  await desk.invoices.credit(globex, credit, { key: 'the credit note' });
  const again = await desk.batches.save({ ...march, key: 'what was voided' });
  await desk.batches.issue(again.id);
}

const deskOver = (storage: Storage, ids: ReturnType<typeof idsWithCommits>['ids']): Desk =>
  billingOver({
    storage,
    ids,
    clock: fixedClock(billingDay),
    ledger: fakeLedger({ id: 'ledger' }),
  }).forTenant('desk');

/** Lives the month over a storage that fails at one call, then again over one that doesn't. */
async function liveBroken(snapshot: Snapshot, fault: StorageFault | null) {
  const { storage, ids } = idsWithCommits(await storageWith(snapshot));
  const breaking = faultyStorage(storage, fault);
  let isBroken = false;
  await liveMonth(deskOver(breaking, ids)).catch(() => {
    isBroken = true;
  });
  const desk = deskOver(storage, ids);
  if (isBroken) await liveMonth(desk);
  return { desk, isBroken, calls: breaking.calls(), rows: JSON.stringify(await rowsOf(storage)) };
}

describe.each(['before', 'after'] as const)('a storage that fails %s it did what it was asked', (when) => {
  test('I14: a month that is broken off at any call and lived again by its keys ends byte for byte as an undisturbed one', async () => {
    await withDigestsAtOnce(async () => {
      const { worked } = await tinyDesks();
      const undisturbed = await liveBroken(worked, null);
      expect(undisturbed.isBroken).toBe(false);
      expect(await violationsOf(undisturbed.desk)).toEqual([]);
      expect(undisturbed.calls).toBeGreaterThan(300);
      for (let at = 1; at <= undisturbed.calls; at += 1) {
        const broken = await liveBroken(worked, { at, when });
        expect({ at, isBroken: broken.isBroken }).toEqual({ at, isBroken: true });
        expect(broken.rows === undisturbed.rows, `broken off at call ${at}`).toBe(true);
      }
    });
  }, 120_000);
});
