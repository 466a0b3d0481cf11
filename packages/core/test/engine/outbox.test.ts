import { describe, expect, test } from 'vitest';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
import type { ExportOutcome } from '../../src/ports/accounting.ts';
import { createBilling } from '../../src/engine/create-billing.ts';
import { faultyStorage } from '../../src/testing/faulty-storage.ts';
import { ledgerDesk } from './support/ledger-desk.ts';

/** The fault of the first so many calls of a method; none afterwards. */
function first(count: number, fault: FakeFault, method = 'export') {
  let seen = 0;
  return (call: { readonly method: string }): FakeFault | null => {
    if (call.method !== method || seen >= count) return null;
    seen += 1;
    return fault;
  };
}

const faults: readonly FakeFault[] = [
  { kind: 'unreached' },
  { kind: 'lost' },
  { kind: 'late', seconds: 30 },
  { kind: 'late', seconds: 590 },
  { kind: 'silent', seconds: null },
  { kind: 'silent', seconds: 0 },
  { kind: 'silent', seconds: 500 },
  { kind: 'limited' },
];

describe('I17: one document in the ledger for each issued invoice', () => {
  test('when nothing goes wrong, within one dispatch', async () => {
    const { ledger, desk, issued, billing } = await ledgerDesk();
    await issued('inv_1');
    expect(await billing.dispatch()).toMatchObject({ done: 1, waiting: 0 });
    expect(ledger.documents()).toMatchObject([{ invoiceId: 'inv_1', number: 'INV-00001', revision: 1 }]);
    const invoice = await desk.invoices.get('inv_1');
    expect(invoice?.ledgers['fake-ledger']).toMatchObject({ state: 'confirmed', externalId: 'doc_1' });
    expect(await billing.dispatch()).toMatchObject({ done: 0 });
  });

  test.each(faults.flatMap((fault) => [1, 3].map((times) => ({ ...fault, times }))))(
    'when calls are $kind ($seconds s), $times times, and the ledger knows no keys',
    async ({ times, ...fault }) => {
      const { ledger, desk, issued, work } = await ledgerDesk({
        ledger: { keepsKeysForSeconds: 0, faults: first(times, fault) },
      });
      await issued('inv_1');
      await issued('inv_2');
      await work(240);
      expect(
        ledger
          .documents()
          .map(({ invoiceId }) => invoiceId)
          .toSorted(),
      ).toEqual(['inv_1', 'inv_2']);
      for (const id of ['inv_1', 'inv_2'])
        expect((await desk.invoices.get(id))?.ledgers['fake-ledger']?.state).toBe('confirmed');
      expect((await desk.outbox.list({ state: 'done' })).items).toHaveLength(2);
    },
  );
});

describe('a storage that fails', () => {
  test.each(['before', 'after'] as const)(
    'I17, I18: %s any one of its calls leaves one document in the ledger, and the message done',
    async (when) => {
      for (let at = 1, isReached = true; isReached; at += 1) {
        const { storage, ledger, clock, desk, issued } = await ledgerDesk({
          ledger: { keepsKeysForSeconds: 0 },
        });
        await issued('inv_1');
        const faulty = faultyStorage(storage, { at, when });
        const billing = createBilling({ storage: faulty, accounting: [ledger], clock });
        await billing.dispatch({ kinds: ['export'] });
        isReached = faulty.calls() >= at;
        for (let quarters = 0; quarters < 4; quarters += 1) {
          clock.advance(900);
          await billing.dispatch({ kinds: ['export'] });
        }
        expect(ledger.documents()).toHaveLength(1);
        expect((await desk.outbox.list({ invoiceId: 'inv_1' })).items).toMatchObject([{ state: 'done' }]);
      }
    },
  );

  test('that can not be reached fails the dispatch of nobody else, and says so', async () => {
    const { storage, ledger, clock, issued } = await ledgerDesk();
    await issued('inv_1');
    const billing = createBilling({
      storage: faultyStorage(storage, { at: 1, when: 'before' }),
      accounting: [ledger],
      clock,
    });
    expect(await billing.dispatch()).toMatchObject({ failed: 1, done: 0 });
    expect(await billing.dispatch()).toMatchObject({ failed: 0, done: 1 });
  });
});

test('I19: a worker whose time ran out while it slept writes nothing over what came since', async () => {
  const { storage, ledger, clock, desk, issued, work } = await ledgerDesk();
  await issued('inv_1');
  let resolve: (outcome: ExportOutcome) => void = () => null;
  const answer = new Promise<ExportOutcome>((given) => {
    resolve = given;
  });
  const sleeper = createBilling({
    storage,
    accounting: [{ ...ledger, export: () => answer }],
    // None of its timers rings: it sleeps.
    clock: { now: () => clock.now(), after: () => () => null },
  });
  const sleeping = sleeper.dispatch({ kinds: ['export'] });
  while ((await desk.outbox.list({ state: 'uncertain' })).items.length === 0) await Promise.resolve();
  await work(15);
  expect((await desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('confirmed');
  resolve({ status: 'rejected', reason: 'I have slept' });
  expect(await sleeping).toMatchObject({ overtaken: 1, dead: 0 });
  expect((await desk.invoices.get('inv_1'))?.ledgers['fake-ledger']?.state).toBe('confirmed');
  expect(ledger.documents()).toHaveLength(1);
});
