import type { Paper } from '../paper/paper.ts';
import { type Look, rule, styles } from './look.ts';
import { slipLift } from './draw-slip.ts';
import { type Footer, widthOf } from './footer.ts';
import { mm } from './geometry.ts';
import type { Sheet } from './sheet.ts';

/** The head of the first page: name and logo, address, facts, heading. */
export function drawHead(sheet: Sheet, paper: Paper, look: Look): void {
  drawLetterhead(sheet, paper, look);
  drawAddress(sheet, paper);
  const factsEnd = drawFacts(sheet, paper);
  sheet.y = Math.max(sheet.geometry.heading, factsEnd + 6 * mm);
  const { left, right } = sheet.geometry;
  const lines = sheet.typesetter.wrap(paper.heading, right - left, styles.heading);
  sheet.tag('H1', () => {
    for (const line of lines) {
      sheet.text(line, { left }, sheet.y, styles.heading);
      sheet.y += styles.heading.lineHeight;
    }
  });
  sheet.y += 3 * mm;
}

function drawLetterhead(sheet: Sheet, { letterhead }: Paper, { logo }: Look): void {
  const { geometry, typesetter } = sheet;
  const logoWidth = 60 * mm;
  if (logo !== undefined) {
    const [left, top] = [geometry.right - logoWidth, geometry.letterhead - 4 * mm];
    sheet.tag(
      'Figure',
      () => {
        sheet.doc.image(Buffer.from(logo), left, top, { fit: [logoWidth, 20 * mm], align: 'right' });
      },
      { alt: letterhead, box: [left, top, geometry.right, top + 20 * mm] },
    );
  }
  const style = { ...styles.letterhead, color: sheet.accent };
  const width = geometry.right - geometry.left - (logo === undefined ? 0 : logoWidth + 5 * mm);
  const lines = typesetter.wrap(letterhead, width, style).slice(0, 2);
  sheet.tag('P', () => {
    for (const [index, line] of lines.entries())
      sheet.text(line, { left: geometry.left }, geometry.letterhead + index * 20, style);
  });
}

/** The address, at the bottom of what the window shows; a long one is set smaller, so that all of it is seen. */
function drawAddress(sheet: Sheet, { sender, recipient }: Paper): void {
  const { geometry, typesetter } = sheet;
  const { x, y, width, height, address } = geometry.window;
  const small = typesetter.wrap(sender, width, styles.sender).slice(0, 2);
  const top = y + address - small.length * styles.sender.lineHeight;
  const space = height - address;
  sheet.tag('P', () => {
    for (const [index, line] of small.entries())
      sheet.text(line, { left: x }, top + index * styles.sender.lineHeight - 1, styles.sender);
  });
  const sized = [10, 9, 8, 7, 6].map((size) => ({ ...styles.address, size, lineHeight: size * 1.32 }));
  const fitting = sized.find(
    (style) => linesOf(sheet, recipient, width, style).length * style.lineHeight <= space,
  );
  const style = fitting ?? sized.at(-1) ?? styles.address;
  const lines = linesOf(sheet, recipient, width, style).slice(0, Math.floor(space / style.lineHeight));
  sheet.tag('P', () => {
    for (const [index, line] of lines.entries())
      sheet.text(line, { left: x }, y + address + 1 + index * style.lineHeight, style);
  });
}

const linesOf = (sheet: Sheet, texts: readonly string[], width: number, style: (typeof styles)['address']) =>
  texts.flatMap((text) => sheet.typesetter.wrap(text, width, style));

/** Labels and values at the right of the address; gives where they end. */
function drawFacts(sheet: Sheet, { facts }: Paper): number {
  const { geometry, typesetter } = sheet;
  const { x } = geometry.facts;
  const labelWidth = Math.max(
    24 * mm,
    ...facts.map(({ label }) => typesetter.line(label, styles.factLabel).width + 3 * mm),
  );
  const valueWidth = geometry.right - x - labelWidth;
  let { y } = geometry.facts;
  for (const { label, value } of facts) {
    const lines = typesetter.wrap(value, valueWidth, styles.fact).slice(0, 4);
    sheet.tag('P', () => {
      sheet.text(typesetter.line(label, styles.factLabel), { left: x }, y, styles.factLabel);
      for (const line of lines) {
        sheet.text(line, { left: x + labelWidth }, y, styles.fact);
        y += styles.fact.lineHeight + 1.4;
      }
    });
  }
  return y;
}

/** What stands on every page, once their number is known: foot, page number, marks for folding. */
export function drawEachPage(sheet: Sheet, paper: Paper): void {
  const { doc, geometry } = sheet;
  for (let page = 0; page < sheet.pages; page += 1) {
    doc.switchToPage(page);
    // Above a slip, which is cut off.
    const lift = sheet.slipPages.has(page) ? slipLift(sheet) : 0;
    sheet.rule(geometry.footer - 3 * mm - lift, rule);
    sheet.artifact(() => {
      if (page === 0) drawMarks(sheet, geometry.height - lift);
      drawPageNumber(sheet, paper, page, geometry.footer - 3 * mm - lift);
    });
    for (const [index, lines] of sheet.footer.entries()) {
      const draw = (): void => drawFooterColumn(sheet, index, lines, lift);
      // Repeated on each page for the eye; who listens hears it once.
      if (page === 0) sheet.tag('P', draw);
      else sheet.artifact(draw);
    }
  }
}

/** On further pages, with what they are of. */
function drawPageNumber(sheet: Sheet, paper: Paper, page: number, end: number): void {
  const { geometry, typesetter } = sheet;
  const style = styles.footer;
  const y = end - style.lineHeight - 2;
  const label = paper.pageLabel.replace('{page}', String(page + 1)).replace('{pages}', String(sheet.pages));
  const title = page === 0 ? [] : typesetter.wrap(`${paper.letterhead} · ${paper.title}`, 110 * mm, style);
  for (const line of title.slice(0, 1)) sheet.text(line, { left: geometry.left }, y, style);
  sheet.text(typesetter.line(label, style), { right: geometry.right }, y, style);
}

function drawFooterColumn(sheet: Sheet, index: number, lines: Footer[number], lift: number): void {
  const { geometry, footer } = sheet;
  const left = geometry.left + index * widthOf(geometry, footer.length);
  for (const [row, line] of lines.entries())
    sheet.text(line, { left }, geometry.footer - lift + row * styles.footer.lineHeight, styles.footer);
}

function drawMarks({ doc, geometry }: Sheet, above: number): void {
  for (const [index, y] of geometry.marks.entries()) {
    if (y > above) continue;
    const length = index === 1 ? 6 * mm : 4 * mm;
    doc
      .moveTo(3 * mm, y)
      .lineTo(3 * mm + length, y)
      .lineWidth(0.3)
      .strokeColor(rule)
      .stroke();
  }
}
