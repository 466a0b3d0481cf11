import type { Desk } from '@billwright/core';
import type { Pool } from 'pg';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { type Cost, costOf, perSecond, sideOf, workOf } from './postgres-cost.ts';
import { postgresDesk } from './postgres-desk.ts';
import { startBenchServer } from './postgres-server.ts';

const pageSize = 1000;

export const postgresRead: Row = {
  name: 'pg/read',
  divides: 'work.list(), 1,000 entries a page ÷ a bare cursor over the same columns, 1,000 rows at once',
  better: 'less',
  bar: 2,
  goal: 1.2,
  async measure({ name }) {
    const [customers, rounds] = name === 'full' ? [10_000, 3] : [200, 3];
    const server = await startBenchServer();
    const { desk } = await postgresDesk(server, 'desk', customers, 100);
    const times: { readonly list: Cost; readonly cursor: Cost }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const cursor = await costOf(server, () => readBare(server.owner));
      const list = await costOf(server, () => readAll(desk));
      assertEqual('entries', [list.result], [cursor.result]);
      if (round > 0) times.push({ list, cursor });
    }
    await server.stop();
    const entries = customers * 100;
    const listed = sideOf(
      'list, an entry',
      times.map(({ list }) => list),
      entries,
    );
    const fetched = sideOf(
      'cursor, an entry',
      times.map(({ cursor }) => cursor),
      entries,
    );
    return {
      status: 'measured',
      ...spreadOf(times.map(({ list, cursor }) => workOf(list) / workOf(cursor))),
      notes: [`${entries} entries, CPU of client and server together`, `${perSecond(listed)} entries/s`],
      sides: [listed, fetched],
    };
  },
};

/** Reads everything, and gives the number and the last id of what was read. */
async function readAll(desk: Desk): Promise<string> {
  let [count, last] = [0, ''];
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<Desk['work']['list']>> = await desk.work.list({ after, limit: pageSize });
    count += page.items.length;
    last = page.items.at(-1)?.work.id ?? last;
    after = page.next;
  }
  return `${count} to ${last}`;
}

/** Both sides read the value as what it says; the cursor has nothing else to do. */
async function readBare(owner: Pool): Promise<string> {
  const client = await owner.connect();
  await client.query(`BEGIN; DECLARE entries NO SCROLL CURSOR FOR
    SELECT revision::text, id, "order", value::text AS value, key_customer, key_open, key_work_item, key_agent
      FROM billwright.work WHERE tenant_id = 'desk' ORDER BY "order", id`);
  let [count, last] = [0, ''];
  for (;;) {
    const { rows } = await client.query<{ readonly id: string; readonly value: string }>(
      `FETCH ${pageSize} FROM entries`,
    );
    if (rows.length === 0) break;
    const values: readonly { readonly work: { readonly id: string } }[] = rows.map(({ value }) =>
      JSON.parse(value),
    );
    count += values.length;
    last = values.at(-1)?.work.id ?? last;
  }
  await client.query('COMMIT');
  client.release();
  return `${count} to ${last}`;
}
