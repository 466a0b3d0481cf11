import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Invoice, manualInvoice, manualLine } from '@billwright/core';
import { connectorMemory } from '@billwright/core/conformance';
import { fileLedger } from './file-ledger.ts';

const draft = manualInvoice({
  id: 'inv_1',
  customerId: 'acme',
  currency: 'EUR',
  terms: { days: 14 },
  seller: { name: 'Billwright Services' },
  buyer: { name: 'Acme' },
  lines: [
    manualLine({
      id: 'setup',
      description: 'Setup',
      unitPrice: '80.00',
      currency: 'EUR',
      from: '2026-03-02',
    }),
  ],
});
const invoice: Invoice = {
  ...draft,
  settlement: 'issued',
  issued: {
    series: 'INV',
    sequence: 1,
    number: 'INV-00001',
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
    dueOn: '2026-04-15',
  },
};

const folder = await mkdtemp(join(tmpdir(), 'books-'));
await mkdir(join(folder, 'desk'));
const ledger = fileLedger({ folder });
const context = { tenantId: 'desk', memory: connectorMemory() };
const document = { key: 'desk-inv_1-1', attempt: 1, invoice, externalId: null, creditsExternalId: null };

// Twice, as it happens when nobody knows what became of the first call.
for (const attempt of [1, 2]) {
  console.log(JSON.stringify(await ledger.export({ ...document, attempt }, context)));
}
console.log((await readFile(join(folder, 'desk', 'documents.jsonl'), 'utf8')).trim());
