import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileCoverage } from './coverage.ts';
import { invoiceHtml } from './invoice-html.ts';
import type { InvoiceDocument } from './invoice-document.ts';

/** Writes each invoice as JSON and as HTML. Files of the same name are replaced, others are left alone. */
export async function writeInvoice(folder: string, invoice: InvoiceDocument): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { number, customer, currency } = invoice;
  const path = join(folder, [number, customer.id, currency].map(fileName).join('-'));
  await writeFile(`${path}.json`, toJson(invoice));
  await writeFile(`${path}.html`, invoiceHtml(invoice));
}

/** Writes what became of each row of the file. */
export async function writeCoverage(folder: string, coverage: FileCoverage): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'coverage.json'), toJson(coverage));
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Ids may be any text; a file name may not. */
const fileName = (text: string): string => text.replaceAll(/[^\p{Letter}\p{Number}_-]/gu, '_');
