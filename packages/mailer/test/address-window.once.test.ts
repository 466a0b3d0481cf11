import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { invoicePdf, type PdfOptions } from '../src/pdf/pdf-documents.ts';
import { issued, sampleDraft } from './support/samples.ts';

const mm = 72 / 25.4;
const inch = 72;

/** What the window of an envelope shows of a page, in points from its top left corner. */
const windows = {
  // DIN 5008, form B, in a DIN long envelope.
  a4: { left: 20 * mm, right: 105 * mm, top: 45 * mm, bottom: 90 * mm },
  // A #10 envelope with a window of 4.5 by 1.125 inches, half an inch from its foot, on a sheet folded in three.
  letter: { left: 0.875 * inch, right: 5.375 * inch, top: 1.9 * inch, bottom: 3.3 * inch },
} as const;

/** Where each text of the first page stands: its left, right, top and bottom. */
async function placesOf(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(1);
  const { height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const places = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [left, baseline] = [Number(item.transform[4]), height - Number(item.transform[5])];
    return [
      { text: item.str, left, right: left + item.width, top: baseline - item.height, bottom: baseline },
    ];
  });
  await task.destroy();
  return places;
}

const { buyer } = sampleDraft().content;
const lines = ['Gebäude C, Aufgang 3', 'Am Weißen Stein 7', 'Postfach 1234'];
const abroad = { lines, postalCode: '5020', city: 'Salzburg', region: null, country: 'AT' };
const long = {
  ...buyer,
  name: 'Käserei Böhm & Söhne, Vertrieb und Lager für Österreich KG',
  address: abroad,
};

test.each([
  ['a4', buyer],
  ['a4', long],
  ['letter', buyer],
  ['letter', long],
] as const)(
  'on %s, the whole address is seen in the window, and nothing else is: %#',
  async (format, party) => {
    const options: PdfOptions = { format };
    const places = await placesOf(await invoicePdf(issued(sampleDraft({ buyer: party })), options));
    const { left, right, top, bottom } = windows[format];
    const inside = places.filter(
      (place) => place.left >= left && place.right <= right && place.top >= top && place.bottom <= bottom,
    );
    const seen = inside.map(({ text }) => text).join(' ');
    const words = [party.name, ...(party.address?.lines ?? []), party.address?.city ?? '']
      .join(' ')
      .split(' ');
    for (const word of words) expect(seen).toContain(word);
    const touching = places.filter(
      (place) => place.left < right && place.right > left && place.top < bottom && place.bottom > top,
    );
    expect(touching.map(({ text }) => text)).toEqual(inside.map(({ text }) => text));
  },
);
