import { migratePostgres } from '@billwright/storage-postgres';
import { emptyDesk, monthOfWork } from '../generator/filled-desk.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { copyIn, copyOut } from './postgres-copy.ts';
import { columnsOf } from './postgres-desk.ts';
import { type Cost, costOf, perSecond, sideOf, workOf } from './postgres-cost.ts';
import { startBenchServer } from './postgres-server.ts';

const [entriesOfCustomer, entriesOfCall] = [100, 5000];

export const postgresRecord: Row = {
  name: 'pg/record',
  divides: 'work.record(), 5,000 entries a call ÷ one COPY of the same rows into an equal table',
  better: 'less',
  bar: 2.5,
  goal: 1.3,
  async measure({ name }) {
    const [entries, rounds] = name === 'full' ? [1_000_000, 1] : [20_000, 2];
    const work = monthOfWork(entries / entriesOfCustomer, entriesOfCustomer);
    const all = work.customers.flatMap((customer) => customer.work);
    const server = await startBenchServer();
    const { owner, storage } = server;
    await migratePostgres({ pool: owner, schema: 'bare' });
    const columns = ['tenant_id', ...(await columnsOf(server, 'work'))].join(', ');
    const times: { readonly record: Cost; readonly copy: Cost }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const tenantId = `desk ${round}`;
      const desk = await emptyDesk(storage, tenantId);
      for (const { id } of work.customers) await desk.customers.put({ id, party: { name: id } });
      const record = await costOf(server, async () => {
        for (let first = 0; first < entries; first += entriesOfCall)
          await desk.work.record(all.slice(first, first + entriesOfCall));
      });
      const where = `WHERE tenant_id = '${tenantId}'`;
      const rows = await copyOut(owner, `SELECT ${columns} FROM billwright.work ${where}`);
      const copy = await costOf(server, () => copyIn(owner, `bare.work (${columns})`, rows));
      const kept = async (schema: string): Promise<unknown[]> =>
        (
          await owner.query(
            `SELECT count(*), md5(string_agg(id || value, '' ORDER BY id)) FROM ${schema}.work ${where}`,
          )
        ).rows;
      assertEqual('rows', await kept('billwright'), await kept('bare'));
      // The first round warms both sides, but a million is as warm as it gets.
      if (round > 0 || rounds === 1) times.push({ record, copy });
      if (rounds === 1) break;
    }
    const { rows: sizes } = await owner.query<{ bytes: number }>(
      `SELECT pg_total_relation_size('bare.work')::float8 / (SELECT count(*) FROM bare.work) AS bytes`,
    );
    await server.stop();
    const recorded = sideOf(
      'record, an entry',
      times.map(({ record }) => record),
      entries,
    );
    const copied = sideOf(
      'copy, an entry',
      times.map(({ copy }) => copy),
      entries,
    );
    return {
      status: 'measured',
      ...spreadOf(times.map(({ record, copy }) => workOf(record) / workOf(copy))),
      notes: [
        `${entries} entries, CPU of client and server together`,
        `${perSecond(recorded)} entries/s recorded, ${perSecond(copied)} copied`,
        `${sizes[0]?.bytes.toFixed(0)} bytes of disk for an entry with its indexes`,
      ],
      sides: [recorded, copied],
    };
  },
};
