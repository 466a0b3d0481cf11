import type { Row } from '../row.ts';
import { postgresDesk } from './postgres-desk.ts';
import { startBenchServer } from './postgres-server.ts';
import { runWorkers } from './postgres-workers-run.ts';

export const postgresMemory: Row = {
  name: 'pg/memory',
  divides: 'peak memory of a worker that bills many customers ÷ of one that bills a part of them',
  better: 'less',
  bar: 1.3,
  goal: 1.05,
  async measure({ name }) {
    const [few, many] = name === 'full' ? [1000, 10_000] : [100, 300];
    const server = await startBenchServer();
    const peakOf = async (customers: number): Promise<number> => {
      const tenantId = `desk of ${customers}`;
      await postgresDesk(server, tenantId, customers, 100);
      const { workers } = await runWorkers(server, tenantId, 1);
      return workers[0]?.peakBytes ?? Number.NaN;
    };
    const [small, large] = [await peakOf(few), await peakOf(many)];
    await server.stop();
    return {
      status: 'measured',
      ratio: large / small,
      min: large / small,
      max: large / small,
      notes: [`${many * 100} entries: ${inMebibytes(large)}; ${few * 100} entries: ${inMebibytes(small)}`],
      sides: [],
    };
  },
};

const inMebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
