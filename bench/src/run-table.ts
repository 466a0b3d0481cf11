import type { Outcome } from './report/outcome.ts';
import { verdictOf } from './report/verdict.ts';
import type { Measured, Row, Size } from './row.ts';
import { inFreshProcess } from './timing/fresh-process.ts';

const runner = new URL('run-row.ts', import.meta.url);

/** Measures rows one after the other, each in a process of its own so that none warms or spoils another. */
export async function runTable(
  rows: readonly Row[],
  size: Size,
  isForgiving: boolean,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    // Only one at a time: side by side they would measure each other.
    // oxlint-disable-next-line no-await-in-loop
    outcomes.push({ row, measured: await (isForgiving ? measureTwice : measureOnce)(row, size) });
  }
  return outcomes;
}

/** A bar that was missed has a second chance: a busy machine shall not fail a run, slow code will again. */
async function measureTwice(row: Row, size: Size): Promise<Measured> {
  const first = await measureOnce(row, size);
  if (verdictOf(row, first) !== 'MISSED' || first.status === 'absent') return first;
  const second = await measureOnce(row, size);
  if (second.status === 'absent') return second;
  return { ...second, notes: [...second.notes, `the second run; the first gave ${first.ratio.toFixed(2)}`] };
}

async function measureOnce(row: Row, size: Size): Promise<Measured> {
  const sent = await inFreshProcess(runner, [row.name, size.name], row.flags);
  // It comes from this package's own runner.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return sent as Measured;
}
