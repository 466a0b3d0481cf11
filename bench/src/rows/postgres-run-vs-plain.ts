import type { Desk } from '@billwright/core';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { costOf, sideOf, workOf } from './postgres-cost.ts';
import { postgresDesk } from './postgres-desk.ts';
import { plainRun, plainTables } from './postgres-plain-run.ts';
import { startBenchServer } from './postgres-server.ts';
import { runWorkers } from './postgres-workers-run.ts';

const entriesOfCustomer = 100;

export const postgresRunVsPlain: Row = {
  name: 'pg/run-vs-plain',
  divides: 'a straightforward run, one customer and one row at a time ÷ a bill run',
  better: 'more',
  bar: 20,
  goal: 40,
  async measure({ name }) {
    const customers = name === 'full' ? 1000 : 100;
    const server = await startBenchServer();
    const { desk } = await postgresDesk(server, 'desk', customers, entriesOfCustomer);
    await plainTables(server);
    const run = await costOf(server, () => runWorkers(server, 'desk', 1));
    const plain = await costOf(server, () => plainRun(server));
    assertEqual('totals', [await netsOf(desk)], [Object.fromEntries(plain.result)]);
    await server.stop();
    const entries = customers * entriesOfCustomer;
    // The worker is a process of its own.
    const ours = { ...run, client: (run.result.workers[0]?.cpuSeconds ?? Number.NaN) * 1e9 };
    const ratio = workOf(plain) / workOf(ours);
    const share = Math.round((100 * plain.client) / workOf(plain));
    return {
      status: 'measured',
      ratio,
      min: ratio,
      max: ratio,
      notes: [
        `${customers} customers with ${entriesOfCustomer} entries each, CPU of client and server together`,
        `the straightforward run keeps no traces and no audit log; ${share} % of its time is its own, the rest the server's`,
      ],
      sides: [
        sideOf('plain, an entry', [plain], entries),
        {
          name: 'run, an entry',
          cpuNanoseconds: workOf(ours) / entries,
          wallNanoseconds: (run.result.seconds * 1e9) / entries,
        },
      ],
    };
  },
};

/** What each customer is asked for before taxes. */
async function netsOf({ invoices }: Desk): Promise<Readonly<Record<string, string>>> {
  const nets: Record<string, string> = {};
  for (let after: string | null | undefined; after !== null; ) {
    const page: Awaited<ReturnType<typeof invoices.list>> = await invoices.list({ after, limit: 1000 });
    for (const { content } of page.items) nets[content.customerId] = content.totals.net.amount;
    after = page.next;
  }
  return nets;
}
