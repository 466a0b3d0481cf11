import { encode } from 'uqr';
import type { Paper, Paragraph, Payment, Section } from '../paper/paper.ts';
import { drawSlip } from './draw-slip.ts';
import { drawSums, heightOfSums } from './draw-sums.ts';
import { drawTable } from './draw-table.ts';
import { mm } from './geometry.ts';
import { type InkStyle, styles } from './look.ts';
import type { Sheet } from './sheet.ts';

/** Draws the blocks of a document, one below the other. */
export function drawBlocks(sheet: Sheet, { blocks }: Paper): void {
  for (const [index, block] of blocks.entries()) {
    switch (block.kind) {
      case 'paragraph':
        drawParagraph(sheet, block);
        break;
      case 'table': {
        const next = blocks[index + 1];
        // Sums never stand on a page without a row above them.
        drawTable(sheet, block, next?.kind === 'sums' ? heightOfSums(sheet, next) + 2 * mm : 0);
        break;
      }
      case 'sums':
        drawSums(sheet, block);
        break;
      case 'payment':
        drawPayment(sheet, block);
        break;
      case 'section':
        drawSection(sheet, block);
        break;
      case 'slip':
        drawSlip(sheet, block);
        break;
    }
  }
}

function drawParagraph(sheet: Sheet, { text, tone }: Paragraph): void {
  const { left, right } = sheet.geometry;
  drawText(sheet, text, left, right - left, styles[tone]);
  sheet.y += 2.2 * mm;
}

function drawSection(sheet: Sheet, { level, title, text }: Section): void {
  const { left, right } = sheet.geometry;
  const isDocument = level === 'document';
  if (isDocument) sheet.newPage();
  const style = isDocument ? styles.heading : styles.title;
  const titleLines = sheet.typesetter.wrap(title, right - left, style);
  const textLines = text === null ? [] : sheet.typesetter.wrap(text, right - left, styles.quiet);
  const height =
    titleLines.length * style.lineHeight + Math.min(3, textLines.length) * styles.quiet.lineHeight;
  sheet.require(height + 16 * mm);
  if (!isDocument) sheet.y += 4 * mm;
  sheet.tag(isDocument ? 'H1' : 'H2', () => {
    for (const line of titleLines) {
      sheet.text(line, { left }, sheet.y, style);
      sheet.y += style.lineHeight;
    }
  });
  if (text !== null) {
    sheet.y += 0.8 * mm;
    drawText(sheet, text, left, right - left, styles.quiet);
  }
  sheet.y += 1 * mm;
}

/** Draws lines, on further pages when there are more than fit. Two lines at least stay together. */
function drawText(sheet: Sheet, text: string, left: number, width: number, style: InkStyle): void {
  let lines = sheet.typesetter.wrap(text, width, style);
  sheet.require(Math.min(2, lines.length) * style.lineHeight);
  while (lines.length > 0) {
    const count = Math.max(1, Math.floor(sheet.room / style.lineHeight));
    const own = lines.slice(0, count);
    sheet.tag('P', () => {
      for (const line of own) {
        sheet.text(line, { left }, sheet.y, style);
        sheet.y += style.lineHeight;
      }
    });
    lines = lines.slice(count);
    if (lines.length > 0) sheet.newPage();
  }
}

const codeSize = 27 * mm;

function drawPayment(sheet: Sheet, { text, facts, code }: Payment): void {
  const { left, right } = sheet.geometry;
  const { typesetter } = sheet;
  const codeWidth = code === null ? 0 : codeSize + 8 * mm;
  const labels = facts.map(({ label }) => typesetter.line(label, styles.factLabel));
  const labelWidth = Math.max(24 * mm, ...labels.map(({ width }) => width + 4 * mm));
  const rows = facts.map(({ label, value }) => ({
    label: typesetter.line(label, styles.factLabel),
    value: typesetter.wrap(value, right - left - codeWidth - labelWidth, styles.normal),
  }));
  const textLines = typesetter.wrap(text, right - left - codeWidth, styles.strong);
  const height =
    textLines.length * styles.strong.lineHeight +
    2 * mm +
    rows.reduce((sum, { value }) => sum + value.length * styles.normal.lineHeight, 0);
  const codeHeight = code === null ? 0 : codeSize + styles.caption.lineHeight + 2 * mm;
  sheet.y += 2 * mm;
  sheet.require(Math.max(height, codeHeight));
  const [top, page] = [sheet.y, sheet.pages];
  if (code !== null) drawCode(sheet, code, top);
  drawText(sheet, text, left, right - left - codeWidth, styles.strong);
  sheet.y += 1.2 * mm;
  for (const { label, value } of rows) {
    sheet.require(value.length * styles.normal.lineHeight);
    sheet.tag('P', () => {
      sheet.text(label, { left }, sheet.y, styles.factLabel);
      for (const line of value) {
        sheet.text(line, { left: left + labelWidth }, sheet.y, styles.normal);
        sheet.y += styles.normal.lineHeight;
      }
    });
  }
  if (sheet.pages === page) sheet.y = Math.max(sheet.y, top + codeHeight);
  sheet.y += 3 * mm;
}

function drawCode(sheet: Sheet, { content, caption }: NonNullable<Payment['code']>, top: number): void {
  const { doc, geometry, typesetter } = sheet;
  const { data, size } = encode(content, { ecc: 'M', border: 0 });
  const left = geometry.right - codeSize;
  const module = codeSize / size;
  sheet.tag(
    'Figure',
    () => {
      for (const [y, row] of data.entries())
        for (const [x, isDark] of row.entries())
          if (isDark) doc.rect(left + x * module, top + y * module, module, module);
      doc.fillColor('#000000').fill();
    },
    { alt: caption, box: [left, top, left + codeSize, top + codeSize] },
  );
  const line = typesetter.line(caption, styles.caption);
  const middle = left + codeSize / 2 - line.width / 2;
  sheet.tag('P', () => sheet.text(line, { left: middle }, top + codeSize + 1.5 * mm, styles.caption));
}
