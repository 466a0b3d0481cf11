import { encode } from 'uqr';
import { arimoBold } from '../fonts/arimo-bold.ts';
import { arimoRegular } from '../fonts/arimo-regular.ts';
import { type FontSet, fontSetOf, inflatedFont } from '../fonts/font-set.ts';
import { Typesetter } from '../fonts/typesetter.ts';
import type { Fact, Slip, SlipPart } from '../paper/paper.ts';
import { mm } from './geometry.ts';
import { type InkStyle, styles } from './look.ts';
import type { Sheet } from './sheet.ts';

/** How high a slip is. */
const slipHeight = 105 * mm;

/** How far the foot of a page moves up above a slip, and above the line that says to cut it off. */
export function slipLift({ geometry, footer }: Sheet): number {
  const lines = footer.reduce((most, { length }) => Math.max(most, length), 0);
  const end = geometry.height - slipHeight - 6 * mm;
  return geometry.footer - (end - lines * styles.footer.lineHeight);
}

const black = '#000000';
const style = (size: number, weight: InkStyle['weight'] = 'regular'): InkStyle => ({
  size,
  weight,
  color: black,
  lineHeight: Math.round(size * 11.5) / 10,
});

/** The sizes of the standard, of the receipt and of the payment part. */
const sizes = {
  title: style(11, 'bold'),
  separate: style(8),
  receipt: { label: style(6, 'bold'), value: style(8), gap: 9 },
  payment: { label: style(8, 'bold'), value: style(10), gap: 11 },
} as const;

type Sizes = (typeof sizes)['receipt' | 'payment'];

let ownFonts: FontSet | undefined;

/** The standard allows few fonts: Arimo has the letters of one of them, Liberation Sans. */
const typesetter = (): Typesetter => {
  ownFonts ??= fontSetOf('slip', { regular: inflatedFont(arimoRegular), bold: inflatedFont(arimoBold) });
  return new Typesetter(ownFonts);
};

/** Draws a Swiss payment slip at the foot of the page, or of the next one when this one has no room. */
export function drawSlip(sheet: Sheet, slip: Slip): void {
  if (sheet.y > sheet.geometry.bottom - slipLift(sheet)) sheet.newPage();
  sheet.slipPages.add(sheet.pages - 1);
  const top = sheet.geometry.height - slipHeight;
  const draw = new SlipDrawing(sheet, top);
  sheet.artifact(() => drawEdges(sheet, top));
  sheet.group('Sect', () => {
    const separate = draw.typesetter.line(slip.separate, sizes.separate);
    const middle = sheet.geometry.width / 2 - separate.width / 2;
    sheet.tag('P', () => sheet.text(separate, { left: middle }, top - 10, sizes.separate));
  });
  sheet.group('Sect', () => {
    draw.title(slip.receipt.title, 5, 5);
    draw.parts(slip.receipt.parts, sizes.receipt, { x: 5, y: 12, width: 52, height: 56, field: [52, 20] });
    draw.fact(slip.currency, 5, 68, sizes.receipt, 3);
    draw.fact(slip.amount, 18, 68, sizes.receipt, 3);
    draw.label(slip.acceptancePoint, 57, 82, sizes.receipt);
  });
  sheet.group('Sect', () => {
    draw.title(slip.payment.title, 67, 5);
    draw.code(slip, 67, 17);
    draw.fact(slip.currency, 67, 68, sizes.payment, 4);
    draw.fact(slip.amount, 87, 68, sizes.payment, 4);
    draw.parts(slip.payment.parts, sizes.payment, { x: 118, y: 5, width: 87, height: 95, field: [65, 25] });
  });
  // What comes next begins a page of its own.
  sheet.y = sheet.geometry.bottom;
}

/** Where parts stand, in millimetres from the top left corner of the slip. */
interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Where there is no more, only what is needed is printed. */
  readonly height: number;
  /** The size of an empty field. */
  readonly field: readonly [width: number, height: number];
}

/** Draws in millimetres from the top left corner of the slip. */
class SlipDrawing {
  readonly typesetter = typesetter();
  readonly #sheet: Sheet;
  readonly #top: number;

  constructor(sheet: Sheet, top: number) {
    this.#sheet = sheet;
    this.#top = top;
  }

  title(text: string, x: number, y: number): void {
    const line = this.typesetter.line(text, sizes.title);
    this.#sheet.tag('H2', () => this.#sheet.text(line, { left: x * mm }, this.#top + y * mm, sizes.title));
  }

  /** A label that ends at `right`. */
  label(text: string, right: number, y: number, { label }: Sizes): void {
    const line = this.typesetter.line(text, label);
    this.#sheet.tag('P', () => this.#sheet.text(line, { right: right * mm }, this.#top + y * mm, label));
  }

  /** A label, and its value `below` it. */
  fact(fact: Fact, x: number, y: number, { label, value }: Sizes, below: number): void {
    const at = { left: x * mm };
    const top = this.#top + y * mm;
    this.#sheet.tag('P', () => {
      this.#sheet.text(this.typesetter.line(fact.label, label), at, top, label);
      this.#sheet.text(this.typesetter.line(fact.value, value), at, top + below * mm, value);
    });
  }

  parts(all: readonly SlipPart[], { label, value, gap }: Sizes, column: Column): void {
    const { x, y, width, height, field } = column;
    const set = ({ title, lines }: SlipPart) => ({
      title,
      lines: lines?.flatMap((text) => this.typesetter.wrap(text, width * mm, value)) ?? null,
    });
    const heightOf = ({ lines }: ReturnType<typeof set>): number =>
      label.lineHeight + gap + (lines === null ? field[1] * mm : lines.length * value.lineHeight);
    const whole = all.map(set);
    const isTooHigh = whole.reduce((sum, part) => sum + heightOf(part), 0) > height * mm + gap;
    const parts = isTooHigh
      ? all.map(({ title, lines, needed = lines }) => set({ title, lines: needed }))
      : whole;
    const left = x * mm;
    let at = this.#top + y * mm;
    for (const { title, lines } of parts) {
      this.#sheet.tag('P', () => {
        this.#sheet.text(this.typesetter.line(title, label), { left }, at, label);
        at += label.lineHeight;
        for (const line of lines ?? []) {
          this.#sheet.text(line, { left }, at, value);
          at += value.lineHeight;
        }
      });
      if (lines === null) this.#sheet.artifact(() => drawCorners(this.#sheet, left, at + 2, field));
      at += gap;
    }
  }

  /** The code, 46 by 46 mm, with the Swiss cross in its middle. */
  code({ content, codeText }: Slip, x: number, y: number): void {
    const { doc } = this.#sheet;
    const { data, size } = encode(content, { ecc: 'M', border: 0, boostEcc: false, maxVersion: 25 });
    const [left, top, side] = [x * mm, this.#top + y * mm, 46 * mm];
    const module = side / size;
    const centred = (width: number, height: number) =>
      doc.rect(left + (side - width) / 2, top + (side - height) / 2, width, height);
    this.#sheet.tag(
      'Figure',
      () => {
        for (const [row, cells] of data.entries())
          for (const [column, isDark] of cells.entries())
            if (isDark) doc.rect(left + column * module, top + row * module, module, module);
        doc.fillColor(black).fill();
        centred(7 * mm, 7 * mm)
          .fillColor('#ffffff')
          .fill();
        centred(6 * mm, 6 * mm)
          .fillColor(black)
          .fill();
        centred(3.89 * mm, 1.17 * mm)
          .fillColor('#ffffff')
          .fill();
        centred(1.17 * mm, 3.89 * mm)
          .fillColor('#ffffff')
          .fill();
      },
      { alt: codeText, box: [left, top, left + side, top + side] },
    );
  }
}

/** Where the slip is cut: from the page above it, and between receipt and payment part. */
function drawEdges({ doc, geometry }: Sheet, top: number): void {
  doc
    .moveTo(0, top)
    .lineTo(geometry.width, top)
    .moveTo(62 * mm, top)
    .lineTo(62 * mm, geometry.height)
    .lineWidth(0.75)
    .strokeColor(black)
    .stroke();
}

/** The four corners of a field. */
function drawCorners(
  { doc }: Sheet,
  left: number,
  top: number,
  [width, height]: readonly [number, number],
): void {
  const [right, bottom, arm] = [left + width * mm, top + height * mm, 3 * mm];
  for (const [x, y, along, down] of [
    [left, top, arm, arm],
    [right, top, -arm, arm],
    [left, bottom, arm, -arm],
    [right, bottom, -arm, -arm],
  ] as const)
    doc
      .moveTo(x + along, y)
      .lineTo(x, y)
      .lineTo(x, y + down);
  doc.lineWidth(0.75).strokeColor(black).stroke();
}
