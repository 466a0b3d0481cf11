import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../src/fonts/clean-text.ts';
import { fontSet } from '../src/fonts/font-set.ts';
import { runsOf } from '../src/fonts/runs.ts';
import { Typesetter } from '../src/fonts/typesetter.ts';
import { invoicePdf } from '../src/pdf/pdf-documents.ts';
import { issued, sampleDraft, swissDraft } from './support/samples.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '👩‍💻🎉',
    'שלום 12 עולם',
    'مرحبا (abc)',
    '中文',
    '\u202e123\u202c',
    'ﷺ',
    '\ud800',
    'a\u0300\u0301',
  ),
);

test('whatever is written in an invoice, it can be printed', async () => {
  const draft = sampleDraft();
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, async (name, note, description) => {
      const { content } = draft;
      const lines = content.lines.map((line) => ({ ...line, description }));
      const buyer = { ...content.buyer, name, contact: note };
      const invoice = { ...draft, content: { ...content, lines, buyer, note, purchaseOrder: name } };
      expect((await invoicePdf(invoice)).length).toBeGreaterThan(1000);
    }),
    { numRuns: 30 },
  );
});

test('whatever is written, a Swiss slip and an annex can be printed', async () => {
  const { content, ...draft } = issued(swissDraft());
  await fc.assert(
    fc.asyncProperty(anyText, anyText, anyText, async (name, street, text) => {
      const address = {
        lines: [street, `${street} 12`],
        postalCode: text,
        city: name,
        region: null,
        country: 'CH',
      };
      const buyer = { ...content.buyer, name, address };
      const invoice = { ...draft, content: { ...content, buyer, seller: { ...content.seller, name } } };
      const works = [{ date: '2026-03-02', time: text, text: name, agent: street, seconds: 61 }];
      const annex = content.lines.map(({ key }) => ({ key, explanation: text, works }));
      const bytes = await invoicePdf(invoice, { annex, imprint: [text], swissReference: () => text });
      expect(bytes.length).toBeGreaterThan(1000);
    }),
    { numRuns: 30 },
  );
});

test('lines are never wider than they may be, and nothing but spaces is lost between them', () => {
  const typesetter = new Typesetter(fontSet(null));
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
      fc.integer({ min: 40, max: 300 }),
      (text, width) => {
        const lines = typesetter.wrap(text, width, { size: 9, weight: 'regular' });
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
        const set = lines.map(({ runs }) => runs.map((run) => run.text).join('')).join('');
        expect(set.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
  );
});

const shown = (text: string) => runsOf(cleanText(text), fontSet(null).regular).map((run) => run.text);

test('words from right to left stand in their order, with numbers from left to right', () => {
  expect(shown('שלום 123 עולם').join('')).toBe('עולם 123 שלום');
  expect(shown('Kunde שלום עולם GmbH').join('')).toBe('Kunde עולם שלום GmbH');
  expect(shown('עולם (abc)').join('')).toBe('(abc) עולם');
});

test('what no font has is shown as such, and marks that turn text around are gone', () => {
  expect(shown('A🎉B').join('')).toBe('A\ufffdB');
  expect(shown('👩‍💻').join('')).toBe('\ufffd\ufffd');
  expect(cleanText('1\u202e00.1\u202c')).toBe('100.1');
});

test('a sign that its font places wrongly is shown by another one, and never ends in an exception', async () => {
  expect(shown('\u06a2')).toEqual(['\ufffd']);
  const draft = sampleDraft();
  const invoice = { ...draft, content: { ...draft.content, note: 'a\u06a2b \u0628\u06a2\u064e' } };
  expect((await invoicePdf(invoice)).length).toBeGreaterThan(1000);
});

test('every sign that a font has can be set, alone and before any mark', () => {
  const marks = ['\u0301', '\u05b8', '\u064e', '\u0651'];
  for (const face of fontSet(null).regular)
    for (let codePoint = 0x20; codePoint < 0xd800; codePoint += 1) {
      if (!face.has(codePoint)) continue;
      const character = String.fromCodePoint(codePoint);
      for (const mark of marks)
        for (const run of runsOf(character + mark, fontSet(null).regular))
          expect(run.face.widthOf(run.text)).toBeGreaterThanOrEqual(0);
    }
});
