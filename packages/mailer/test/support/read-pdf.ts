import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface ReadPdf {
  /** The lines of each page from top to bottom, each from left to right. */
  readonly pages: readonly (readonly string[])[];
  readonly title: unknown;
  readonly language: unknown;
}

/** Reads a PDF with a library that had no part in writing it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const facts = new Map(Object.entries(info));
  const pages: string[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    const rows = new Map<number, { x: number; text: string }[]>();
    for (const item of content.items) {
      if (!('str' in item) || item.str === '') continue;
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
      const row = Math.round(y * 2);
      rows.set(row, [...(rows.get(row) ?? []), { x, text: item.str }]);
    }
    const lines = [...rows]
      .toSorted(([one], [other]) => other - one)
      .map(([, parts]) => parts.toSorted((one, other) => one.x - other.x).map(({ text }) => text));
    pages.push(
      lines.map((parts) => parts.join(' ').replaceAll(/\s+/gu, ' ').trim()).filter((line) => line !== ''),
    );
  }
  await task.destroy();
  return { pages, title: facts.get('Title'), language: facts.get('Language') };
}

/** A text without what tells a minus from a hyphen and one space from another. */
export const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').replaceAll('-', '−');
