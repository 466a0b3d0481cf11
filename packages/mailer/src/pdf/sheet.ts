// The types name no class.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import { fontSet } from '../fonts/font-set.ts';
import { type SetLine, Typesetter } from '../fonts/typesetter.ts';
import type { Paper } from '../paper/paper.ts';
import { type About, archive, type Embedded, producer } from './archive.ts';
import { type Footer, placeFooter } from './footer.ts';
import { type Geometry, geometryOf } from './geometry.ts';
import { defaultAccent, type InkStyle, type Look } from './look.ts';

/** Where a line stands: its left or its right end. */
export type Place = { readonly left: number } | { readonly right: number };

/** The roles of PDF's structure that documents use. */
type Role = 'H1' | 'H2' | 'H3' | 'P' | 'Sect' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

/** What who listens needs to know of an element. */
interface TagOptions {
  /** Of a figure: what it shows. */
  readonly alt?: string;
  /** Of a figure: its left, top, right and bottom. */
  readonly box?: readonly [number, number, number, number];
  /** Of the head of a table: of what it is the head. */
  readonly scope?: 'Column' | 'Row';
}

/** The pages of a document while they are written, from top to bottom. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly geometry: Geometry;
  readonly typesetter: Typesetter;
  readonly accent: string;
  readonly footer: Footer;
  /** Where the next block begins. */
  y = 0;
  pages = 0;
  /** The pages, from 0, at whose foot a payment slip stands. */
  readonly slipPages = new Set<number>();
  #open: PDFKit.PDFStructureElement;
  readonly #about: About;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #registered = new Set<string>();

  constructor(paper: Paper, look: Look) {
    this.typesetter = new Typesetter(fontSet(look.fonts ?? null));
    const { geometry, footer } = placeFooter(geometryOf(paper.format), this.typesetter, paper.footer);
    this.geometry = geometry;
    this.footer = footer;
    this.accent = look.accent ?? defaultAccent;
    const made = new Date(`${paper.date}T00:00:00Z`);
    this.#about = { title: paper.title, author: paper.letterhead, made };
    this.doc = new PDFDocument({
      size: [this.geometry.width, this.geometry.height],
      margin: 0,
      autoFirstPage: false,
      // No font until one is asked for: the standard ones are not embedded.
      font: '',
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: paper.language,
      info: {
        Title: paper.title,
        Author: paper.letterhead,
        Creator: producer,
        Producer: producer,
        CreationDate: made,
        ModDate: made,
      },
    });
    this.#root = this.doc.struct('Document');
    this.doc.addStructure(this.#root);
    this.#open = this.#root;
    this.newPage();
  }

  newPage(): void {
    this.doc.addPage();
    this.pages += 1;
    this.y = this.geometry.top;
  }

  /** What is left of the page. */
  get room(): number {
    return this.geometry.bottom - this.y;
  }

  /** What a page holds that has nothing on it yet. */
  get wholePage(): number {
    return this.geometry.bottom - this.geometry.top;
  }

  /** Begins a new page unless so much fits on this one; what never fits begins where it is. */
  require(height: number): void {
    if (height > this.room && height <= this.wholePage) this.newPage();
  }

  /** Draws something that readers of the structure come upon, on one page. */
  tag(role: Role, draw: () => void, { alt, box, scope }: TagOptions = {}): void {
    const options = {
      ...(alt === undefined ? {} : { alt }),
      ...(box === undefined ? {} : { bbox: [...box] }),
      ...(scope === undefined ? {} : { scope }),
    };
    const element = this.doc.struct(role, options);
    this.#open.add(element);
    element.add(draw);
    element.end();
  }

  /** Puts what `body` tags into an element of its own. */
  group(role: Role, body: () => void): void {
    const [before, element] = [this.#open, this.doc.struct(role)];
    before.add(element);
    this.#open = element;
    body();
    element.end();
    this.#open = before;
  }

  /** Draws what only the layout needs: rules, and what is repeated on each page. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws one line of text; `y` is the top of the line. */
  text(line: SetLine, place: Place, y: number, style: InkStyle): void {
    const x = 'left' in place ? place.left : place.right - line.width;
    // Capitals are 0.71 of the size high: so they stand in the middle of the line.
    const baseline = y + style.lineHeight / 2 + style.size * 0.357;
    this.doc.fontSize(style.size).fillColor(style.color);
    for (const { face, text, x: offset } of line.runs) {
      if (!this.#registered.has(face.id)) {
        // Read anew for each document: a font keeps which character it first wrote a glyph for, and so would the bytes.
        this.doc.registerFont(face.id, Buffer.from(face.bytes));
        this.#registered.add(face.id);
      }
      this.doc.font(face.id).text(text, x + offset, baseline, { lineBreak: false, baseline: 'alphabetic' });
    }
  }

  /** Draws a line from the left to the right edge of the text. */
  rule(y: number, color: string, width = 0.6, from = this.geometry.left): void {
    this.artifact(() => {
      this.doc.moveTo(from, y).lineTo(this.geometry.right, y).lineWidth(width).strokeColor(color).stroke();
    });
  }

  /** The bytes of the whole document. */
  async bytes(embedded: Embedded = {}): Promise<Uint8Array> {
    this.#root.end();
    archive(this.doc, this.#about, embedded);
    const chunks: Uint8Array[] = [];
    this.doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => {
      this.doc.on('end', resolve);
      this.doc.on('error', reject);
    });
    this.doc.end();
    await ended;
    return new Uint8Array(Buffer.concat(chunks));
  }
}
