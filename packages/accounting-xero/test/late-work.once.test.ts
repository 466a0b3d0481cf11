import { expect, test } from 'vitest';
import { setupLine } from '../../accounting-common/test/support/ledger-desk.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { asRows } from '../src/testing/fake-row.ts';
import { xeroDesk } from './support/xero-desk.ts';

/** What becomes of late work when one of all calls goes wrong. */
interface LateWork {
  readonly fault: FakeXeroFault;
  /** How many calls go well before. */
  readonly after: number;
  /** How long after the invoice was exported it is reopened. */
  readonly minutes: number;
}

/**
 * An invoice is issued and copied; then work arrives late, so it is reopened, gets a line and a note more, and is issued
 * anew. Gives what came of it, and whether a call went wrong at all.
 */
async function withLateWork({ fault, after, minutes }: LateWork) {
  let calls = 0;
  const world = await xeroDesk({
    faults() {
      calls += 1;
      return calls === after + 1 ? fault : null;
    },
  });
  const { desk, organisation, connector, work, idOf } = world;
  const row = () => organisation.books.rows('Invoices')[0] ?? {};
  const linesOf = ({ LineItems }: ReturnType<typeof row>) => asRows(LineItems);
  const lines = [setupLine('100.00'), setupLine('50.00', 'training')];
  await desk.invoices.draft({ id: 'inv_1', customerId: 'acme', lines });
  await desk.invoices.issue('inv_1');
  await desk.invoices.export('inv_1');
  await work(minutes);
  const first = row();
  await desk.invoices.reopen('inv_1');
  const note = 'With the work of Friday';
  await desk.invoices.edit('inv_1', { addLines: [setupLine('25.00', 'late')], note });
  const { ledgers } = await desk.invoices.issue('inv_1');
  if (ledgers['xero']?.state === 'stale') await desk.invoices.export('inv_1');
  await work(60);

  const copy = (await desk.invoices.get('inv_1'))?.ledgers['xero'];
  const sameLines = linesOf(row()).filter(({ LineItemID }) =>
    linesOf(first).some((line) => line['LineItemID'] === LineItemID),
  );
  const { Status, InvoiceNumber, Total, InvoiceID } = row();
  return {
    wasMet: calls > after,
    came: {
      copies: organisation.books.rows('Invoices').length,
      document: { Status, InvoiceNumber, Total },
      isSame: [first['InvoiceID'] ?? InvoiceID, await idOf('inv_1')].every((id) => id === InvoiceID),
      lines: linesOf(row()).map(({ LineAmount }) => LineAmount ?? 0),
      linesKept: sameLines.length - linesOf(first).length,
      copy: { state: copy?.state, revision: copy?.revision },
      finding: await connector.finding(desk.ledgers.context('xero'), 'inv_1'),
      dead: (await desk.outbox.list({ state: 'dead' })).items.length,
    },
  };
}

const inLine = {
  copies: 1,
  document: { Status: 'AUTHORISED', InvoiceNumber: 'INV-00001', Total: 208.25 },
  isSame: true,
  lines: [100, 50, 25, 0],
  linesKept: 0,
  copy: { state: 'confirmed', revision: 2 },
  finding: null,
  dead: 0,
};

test.each([
  ['never gets there', 30, { kind: 'unreached' }],
  ['never gets there', 0, { kind: 'unreached' }],
  ['comes through unseen', 30, { kind: 'lost' }],
  ['comes through unseen', 0, { kind: 'lost' }],
] as const)(
  'work that arrives late is in the one copy, which keeps its lines, whichever call %s; reopened after %i minutes',
  async (_, minutes, fault) => {
    for (let after = 0; ; after += 1) {
      const { wasMet, came } = await withLateWork({ fault, after, minutes });
      expect({ after, ...came }).toEqual({ after, ...inLine });
      if (wasMet) continue;
      // Contacts are looked for and created; the invoice is created, looked up, and changed.
      expect(after).toBeGreaterThanOrEqual(4);
      return;
    }
  },
);
