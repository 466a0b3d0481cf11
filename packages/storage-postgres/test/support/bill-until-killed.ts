// Bills a batch and issues it, as one of several processes. It says when it is ready, begins when it is told
// to, and then tells of each customer.
import { once } from 'node:events';
import { createBilling } from '@billwright/core';
import { fixedClock } from '@billwright/core/testing';
import { Pool } from 'pg';
import { postgresStorage } from '../../src/index.ts';
import { claimsApart } from './sabotage.ts';

const [, , url = '', role = '', now = '', tenantId = '', isPlanted] = process.argv;
const pool = new Pool({ connectionString: url, max: 3 });
const right = await postgresStorage({ pool, role });
const wrong = claimsApart.storage?.(right, await postgresStorage({ pool, role }));
const storage = isPlanted === 'planted' ? (wrong ?? right) : right;
const desk = createBilling({ storage, clock: fixedClock(now) }).forTenant(tenantId);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const { id } = await desk.batches.plan({ through: '2026-03-31', key: '2026-03' });
for await (const { customerId } of desk.batches.run(id)) process.stdout.write(`${customerId}\n`);
await desk.batches.issue(id);
process.exit(0);
