import type { Row } from './row.ts';
import { billLinear } from './rows/bill-linear.ts';
import { billVsRate } from './rows/bill-vs-rate.ts';
import { coreImport } from './rows/core-import.ts';
import { coreSize } from './rows/core-size.ts';
import { engineVsBill } from './rows/engine-vs-bill.ts';
import { mailerLinear } from './rows/mailer-linear.ts';
import { mailerPdf } from './rows/mailer-pdf.ts';
import { mailerSend } from './rows/mailer-send.ts';
import { postgresMemory } from './rows/postgres-memory.ts';
import { postgresRead } from './rows/postgres-read.ts';
import { postgresRecord } from './rows/postgres-record.ts';
import { postgresRun } from './rows/postgres-run.ts';
import { postgresRunVsPlain } from './rows/postgres-run-vs-plain.ts';
import { postgresWorkers } from './rows/postgres-workers.ts';
import { rateLinear } from './rows/rate-linear.ts';
import { rateMemory } from './rows/rate-memory.ts';
import { rateRealLog } from './rows/rate-real-log.ts';
import { rateSmall } from './rows/rate-small.ts';
import { rateTrace } from './rows/rate-trace.ts';
import { rateVsLimit } from './rows/rate-vs-limit.ts';
import { rateVsReference } from './rows/rate-vs-reference.ts';

/** The table, in its order. A new row is a file in `rows/` and a line here. */
export const rows: readonly Row[] = [
  rateVsReference,
  rateVsLimit,
  rateTrace,
  rateLinear,
  rateMemory,
  rateSmall,
  rateRealLog,
  billVsRate,
  billLinear,
  engineVsBill,
  mailerPdf,
  mailerLinear,
  mailerSend,
  postgresRecord,
  postgresRead,
  postgresRun,
  postgresRunVsPlain,
  postgresWorkers,
  postgresMemory,
  coreImport,
  coreSize,
];
