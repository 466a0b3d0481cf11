import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Invoice } from '@billwright/core';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { epcCode } from '../src/paper/epc-code.ts';
import { invoicePdf, reminderPdf } from '../src/pdf/pdf-documents.ts';
import { type Picture, pictureOf } from './support/picture-of.ts';
import {
  annexTo,
  coveredLine,
  creditNoteOf,
  issued,
  manyLines,
  sampleDraft,
  swissDraft,
} from './support/samples.ts';
import {
  britishDraft,
  britishImprint,
  britishWorks,
  frenchDraft,
  frenchImprint,
  frenchWorks,
  linesAbroad,
} from './support/samples-abroad.ts';

const short = issued(sampleDraft());
const discounts = [{ id: 'loyal', description: 'Treuerabatt 5 %', percent: '5' }];
const rich = sampleDraft({ discounts, note: 'Vielen Dank für Ihren Auftrag.' });
const richLines = [...rich.content.lines, coveredLine];
const swiss = issued(swissDraft());
const severalLines = sampleDraft().content.lines.slice(0, 2);
const settled = {
  ...issued(sampleDraft({ lines: severalLines })),
  paid: { amount: '226.89', currency: 'EUR' },
  credited: { amount: '100.00', currency: 'EUR' },
};
const taxes = [
  {
    id: 'vat',
    name: 'Reverse Charge',
    percent: '0',
    exemption: 'Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG)',
    category: 'AE' as const,
  },
  { id: 'reduced', name: 'USt 7 %', percent: '7' },
];

const english = issued(britishDraft());
const englishLong = issued(britishDraft({ lines: linesAbroad(60, britishWorks, 'GBP') }));
const inEnglish = { imprint: britishImprint };
const french = issued(frenchDraft());
const frenchLong = issued(frenchDraft({ lines: linesAbroad(60, frenchWorks, 'EUR') }));
const inFrench = { imprint: frenchImprint };
const overdue = (invoice: Invoice) => ({ invoice, daysOverdue: 14, open: invoice.content.totals.total });

/** The documents that are looked at, and the page of each. */
const documents: Readonly<Record<string, readonly [pdf: () => Promise<Uint8Array>, page: number]>> = {
  'invoice-short': [() => invoicePdf(short), 1],
  'invoice-rich': [() => invoicePdf(issued({ ...rich, content: { ...rich.content, lines: richLines } })), 1],
  'invoice-long-first': [() => invoicePdf(issued(sampleDraft({ lines: manyLines(60) }))), 1],
  'invoice-long-last': [() => invoicePdf(issued(sampleDraft({ lines: manyLines(60) }))), 4],
  'credit-note': [() => invoicePdf(creditNoteOf(short)), 1],
  'invoice-taxes': [
    () =>
      invoicePdf(issued(sampleDraft({ taxCodes: taxes })), {
        imprint: ['Amtsgericht Hamburg HRB 123456', 'Sitz der Gesellschaft: Hamburg'],
      }),
    1,
  ],
  'invoice-settled': [() => invoicePdf(settled), 1],
  'invoice-english': [() => invoicePdf(english, inEnglish), 1],
  'invoice-english-first': [() => invoicePdf(englishLong, inEnglish), 1],
  'invoice-english-last': [() => invoicePdf(englishLong, inEnglish), 4],
  'credit-note-english': [() => invoicePdf(creditNoteOf(english, 'Billed twice'), inEnglish), 1],
  'reminder-english': [() => reminderPdf(overdue(english), inEnglish), 1],
  'invoice-french': [() => invoicePdf(french, inFrench), 1],
  'invoice-french-first': [() => invoicePdf(frenchLong, inFrench), 1],
  'invoice-french-last': [() => invoicePdf(frenchLong, inFrench), 4],
  'credit-note-french': [() => invoicePdf(creditNoteOf(french, 'Facturé deux fois'), inFrench), 1],
  'reminder-french': [() => reminderPdf(overdue(french), inFrench), 1],
  'invoice-letter': [() => invoicePdf(issued(sampleDraft({ language: 'en' })), { format: 'letter' }), 1],
  annex: [() => invoicePdf(short, { annex: annexTo(short) }), 2],
  'swiss-bill': [() => invoicePdf(swiss), 1],
  'swiss-bill-blank': [
    () => invoicePdf(issued(swissDraft({ language: 'fr', buyer: { name: 'Acme' }, note: 'Merci.' }))),
    2,
  ],
  reminder: [() => reminderPdf(overdue(short)), 1],
};

/** Set to a folder, the pictures are written there, and what they are compared with is written anew. */
const writeTo = process.env['WRITE_PICTURES'];

const columns = 60;
const rows = 85;

/** How dark each field of a page is, from 0 to 9: text and rules leave a mark, and nobody's way to smooth them does. */
function darknessOf({ width, height, data }: Picture): readonly (readonly number[])[] {
  const sums = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const row = sums[Math.floor((y * rows) / height)] ?? [];
      const column = Math.floor((x * columns) / width);
      row[column] = (row[column] ?? 0) + 255 - (data[(y * width + x) * 4] ?? 255);
    }
  const most = ((width * height) / rows / columns) * 255;
  return sums.map((row) => row.map((sum) => Math.min(9, Math.ceil((sum / most) * 18))));
}

const linesOf = (fields: readonly (readonly number[])[]): string =>
  `${fields.map((row) => row.join('').replaceAll('0', ' ').trimEnd()).join('\n')}\n`;

const fieldsOf = (text: string): readonly (readonly number[])[] =>
  text.split('\n').map((line) => Array.from(line.padEnd(columns), Number));

/** How many fields differ by more than one. */
const differencesOf = (one: readonly (readonly number[])[], other: readonly (readonly number[])[]): number =>
  one.flatMap((row, y) => row.filter((field, x) => Math.abs(field - (other[y]?.[x] ?? 0)) > 1)).length;

describe('pages look as they did when people last looked at them', () => {
  test.each(Object.entries(documents))('%s', async (name, [pdf, page]) => {
    const picture = await pictureOf(await pdf(), page, 1.1);
    const fields = darknessOf(picture);
    const file = resolve(import.meta.dirname, `pictures/${name}.txt`);
    if (writeTo !== undefined) {
      writeFileSync(resolve(writeTo, `${name}.png`), picture.png);
      writeFileSync(file, linesOf(fields));
    }
    expect(existsSync(file)).toBe(true);
    const differences = differencesOf(fields, fieldsOf(readFileSync(file, 'utf8')));
    expect(differences).toBeLessThan((rows * columns) / 100);
  });

  test('another document does not pass for it', async () => {
    const fields = darknessOf(await pictureOf(await invoicePdf(short, { format: 'letter' }), 1, 1.1));
    const stored = fieldsOf(readFileSync(resolve(import.meta.dirname, 'pictures/invoice-short.txt'), 'utf8'));
    expect(differencesOf(fields, stored)).toBeGreaterThan((rows * columns) / 50);
  });
});

describe('the code for banking apps', () => {
  test('is read from the painted page, and says whom to pay, how much, and what for', async () => {
    const { data, width, height } = await pictureOf(await invoicePdf(short), 1, 2);
    const lines = ['BCD', '002', '1', 'SCT', 'COBADEFFXXX', 'Nordlicht IT-Service GmbH'];
    expect(jsQR(data, width, height)?.data.split('\n')).toEqual([
      ...lines,
      'DE89370400440532013000',
      'EUR652.89',
      '',
      '',
      'RE-2026-00042',
    ]);
  });

  test('is left out where it could not tell the transfer', () => {
    const account = { holder: null, bank: null, account: 'DE89370400440532013000', routing: null };
    const transfer = { account, holder: 'Desk', amount: { amount: '1.00', currency: 'EUR' }, reference: 'R' };
    expect(epcCode(transfer)).toContain('EUR1.00');
    expect(epcCode({ ...transfer, amount: { amount: '1.00', currency: 'CHF' } })).toBeNull();
    expect(epcCode({ ...transfer, amount: { amount: '0.00', currency: 'EUR' } })).toBeNull();
    expect(epcCode({ ...transfer, amount: { amount: '1000000000.00', currency: 'EUR' } })).toBeNull();
    expect(epcCode({ ...transfer, account: { ...account, account: 'DE88370400440532013000' } })).toBeNull();
    expect(
      epcCode({ ...transfer, holder: 'A\nB', reference: 'x\r\ny'.repeat(99) })?.split('\n'),
    ).toHaveLength(11);
  });
});
