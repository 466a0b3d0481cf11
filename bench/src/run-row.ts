// The process of one row: `run-row.ts NAME SIZE`. It sends what it measured to the process that started it.
import { rows } from './rows.ts';
import { full, quick } from './sizes.ts';

const [name, size] = process.argv.slice(2);
const row = rows.find((known) => known.name === name);
if (row === undefined) throw new Error(`There is no row ${String(name)}.`);
process.send?.(await row.measure(size === full.name ? full : quick));
