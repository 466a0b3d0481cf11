import type { LedgerDocument } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { documentOf, invoiceOf, lineOf } from '../../accounting-common/test/support/documents.ts';
import type { FakeXeroFault } from '../src/testing/fake-fault.ts';
import { asRows } from '../src/testing/fake-row.ts';
import { type Connected, connected } from './support/connected.ts';

const first = documentOf(invoiceOf(1));
// Another line of the same total, so that the total tells nothing.
const second = documentOf({ ...invoiceOf(1, { lines: [lineOf('Onboarding', '100.00')] }), revision: 2 });

/** What became of the first revision before somebody took the invoice back and issued it anew. */
const before = {
  'was refused': { kind: 'refused' },
  'never got there': { kind: 'unreached' },
  'came through unseen': { kind: 'lost' },
} as const satisfies Record<string, FakeXeroFault>;

/** What somebody does in Xero to the copy whenever the answer about the second revision is lost. */
const meanwhile = {
  'nothing happens to it': () => undefined,
  'it is paid in part': ({ organisation }: Connected) => {
    const row = organisation.books.rows('Invoices').find(({ Status }) => Status === 'AUTHORISED');
    if (row !== undefined) organisation.enterPayment({ invoiceId: String(row['InvoiceID']), amount: 10 });
  },
} as const;

/** Each of the next calls goes well, never gets there, or comes through unseen. */
const faults = [null, { kind: 'unreached' }, { kind: 'lost' }] as const satisfies (FakeXeroFault | null)[];
const schedules = faults.flatMap((a) => faults.flatMap((b) => faults.map((c) => [a, b, c])));

describe.each(Object.entries(before))('the first revision %s', (_, fault) => {
  test.each(Object.entries(meanwhile))(
    'and %s: whatever answers of the second are lost, there is one copy, and a finding just when it is of the first',
    async (__, happen) => {
      for (const schedule of schedules) {
        let coming: (FakeXeroFault | null)[] = [];
        const world = await connected({ faults: () => coming.shift() ?? null });
        const { connector, context, organisation, clock } = world;
        // What it names is known.
        await connector.export(documentOf(invoiceOf(2)), context);
        organisation.books.put('Invoices', { ...organisation.books.rows('Invoices')[0], Status: 'DELETED' });
        coming = [fault];
        await connector.export(first, context).catch(() => null);
        clock.advance(600);
        coming = [...schedule];
        const externalId = await asEngine(world, second, () => happen(world));
        const rows = organisation.books.rows('Invoices').filter(({ Status }) => Status !== 'DELETED');
        const copies = rows.map(({ InvoiceID, LineItems }) => ({
          externalId: `${organisation.organisationId}/Invoice/${String(InvoiceID)}`,
          lines: asRows(LineItems).map(({ Description }) => Description),
        }));
        const finding = await connector.finding(context, 'inv_1');
        expect({ schedule, copies }).toEqual({
          schedule,
          copies: [{ externalId, lines: [finding === null ? 'Onboarding' : 'setup'] }],
        });
      }
    },
  );
});

/**
 * Exports as the engine does: what nobody knows is looked up ten minutes later, and exported when it is not there. Gives
 * the id of the copy.
 */
async function asEngine(
  { connector, context, clock }: Connected,
  document: LedgerDocument,
  whenLost: () => void,
): Promise<string | null> {
  let isUnknown = false;
  for (let attempt = 1; attempt < 20; attempt += 1) {
    try {
      const found = isUnknown ? await connector.find(document, context) : null;
      if (found !== null) return found.externalId;
      isUnknown = false;
      const outcome = await connector.export({ ...document, attempt }, context);
      if (outcome.status === 'confirmed') return outcome.externalId;
    } catch {
      isUnknown = true;
      whenLost();
    }
    clock.advance(600);
  }
  return null;
}
