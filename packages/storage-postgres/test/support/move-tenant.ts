// Moves the tenant "desk" from one server to another, and says how many rows it had.
import { createBilling } from '@billwright/core';
import { Pool } from 'pg';
import { postgresStorage } from '../../src/index.ts';

const [, , from = '', to = '', role = '', how = ''] = process.argv;
const [here, there] = await Promise.all(
  [from, to].map(async (url) => {
    const pool = new Pool({ connectionString: url, max: 2 });
    return createBilling({ storage: await postgresStorage({ pool, role }) });
  }),
);
if (here === undefined || there === undefined) throw new Error('there are two');
const lines = here.forTenant('desk').export();
const hoarded: string[] = [];
if (how === 'hoarding') for await (const line of lines) hoarded.push(line);
const { rows } = await there.import(how === 'hoarding' ? hoarded : lines);
process.stdout.write(String(rows));
process.exit(0);
