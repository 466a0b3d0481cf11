import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { postgresDesk } from './postgres-desk.ts';
import { startBenchServer } from './postgres-server.ts';
import { ratingSeconds, sharesOf, told } from './postgres-shares.ts';
import { runWorkers, type WorkersRun } from './postgres-workers-run.ts';

const entriesOfCustomer = 100;

const counts = [1, 2, 4] as const;

export const postgresWorkers: Row = {
  name: 'pg/workers',
  divides: 'customers a second with 2 workers ÷ with 1, the server on the same machine',
  better: 'more',
  bar: 1.3,
  goal: 1.7,
  async measure({ name }) {
    const [all, each, warm, rounds] = name === 'full' ? [10_000, 400, 20, 3] : [150, 40, 4, 1];
    const server = await startBenchServer();
    await postgresDesk(server, 'desk', all, entriesOfCustomer);
    let first = 0;
    /** Bills some whom nobody has billed yet, of the same tables. */
    const run = async (count: number): Promise<WorkersRun> => {
      const customers = Array.from({ length: each + warm * count }, (_, place) => customerAt(first + place));
      first += customers.length;
      return runWorkers(server, 'desk', count, { key: `from ${customers[0]}`, customers, warm });
    };
    const runs: Record<1 | 2 | 4, WorkersRun>[] = [];
    for (let round = 0; round < rounds; round += 1)
      runs.push({ 1: await run(1), 2: await run(2), 4: await run(4) });
    await server.stop();
    const fastest = (count: 1 | 2 | 4): WorkersRun =>
      // There is at least one round.
      runs.map((one) => one[count]).toSorted((one, other) => one.seconds - other.seconds)[0]!;
    const rating = ratingSeconds(entriesOfCustomer);
    return {
      status: 'measured',
      ...spreadOf(runs.map((one) => one[1].seconds / one[2].seconds)),
      notes: [
        `${each} customers with ${entriesOfCustomer} entries each, of ${all * entriesOfCustomer} entries; 4 workers ÷ 1 is ${spreadOf(runs.map((one) => one[1].seconds / one[4].seconds)).ratio.toFixed(2)}`,
        ...counts.flatMap((count) => [told(fastest(count)), ...sharesOf(fastest(count), rating)]),
      ],
      sides: counts.map((count) => {
        const { workers, serverSeconds, seconds, customers } = fastest(count);
        const cpuSeconds = workers.reduce((sum, one) => sum + one.cpuSeconds, serverSeconds);
        return {
          name: `a customer, ${count} at work`,
          cpuNanoseconds: (cpuSeconds * 1e9) / customers,
          wallNanoseconds: (seconds * 1e9) / customers,
        };
      }),
    };
  },
};

const customerAt = (place: number): string => `customer_${String(place).padStart(4, '0')}`;
