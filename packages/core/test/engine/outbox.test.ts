import { describe, expect, test } from 'vitest';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
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
