// `npm run bench -- [--full] [--once] [--json FILE] [--only PART]`: measures, prints one table, fails when a bar is missed.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeLoad, describeMachine } from './report/machine.ts';
import { recordOf } from './report/records.ts';
import { printTable, printTimes } from './report/table.ts';
import { verdictOf } from './report/verdict.ts';
import { rows } from './rows.ts';
import { runTable } from './run-table.ts';
import { full, quick } from './sizes.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean' },
    once: { type: 'boolean' },
    json: { type: 'string' },
    only: { type: 'string' },
  },
});
const size = values.full === true ? full : quick;
const chosen = rows.filter(({ name }) => name.includes(values.only ?? ''));
if (chosen.length === 0) throw new Error(`No row has "${values.only}" in its name.`);
const loadBefore = describeLoad();
const begin = performance.now();
const outcomes = await runTable(chosen, size, values.once !== true);
const seconds = ((performance.now() - begin) / 1000).toFixed(0);

console.log(printTable(outcomes));
console.log();
for (const { row, measured } of outcomes) {
  const notes = measured.status === 'absent' ? [`absent: ${measured.reason}`] : measured.notes;
  console.log([`${row.name}: ${row.divides}`, ...notes].join('. '));
}
console.log();
console.log(printTimes(outcomes));
console.log();
console.log(
  `${size.name} set in ${seconds} s on the sources; ratios are medians of the pairs, times the least ones`,
);
console.log(describeMachine(loadBefore));

if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify(outcomes.map(recordOf), null, 2)}\n`);
if (outcomes.some(({ row, measured }) => verdictOf(row, measured) === 'MISSED')) process.exitCode = 1;
