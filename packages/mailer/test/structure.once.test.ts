import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { invoicePaper } from '../src/paper/invoice-paper.ts';
import { invoicePdf, reminderPdf } from '../src/pdf/pdf-documents.ts';
import {
  annexTo,
  coveredLine,
  creditNoteOf,
  issued,
  manyLines,
  sampleDraft,
  swissDraft,
} from './support/samples.ts';

/** An element of a document as a screen reader comes upon it: its role, its text, and what is inside. */
interface Element {
  readonly role: string;
  readonly alt: string | null;
  readonly text: string;
  readonly children: readonly Element[];
}

interface TreeNode {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly TreeNode[];
}

/** The structure of each page, as another library reads it, and the text that is in no element. */
async function heard(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: { readonly elements: readonly Element[]; readonly unheard: readonly string[] }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const unheard: string[] = [];
    const open: (string | null)[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = open.findLast((each) => each !== null) ?? null;
        if (id === null) unheard.push(item.str);
        else texts.set(id, (texts.get(id) ?? '') + item.str);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? null);
    }
    const elementOf = (node: TreeNode): Element => {
      const children = node.children ?? [];
      return {
        role: node.role ?? '',
        alt: node.alt ?? null,
        text: children.map(({ type, id = '' }) => (type === 'content' ? (texts.get(id) ?? '') : '')).join(''),
        children: children.filter(({ type }) => type === undefined).map(elementOf),
      };
    };
    const tree: TreeNode = (await page.getStructTree()) ?? {};
    pages.push({ elements: elementOf(tree).children, unheard: unheard.filter((text) => text.trim() !== '') });
  }
  await task.destroy();
  return { pages };
}

const all = (elements: readonly Element[]): readonly Element[] =>
  elements.flatMap((element) => [element, ...all(element.children)]);

const textOf = (element: Element): string =>
  [element.text, ...element.children.map(textOf)]
    .filter((text) => text !== '')
    .join(' ')
    .replaceAll('\u00a0', ' ');

const short = issued(sampleDraft());
const withCovered = issued({
  ...short,
  issued: null,
  settlement: 'draft',
  content: { ...short.content, lines: [...short.content.lines, coveredLine] },
});

describe('a document for those who listen to it', () => {
  test('is heard in the order in which it is meant: who, to whom, what, how much, where to pay', async () => {
    const bytes = await invoicePdf(short);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Marked true');
    const { pages } = await heard(bytes);
    const spoken = pages
      .flatMap(({ elements }) => all(elements))
      .map(textOf)
      .join('\n');
    const parts = [
      'Nordlicht IT-Service GmbH',
      'Käserei Böhm & Söhne KG',
      'Rechnungsnummer',
      'Rechnung RE-2026-00042',
      'Beschreibung',
      'Server migriert',
      'Nettobetrag',
      'Gesamtbetrag',
      'Steuern nach Sätzen',
      'Bitte zahlen Sie',
      'Verwendungszweck',
      'Steuernummer 22/123/45678',
    ];
    const places = parts.map((part) => spoken.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test('has one first heading, and further ones for what comes below it', async () => {
    const { pages } = await heard(await invoicePdf(withCovered));
    const headings = pages
      .flatMap(({ elements }) => all(elements))
      .filter(({ role }) => /^H\d$/.test(role))
      .map((element) => `${element.role} ${textOf(element)}`);
    expect(headings).toEqual([
      'H1 Rechnung RE-2026-00042',
      'H2 Steuern nach Sätzen',
      'H2 Leistungen ohne weitere Berechnung',
    ]);
  });

  test('has tables whose rows are rows, and whose cells are as many as their heads', async () => {
    const bytes = await invoicePdf(short);
    const scopesOf = (kind: string) =>
      Buffer.from(bytes).toString('latin1').split(`/Scope /${kind}`).length - 1;
    expect([scopesOf('Column'), scopesOf('Row')]).toEqual([11, 3]);
    const { pages } = await heard(bytes);
    const tables = pages.flatMap(({ elements }) => all(elements)).filter(({ role }) => role === 'Table');
    const shapes = tables.map(({ children }) =>
      children.map((row) => `${row.role} ${row.children.map(({ role }) => role).join(' ')}`),
    );
    expect(shapes).toEqual([
      ['TR TH TH TH TH TH TH', ...Array.from({ length: 3 }, () => 'TR TD TD TD TD TD TD')],
      ['TR TH TD', 'TR TH TD', 'TR TH TD'],
      ['TR TH TH TH TH TH', 'TR TD TD TD TD TD', 'TR TD TD TD TD TD'],
    ]);
  });

  test('tells what a code or a logo shows', async () => {
    const logo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    for (const [bytes, alts] of [
      [await invoicePdf(short, { logo }), ['Nordlicht IT-Service GmbH', 'Zahlen per Code']],
      [await invoicePdf(issued(swissDraft())), ['Swiss QR Code mit den Angaben dieses Zahlteils']],
    ] as const) {
      const { pages } = await heard(bytes);
      const figures = pages.flatMap(({ elements }) => all(elements)).filter(({ role }) => role === 'Figure');
      expect(figures.map(({ alt }) => alt)).toEqual(alts);
    }
  });

  test.each([
    ['an invoice over pages, with its annex', issued(sampleDraft({ lines: manyLines(30) }))],
    ['a Swiss invoice', issued(swissDraft())],
    ['a credit note', creditNoteOf(short)],
  ])('leaves nothing unheard but what is repeated on each page: %s', async (_, invoice) => {
    const annex = invoice.kind === 'invoice' ? annexTo(invoice) : [];
    const { pages } = await heard(await invoicePdf(invoice, { annex }));
    const { footer, title, letterhead, blocks } = invoicePaper(invoice, { annex });
    const tables = blocks.filter((block) => block.kind === 'table');
    const repeated = [
      ...footer.flat(),
      ...pages.map((__, index) => `Seite ${index + 1} von ${pages.length}`),
      `${letterhead} · ${title}`,
      ...tables.flatMap(({ columns, carried, rows }) => [
        ...columns.map((column) => column.title),
        carried?.forward,
        carried?.brought,
        ...rows.map((row) => row.carried),
      ]),
    ]
      .join(' ')
      .replaceAll('\u00a0', ' ');
    for (const { unheard, elements } of pages) {
      for (const text of unheard) expect(repeated).toContain(text.replaceAll('\u00a0', ' ').trim());
      expect(all(elements).length).toBeGreaterThan(2);
    }
  });

  test('is found out when a part of it is not heard', async () => {
    const { pages } = await heard(
      await reminderPdf({ invoice: short, daysOverdue: 5, open: short.content.totals.total }),
    );
    const spoken = pages
      .flatMap(({ elements }) => all(elements))
      .map(textOf)
      .join(' ');
    expect(spoken).toContain('war vor 5 Tagen fällig');
    expect(spoken).not.toContain('Seite 1 von 1');
    expect(pages.flatMap(({ unheard }) => unheard).join(' ')).toMatch(/Seite 1 von 1/);
  });
});
