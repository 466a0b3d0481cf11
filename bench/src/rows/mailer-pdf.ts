import type { Invoice } from '@billwright/core';
import { invoicePdf } from '@billwright/mailer';
// The types name no class.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { invoiceOf } from './mailer-invoice.ts';
import { type CallTime, leastOf, timeCall } from './mailer-time.ts';

const [lines, calls, rounds] = [60, 10, 9];

export const mailerPdf: Row = {
  name: 'mailer/pdf',
  divides:
    'invoicePdf() of 60 lines ÷ the same lines written by pdfkit alone, in a standard font, without a layout',
  better: 'less',
  bar: 10,
  goal: 3,
  async measure() {
    const invoice = invoiceOf(lines);
    const times: { ours: CallTime; bare: CallTime }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const bare = await timeCall(() => repeated(() => barePdf(invoice)), calls);
      const ours = await timeCall(() => repeated(() => invoicePdf(invoice)), calls);
      // The first round warms both sides.
      if (round > 0) times.push({ ours, bare });
    }
    const least = leastOf(
      'invoicePdf()',
      times.map(({ ours }) => ours),
    );
    return {
      status: 'measured',
      ...spreadOf(times.map(({ ours, bare }) => ours.cpu / bare.cpu)),
      notes: [
        `an invoice of ${lines} lines takes ${(least.cpuNanoseconds / 1e6).toFixed(0)} ms of CPU, of 100 that it may take`,
      ],
      sides: [
        least,
        leastOf(
          'pdfkit alone',
          times.map(({ bare }) => bare),
        ),
      ],
    };
  },
};

async function repeated(body: () => Promise<unknown>): Promise<void> {
  for (let call = 0; call < calls; call += 1) await body();
}

/** The texts of the lines, one below the other. */
function barePdf({ content }: Invoice): Promise<number> {
  const document = new PDFDocument({ size: 'A4' });
  for (const { description, quantity, unitPrice, amount } of content.lines)
    document.text(`${description ?? ''} ${quantity} ${unitPrice} ${amount.amount}`);
  return new Promise((resolve) => {
    let bytes = 0;
    document.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
    });
    document.on('end', () => resolve(bytes));
    document.end();
  });
}
