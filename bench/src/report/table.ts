import type { Outcome } from './outcome.ts';
import { verdictOf } from './verdict.ts';

/** The outcomes as a Markdown table: one line each, in their order. */
export function printTable(outcomes: readonly Outcome[]): string {
  return align([['name', 'ratio', 'min', 'max', 'bar', 'goal', 'met'], ...outcomes.map(cellsOf)]);
}

/** The least times behind the ratios, of the processor and on the wall. */
export function printTimes(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ row, measured }) =>
    measured.status === 'absent'
      ? []
      : measured.sides.map(({ name, cpuNanoseconds, wallNanoseconds }) => [
          row.name,
          name,
          formatTime(cpuNanoseconds),
          formatTime(wallNanoseconds),
        ]),
  );
  return align([['name', 'side', 'cpu', 'wall'], ...lines]);
}

function cellsOf({ row, measured }: Outcome): readonly string[] {
  const sign = row.better === 'more' ? '≥' : '≤';
  const marks = [`${sign} ${row.bar}`, `${sign} ${row.goal}`, verdictOf(row, measured)];
  if (measured.status === 'absent') return [row.name, '', '', '', ...marks];
  const { ratio, min, max } = measured;
  return [row.name, ...[ratio, min, max].map(formatRatio), ...marks];
}

/** Three figures are as many as a measurement has. */
function formatRatio(ratio: number): string {
  if (Math.abs(ratio) >= 100) return ratio.toFixed(0);
  return ratio.toFixed(Math.abs(ratio) >= 10 ? 1 : Math.abs(ratio) >= 1 ? 2 : 3);
}

function formatTime(nanoseconds: number): string {
  if (nanoseconds >= 1e6) return `${(nanoseconds / 1e6).toFixed(1)} ms`;
  return nanoseconds >= 10_000 ? `${(nanoseconds / 1000).toFixed(1)} µs` : `${nanoseconds.toFixed(0)} ns`;
}

function align([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}
