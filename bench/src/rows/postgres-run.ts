import type { Desk } from '@billwright/core';
import type { Row } from '../row.ts';
import { costOf, sideOf, workOf } from './postgres-cost.ts';
import { postgresDesk } from './postgres-desk.ts';
import { type BenchServer, startBenchServer } from './postgres-server.ts';
import { bareTables, writtenRows } from './postgres-same-rows.ts';
import { ratingSeconds, sharesOf, told } from './postgres-shares.ts';
import { runWorkers } from './postgres-workers-run.ts';

const entriesOfCustomer = 100;

export const postgresRun: Row = {
  name: 'pg/run',
  divides: 'a bill run ÷ a loop that only fetches the entries and inserts the lines of the invoices in bulk',
  better: 'less',
  bar: 3,
  goal: 1.4,
  async measure({ name }) {
    const customers = name === 'full' ? 10_000 : 100;
    const server = await startBenchServer();
    const { desk } = await postgresDesk(server, 'desk', customers, entriesOfCustomer);
    const bare = await bareTables(server);
    const before = await diskOf(server);
    const run = await costOf(server, () => runWorkers(server, 'desk', 1));
    const after = await diskOf(server);
    const lines = await linesOf(desk);
    await server.owner.query(
      'CREATE TABLE bare_lines (invoice text, place bigint, value text, PRIMARY KEY (invoice, place))',
    );
    const loop = await costOf(server, async () => {
      await fetchAll(server);
      await insertLines(server, lines);
    });
    const rows = await writtenRows(server);
    const same = await costOf(server, async () => {
      await fetchAll(server);
      await bare.write(rows);
    });
    await server.stop();
    const entries = customers * entriesOfCustomer;
    // The worker is a process of its own.
    const [worker] = run.result.workers;
    const work = workOf({ ...run, client: (worker?.cpuSeconds ?? Number.NaN) * 1e9 });
    const ratio = work / workOf(loop);
    return {
      status: 'measured',
      ratio,
      min: ratio,
      max: ratio,
      notes: [
        `${customers} customers with ${entriesOfCustomer} entries each, one worker, CPU of client and server together`,
        `divided by a loop that fetches the entries and writes the very same rows by COPY it is ${(work / workOf(same)).toFixed(2)}`,
        told(run.result),
        ...sharesOf(run.result, ratingSeconds(entriesOfCustomer)),
        `${lines.length} lines`,
        `the worker had ${((worker?.peakBytes ?? Number.NaN) / 2 ** 20).toFixed(0)} MiB at most`,
        `${((after - before) / entries).toFixed(0)} bytes of disk more for an entry`,
      ],
      sides: [
        {
          name: 'run, an entry',
          cpuNanoseconds: work / entries,
          wallNanoseconds: (run.result.seconds * 1e9) / entries,
        },
        sideOf('loop, an entry', [loop], entries),
      ],
    };
  },
};

async function diskOf({ owner }: BenchServer): Promise<number> {
  const { rows } = await owner.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(oid))::float8 AS bytes FROM pg_class
      WHERE relnamespace = 'billwright'::regnamespace AND relkind = 'r'`,
  );
  return rows[0]?.bytes ?? Number.NaN;
}

interface BareLine {
  readonly invoice: string;
  readonly place: number;
  readonly value: string;
}

/** The lines of all invoices, as the run made them. */
async function linesOf({ invoices }: Desk): Promise<readonly BareLine[]> {
  const lines: BareLine[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof invoices.list>> = await invoices.list({ after, limit: 1000 });
    for (const { id, content } of page.items)
      lines.push(
        ...content.lines.map((line, place) => ({ invoice: id, place, value: JSON.stringify(line) })),
      );
    after = page.next;
  }
  return lines;
}

/** What no bill run can do without: each entry is read, as what it says. */
async function fetchAll({ owner }: BenchServer): Promise<number> {
  const client = await owner.connect();
  await client.query(`BEGIN; DECLARE entries NO SCROLL CURSOR FOR SELECT id, value::text AS value
    FROM billwright.work WHERE tenant_id = 'desk' ORDER BY key_customer, "order", id`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ readonly value: string }>('FETCH 20000 FROM entries');
    if (rows.length === 0) break;
    count += rows.map(({ value }): unknown => JSON.parse(value)).length;
  }
  await client.query('COMMIT');
  client.release();
  return count;
}

/** And each line is written. */
async function insertLines({ owner }: BenchServer, lines: readonly BareLine[]): Promise<void> {
  for (let first = 0; first < lines.length; first += 10_000) {
    const some = lines.slice(first, first + 10_000);
    await owner.query('INSERT INTO bare_lines SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])', [
      some.map(({ invoice }) => invoice),
      some.map(({ place }) => place),
      some.map(({ value }) => value),
    ]);
  }
}
