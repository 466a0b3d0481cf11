// One bill run of 200 customers, done by four processes, one of which is killed in the middle of it.
import { formatMoney } from '@billwright/core';
import { installPgBoss } from '@billwright/runner-pgboss';
import { migratePostgres } from '@billwright/storage-postgres';
import { Pool } from 'pg';
import { startPostgres } from '../../../scripts/postgres-server.ts';
import { march, setUp, tenantId } from './desk.ts';
import { openBilling, role } from './open-billing.ts';
import { startWorkers, type Worker } from './start-workers.ts';

const [customers, processes, killedAfter] = [200, 4, 60];
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

// A server of its own; yours would be there already.
const server = await startPostgres(18);
const owner = new Pool({ connectionString: server.url, max: 2 });
owner.on('error', () => undefined);
// Before a rollout, by whoever owns the tables.
await migratePostgres({ pool: owner, role });
await installPgBoss({ pool: owner, role });
await owner.query(`CREATE ROLE desk LOGIN IN ROLE ${role}`);
await owner.end();

const url = server.url.replace('//postgres@', '//desk@');
const { billing, runner, close } = await openBilling(url);
const desk = billing.forTenant(tenantId);
await setUp(desk, customers);
print(`${customers} customers, with work of March to be billed.`);

const { id: batchId } = await desk.batches.plan(march, { distribute: true });
print(`${await desk.batches.distribute(batchId)} customers are handed to the queue.`);

let areStarted = false;
let killed: Worker | undefined;
let death: Promise<void> | undefined;
const workers = await startWorkers(processes, url, (worker) => {
  if (!areStarted || killed !== undefined || worker.billed() * processes < killedAfter) return;
  killed = worker;
  death = worker.kill();
  print(`${worker.name} is killed, with customers in its hands.`);
});
print(`${processes} workers are at it.`);
areStarted = true;

for (let last = ''; ; ) {
  const { waiting, retrying, underWay, done } = await runner.progress({ tenantId, batchId });
  const told = `  ${done} done, ${underWay} under way, ${waiting + retrying} wait`;
  if (told !== last) print(told);
  last = told;
  if (done === customers) break;
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
}
await death;
for (const worker of workers)
  print(`${worker.name} has billed ${worker.billed()}${worker === killed ? ' before it was killed' : ''}.`);
await Promise.all(workers.filter((worker) => worker !== killed).map((worker) => worker.leave()));

const { counts, amounts } = (await desk.batches.get(batchId)) ?? { counts: null, amounts: [] };
const total = amounts.map((amount) => formatMoney(amount, 'en')).join(', ');
print(`${counts?.invoiced} customers have a draft, ${total} in all.`);
const issued = (await desk.batches.issue(batchId)).filter(({ status }) => status === 'issued').length;
const { items } = await desk.invoices.list({ limit: 1000 });
const numbers = items.flatMap(({ issued: given }) => (given === null ? [] : [given.number])).toSorted();
print(`${issued} invoices are issued: ${numbers[0]} to ${numbers.at(-1)}.`);
let violations = 0;
for await (const violation of desk.verify()) {
  violations += 1;
  print(JSON.stringify(violation));
}
print(`Verified: ${violations} violations, nobody is billed twice, and nobody is left out.`);

await close();
await server.stop();
process.exitCode = violations === 0 && issued === customers ? 0 : 1;
