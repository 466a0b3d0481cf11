import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { postgresDesk } from './postgres-desk.ts';
import { told } from './postgres-run.ts';
import { startBenchServer } from './postgres-server.ts';
import { runWorkers, type WorkersRun } from './postgres-workers-run.ts';

export const postgresWorkers: Row = {
  name: 'pg/workers',
  divides: 'customers a second with 2 workers ÷ with 1, the server on the same machine',
  better: 'more',
  bar: 1.3,
  goal: 1.7,
  async measure({ name }) {
    const [customers, rounds] = name === 'full' ? [1000, 3] : [40, 1];
    const server = await startBenchServer();
    const runs: Record<1 | 2 | 4, WorkersRun>[] = [];
    const run = async (round: number, count: number): Promise<WorkersRun> => {
      const tenantId = `desk ${round} ${count}`;
      await postgresDesk(server, tenantId, customers, 100);
      return runWorkers(server, tenantId, count);
    };
    for (let round = 0; round < rounds; round += 1)
      runs.push({ 1: await run(round, 1), 2: await run(round, 2), 4: await run(round, 4) });
    await server.stop();
    const fastest = (count: 1 | 2 | 4): WorkersRun =>
      runs.map((one) => one[count]).toSorted((one, other) => one.seconds - other.seconds)[0]!;
    return {
      status: 'measured',
      ...spreadOf(runs.map((one) => one[1].seconds / one[2].seconds)),
      notes: [
        `${customers} customers with 100 entries each; 4 workers ÷ 1 is ${spreadOf(runs.map((one) => one[1].seconds / one[4].seconds)).ratio.toFixed(2)}`,
        ...([1, 2, 4] as const).map((count) => told(fastest(count))),
      ],
      sides: ([1, 2, 4] as const).map((count) => ({
        name: `a customer, ${count} at work`,
        cpuNanoseconds:
          (fastest(count).workers.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) * 1e9) / customers,
        wallNanoseconds: (fastest(count).seconds * 1e9) / customers,
      })),
    };
  },
};
