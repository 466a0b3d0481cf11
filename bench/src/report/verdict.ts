import type { Measured, Row } from '../row.ts';

/** How a ratio stands to its bar and its goal. */
export type Verdict = 'goal met' | 'bar met' | 'MISSED' | 'absent';

/** Judges a ratio. What can't be compared, because it is not a number, is missed. */
export function verdictOf(
  { better, bar, goal }: Pick<Row, 'better' | 'bar' | 'goal'>,
  measured: Measured,
): Verdict {
  if (measured.status === 'absent') return 'absent';
  const reaches = (mark: number): boolean =>
    better === 'more' ? measured.ratio >= mark : measured.ratio <= mark;
  if (!reaches(bar)) return 'MISSED';
  return reaches(goal) ? 'goal met' : 'bar met';
}
