import { monthOfWork } from '../generator/filled-desk.ts';
import { billAll } from './engine-vs-bill.ts';
import type { WorkerReport, WorkersRun } from './postgres-workers-run.ts';

/** How fast a run was, in words. */
export const told = ({ customers, seconds, workers }: WorkersRun): string =>
  `${workers.length} ${workers.length === 1 ? 'worker' : 'workers'}: ${(customers / seconds).toFixed(1)} customers/s`;

/** What rating and billing a customer takes, timed alone on the same kind of work. */
export function ratingSeconds(entriesOfCustomer: number): number {
  const sample = monthOfWork(50, entriesOfCustomer);
  for (let round = 0; round < 3; round += 1) billAll(sample);
  const cpu = process.cpuUsage();
  billAll(sample);
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1e6 / sample.customers.length;
}

/** Where the time of the workers of a run went. */
export function sharesOf(
  { workers, customers, serverSeconds }: WorkersRun,
  ratingOfCustomer: number,
): readonly string[] {
  const sum = (of: (report: WorkerReport) => number): number =>
    workers.reduce((all, one) => all + of(one), 0);
  const [wall, waiting, own] = [
    sum(({ seconds }) => seconds),
    sum(({ waitingSeconds }) => waitingSeconds),
    sum(({ cpuSeconds }) => cpuSeconds),
  ];
  const rating = ratingOfCustomer * customers;
  const all = own + serverSeconds;
  return [
    `on the wall, ${percent(waiting, wall)} waits for statements, ${percent(wall - waiting, wall)} is the worker's own`,
    `of the processors' time, ${((1000 * all) / customers).toFixed(1)} ms a customer, ${percent(serverSeconds, all)} is the server's, ${percent(rating, all)} rates and bills, ${percent(own - rating, all)} is the rest of the worker`,
  ];
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
