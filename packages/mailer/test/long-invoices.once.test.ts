import { formatMoney, formatNumber, type Invoice } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { invoicePdf } from '../src/pdf/pdf-documents.ts';
import { plain, readPdf } from './support/read-pdf.ts';
import { issued, manyLines, sampleDraft } from './support/samples.ts';

describe('an invoice of many lines', () => {
  test.each([1, 60, 2000])(
    'of %i: every line has its own quantity, price and amount, in order',
    async (count) => {
      const invoice = issued(sampleDraft({ lines: manyLines(count) }));
      const { pages } = await readPdf(await invoicePdf(invoice));
      const rows = pages.flat().filter((line) => /^\d+ .* Std\. /.test(plain(line)));
      const figures = invoice.content.lines.map(({ quantity, unitPrice, amount }, index) => [
        String(index + 1),
        ...[quantity, unitPrice, amount.amount].map((figure) => plain(formatNumber(figure, 'de'))),
      ]);
      expect(
        rows.map((line) =>
          /^(\d+) .* ([\d.,]+) Std\. ([\d.,]+) (?:\d+ % )?([\d.,]+)$/.exec(plain(line))?.slice(1),
        ),
      ).toEqual(figures);
    },
  );

  test.each([1, 60, 2000])(
    'of %i: every page repeats the header, and carries the sum to the next',
    async (count) => {
      const invoice = issued(sampleDraft({ lines: manyLines(count) }));
      const { pages } = await readPdf(await invoicePdf(invoice));
      const printed = pages.flat();
      expect(printed.filter((line) => /T-\d+/.test(line))).toHaveLength(count);
      const withLines = pages.filter((lines) => lines.some((line) => /T-\d+/.test(line)));
      for (const lines of withLines) expect(lines.filter((line) => line.startsWith('Pos. ')).length).toBe(1);
      const sumOf = (lines: readonly string[], label: string) =>
        lines.map((line) => line.match(new RegExp(`^${label} ([\\d.,]+)$`))?.[1]).find(Boolean);
      const sums = runningSums(invoice);
      for (const [index, lines] of withLines.slice(0, -1).entries()) {
        const forward = sumOf(lines, 'Übertrag');
        expect(sums).toContain(forward);
        expect(sumOf(withLines[index + 1] ?? [], 'Übertrag von der vorigen Seite')).toBe(forward);
      }
      for (const [index, lines] of pages.entries())
        expect(lines.join('\n')).toContain(`Seite ${index + 1} von ${pages.length}`);
      expect(plain(printed.join(' '))).toContain(plain(formatMoney(invoice.content.totals.total, 'de')));
    },
  );

  test('never leaves the totals on a page without a line', async () => {
    for (let count = 8; count < 34; count += 1) {
      const { pages } = await readPdf(await invoicePdf(sampleDraft({ lines: manyLines(count) })));
      const page = pages.find((lines) => lines.some((line) => line.startsWith('Gesamtbetrag')));
      expect(page?.some((line) => /T-\d+/.test(line))).toBe(true);
    }
  });

  test('goes on with a line that is longer than a page', async () => {
    const [line] = manyLines(1);
    const description = Array.from({ length: 200 }, (_, index) => `Absatz ${index}`).join('\n');
    const lines = line === undefined ? [] : [{ ...line, description }];
    const { pages } = await readPdf(await invoicePdf(sampleDraft({ lines })));
    expect(pages.flat().filter((text) => text.includes('Absatz ')).length).toBe(200);
  });
});

/** The sum after each line, in cents that no float touches. */
function runningSums({ content }: Invoice): readonly string[] {
  let cents = 0n;
  return content.lines.map(({ amount }) => {
    cents += BigInt(amount.amount.replace('.', ''));
    const text = cents.toString().padStart(3, '0');
    return formatNumber(`${text.slice(0, -2)}.${text.slice(-2)}`, 'de');
  });
}
