import type { SetLine } from '../fonts/typesetter.ts';
import type { Sums } from '../paper/paper.ts';
import { mm } from './geometry.ts';
import { type InkStyle, styles } from './look.ts';
import type { Sheet } from './sheet.ts';

interface PlacedSum {
  readonly label: readonly SetLine[];
  readonly value: SetLine;
  readonly style: InkStyle;
  readonly isTotal: boolean;
  readonly height: number;
}

const gap = 5 * mm;
const padding = 1.6;

/** How high the sums are. */
export const heightOfSums = (sheet: Sheet, sums: Sums): number =>
  placeSums(sheet, sums).reduce((height, row) => height + row.height, 4 * mm);

/** Draws sums at the right, all of them on one page. */
export function drawSums(sheet: Sheet, sums: Sums): void {
  const { geometry } = sheet;
  const rows = placeSums(sheet, sums);
  sheet.require(heightOfSums(sheet, sums));
  const valueWidth = Math.max(...rows.map(({ value }) => value.width));
  sheet.group('Table', () => {
    for (const { label, value, style, isTotal, height } of rows) {
      if (height > sheet.room) sheet.newPage();
      const labelRight = geometry.right - valueWidth - gap;
      if (isTotal)
        sheet.rule(sheet.y + 2, sheet.accent, 0.9, geometry.left + (geometry.right - geometry.left) * 0.4);
      const y = sheet.y + (isTotal ? 5 : padding);
      sheet.group('TR', () => {
        const drawLabel = (): void => {
          for (const [index, line] of label.entries())
            sheet.text(line, { right: labelRight }, y + index * style.lineHeight, style);
        };
        sheet.tag('TH', drawLabel, { scope: 'Row' });
        sheet.tag('TD', () =>
          sheet.text(value, { right: geometry.right }, y + (label.length - 1) * style.lineHeight, style),
        );
      });
      sheet.y += height;
    }
  });
  sheet.y += 4 * mm;
}

function placeSums({ typesetter, geometry }: Sheet, { rows }: Sums): readonly PlacedSum[] {
  const styleOf = { normal: styles.normal, strong: styles.strong, total: styles.total } as const;
  const values = rows.map(({ value, tone }) => typesetter.line(value, styleOf[tone]));
  const valueWidth = Math.max(0, ...values.map(({ width }) => width));
  const labelWidth = geometry.right - geometry.left - valueWidth - gap;
  return rows.flatMap(({ label, tone }, index) => {
    const value = values[index];
    if (value === undefined) return [];
    const style = styleOf[tone];
    const lines = typesetter.wrap(label, Math.min(labelWidth, 110 * mm), style);
    const isTotal = tone === 'total';
    const height = lines.length * style.lineHeight + (isTotal ? 9 : 2 * padding);
    return [{ label: lines, value, style, isTotal, height }];
  });
}
