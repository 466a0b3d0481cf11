import type { SetLine } from '../fonts/typesetter.ts';
import type { Row, Table } from '../paper/paper.ts';
import { mm } from './geometry.ts';
import { type InkStyle, rule, styles } from './look.ts';
import type { Sheet } from './sheet.ts';

interface PlacedColumn {
  readonly left: number;
  readonly right: number;
  readonly align: 'left' | 'right';
  readonly title: string;
}

interface PlacedRow {
  /** The lines of each cell. */
  readonly cells: readonly (readonly SetLine[])[];
  readonly note: readonly SetLine[];
  readonly style: InkStyle;
  readonly height: number;
}

const padding = 1.5 * mm;
const gap = 3.6 * mm;
const carriedHeight = styles.carried.lineHeight + 2 * padding;

/** Draws a table over as many pages as it needs; below its last row there is room for so much more. */
export function drawTable(sheet: Sheet, table: Table, tail: number): void {
  const columns = placeColumns(sheet, table);
  const flexible = table.columns.findIndex(({ width }) => width === null);
  const headHeight = styles.columnTitle.lineHeight + 2 * padding;
  drawTitle(sheet, table.title, headHeight + 3 * styles.normal.lineHeight);
  sheet.require(headHeight + 3 * styles.normal.lineHeight);
  sheet.group('Table', () => {
    drawHeader(sheet, columns, true);
    for (const [index, row] of table.rows.entries()) {
      const placed = placeRow(sheet, row, columns, flexible);
      const next = table.rows[index + 1];
      // A sum stays with what it sums.
      const sum = next?.isSum === true ? placeRow(sheet, next, columns, flexible).height : 0;
      const after = next === undefined ? tail : table.carried === null ? sum : carriedHeight;
      if (placed.height + after > sheet.room && index > 0) {
        turnPage(sheet, table, columns, table.rows[index - 1]?.carried ?? null);
      }
      drawRow(sheet, placed, columns, flexible, () => turnPage(sheet, table, columns, null));
    }
  });
  sheet.y += 2 * mm;
}

function drawTitle(sheet: Sheet, title: string | null, below: number): void {
  if (title === null) return;
  const height = styles.title.lineHeight + 5 * mm;
  sheet.require(height + below);
  const line = sheet.typesetter.line(title, styles.title);
  sheet.tag('H2', () => sheet.text(line, { left: sheet.geometry.left }, sheet.y + 4 * mm, styles.title));
  sheet.y += height;
}

const sumOf = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

/** Columns as wide as they are meant to be, or as their widest number, as long as text has a third of the width. */
function placeColumns({ geometry, typesetter }: Sheet, table: Table): readonly PlacedColumn[] {
  const whole = geometry.right - geometry.left;
  const meant = table.columns.map(({ width }) => (width === null ? 0 : width * mm));
  const wide = table.columns.map(({ align, width, title }, index) => {
    if (width === null || align === 'left') return meant[index] ?? 0;
    const widths = table.rows.map(({ cells }) => typesetter.line(cells[index] ?? '', styles.normal).width);
    const widest = widths.reduce((most, each) => Math.max(most, each), 0);
    return Math.max(meant[index] ?? 0, widest + gap, typesetter.line(title, styles.columnTitle).width + gap);
  });
  const widths = sumOf(wide) <= (whole * 2) / 3 ? wide : meant;
  const rest = whole - sumOf(widths);
  let left = geometry.left;
  return table.columns.map(({ align, title, width }, index) => {
    const column = { left, right: left + (width === null ? rest : (widths[index] ?? 0)), align, title };
    left = column.right;
    return column;
  });
}

function placeRow(
  { typesetter }: Sheet,
  row: Row,
  columns: readonly PlacedColumn[],
  flexible: number,
): PlacedRow {
  const widthOf = (column: PlacedColumn | undefined): number =>
    column === undefined ? 0 : column.right - column.left - (column.align === 'left' ? gap : gap / 2);
  const style = row.isSum === true ? styles.strong : styles.normal;
  const cells = columns.map((column, index) =>
    typesetter.wrap(row.cells[index] ?? '', widthOf(column), style),
  );
  const note =
    row.note === null || row.note === ''
      ? []
      : typesetter.wrap(row.note, widthOf(columns[flexible]), styles.note);
  const text = Math.max(0, ...cells.map((lines, index) => heightOf(lines, index === flexible ? note : [])));
  return { cells, note, style, height: text + 2 * padding };
}

const heightOf = (lines: readonly SetLine[], note: readonly SetLine[]): number =>
  lines.length * styles.normal.lineHeight + note.length * styles.note.lineHeight;

/** Draws a row; one that is longer than a page is continued on the next. */
function drawRow(
  sheet: Sheet,
  row: PlacedRow,
  columns: readonly PlacedColumn[],
  flexible: number,
  onPageEnd: () => void,
): void {
  const strips = stripsOf(row, flexible);
  let next = 0;
  while (next < strips.length) {
    const first = next;
    let height = 2 * padding;
    while (next < strips.length && (next === first || height + (strips[next]?.height ?? 0) <= sheet.room)) {
      height += strips[next]?.height ?? 0;
      next += 1;
    }
    drawStrips(sheet, strips.slice(first, next), columns);
    sheet.y += height;
    sheet.rule(sheet.y, rule, 0.4);
    if (next < strips.length) onPageEnd();
  }
}

/** What stands side by side in a row, one line of each cell. */
interface Strip {
  readonly height: number;
  readonly parts: readonly { readonly column: number; readonly line: SetLine; readonly style: InkStyle }[];
}

function stripsOf({ cells, note, style }: PlacedRow, flexible: number): readonly Strip[] {
  const stacks = cells.map((lines, column) => [
    ...lines.map((line) => ({ column, line, style })),
    ...(column === flexible ? note.map((line) => ({ column, line, style: styles.note })) : []),
  ]);
  const count = Math.max(0, ...stacks.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) => {
    const parts = stacks.flatMap((stack) => stack[index] ?? []);
    return { parts, height: Math.max(...parts.map((part) => part.style.lineHeight)) };
  });
}

function drawStrips(sheet: Sheet, strips: readonly Strip[], columns: readonly PlacedColumn[]): void {
  sheet.group('TR', () => {
    for (const [index, column] of columns.entries()) {
      sheet.tag('TD', () => {
        let y = sheet.y + padding;
        for (const { parts, height } of strips) {
          const part = parts.find((each) => each.column === index);
          if (part !== undefined) drawIn(sheet, part.line, column, y, part.style);
          y += height;
        }
      });
    }
  });
}

function drawHeader(sheet: Sheet, columns: readonly PlacedColumn[], isFirst: boolean): void {
  const draw = (column: PlacedColumn): void => {
    const line = sheet.typesetter.line(column.title, styles.columnTitle);
    drawIn(sheet, line, column, sheet.y + padding, styles.columnTitle);
  };
  // Repeated on each page for the eye; who listens hears it once.
  if (isFirst) {
    sheet.group('TR', () => {
      for (const column of columns) sheet.tag('TH', () => draw(column), { scope: 'Column' });
    });
  } else sheet.artifact(() => columns.forEach(draw));
  sheet.y += styles.columnTitle.lineHeight + 2 * padding;
  sheet.rule(sheet.y, sheet.accent, 0.9);
}

/** Ends the page with the sum so far, and begins the next with it. */
function turnPage(
  sheet: Sheet,
  { carried }: Table,
  columns: readonly PlacedColumn[],
  sum: string | null,
): void {
  if (carried !== null && sum !== null) drawCarried(sheet, carried.forward, sum);
  sheet.newPage();
  drawHeader(sheet, columns, false);
  if (carried !== null && sum !== null) {
    drawCarried(sheet, carried.brought, sum);
    sheet.rule(sheet.y, rule, 0.4);
  }
}

function drawCarried(sheet: Sheet, label: string, sum: string): void {
  const { typesetter, geometry } = sheet;
  const y = sheet.y + padding;
  const line = typesetter.line(sum, styles.carried);
  sheet.artifact(() => {
    sheet.text(line, { right: geometry.right }, y, styles.carried);
    const left = { right: geometry.right - Math.max(line.width + gap, 24 * mm) };
    sheet.text(typesetter.line(label, styles.carried), left, y, styles.carried);
  });
  sheet.y += carriedHeight;
}

function drawIn(sheet: Sheet, line: SetLine, column: PlacedColumn, y: number, style: InkStyle): void {
  const place = column.align === 'left' ? { left: column.left } : { right: column.right };
  sheet.text(line, place, y, style);
}
