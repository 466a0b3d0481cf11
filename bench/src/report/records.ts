import type { Outcome } from './outcome.ts';
import { verdictOf } from './verdict.ts';

/** A row of the table for other programs. `met` is about the bar; what was absent has null. */
export interface TableRecord {
  readonly name: string;
  readonly ratio: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly bar: number;
  readonly goal: number;
  readonly met: boolean | null;
}

export function recordOf({ row, measured }: Outcome): TableRecord {
  const { name, bar, goal } = row;
  if (measured.status === 'absent') return { name, ratio: null, min: null, max: null, bar, goal, met: null };
  const { ratio, min, max } = measured;
  return { name, ratio, min, max, bar, goal, met: verdictOf(row, measured) !== 'MISSED' };
}
