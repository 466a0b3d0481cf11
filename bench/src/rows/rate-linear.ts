import { compileRater, type Rater, type TimeEntry } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

export const rateLinear: Row = {
  name: 'rate/linear',
  divides: 'time per entry of rate() on many entries ÷ on fewer',
  better: 'less',
  bar: 1.3,
  goal: 1.1,
  measure({ linear: [few, many] }) {
    const fewer = prepare(few);
    const more = prepare(many);
    for (const { entries, rater } of [fewer, more]) {
      const { entryCount, blocked, excluded, ...rated } = rater.rate(entries);
      const charged = new Set(Array.from(rated.charges(), ({ entryId }) => entryId)).size;
      assertEqual('count of entries', [charged + blocked.length + excluded.length], [entryCount]);
    }
    const pair = timeSideBySide(
      { name: `${many} entries`, things: many, run: () => more.rater.rate(more.entries) },
      { name: `${few} entries`, things: few, run: () => fewer.rater.rate(fewer.entries) },
    );
    return { status: 'measured', ...pair, notes: [`${many} entries ÷ ${few} entries`] };
  },
};

function prepare(count: number): { readonly entries: readonly TimeEntry[]; readonly rater: Rater } {
  return { entries: generateWork(count).entries, rater: compileRater(companyPolicy()) };
}
