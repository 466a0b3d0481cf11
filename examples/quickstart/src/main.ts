import { formatNumber, isBillingError, type ReportedWork, type TimeEntry } from '@billwright/core';
import { billWork } from './bill-work.ts';
import { readCommandLine } from './command-line.ts';
import { accountFor } from './coverage.ts';
import { invoiceDocument } from './invoice-document.ts';
import { openBooks } from './open-books.ts';
import { readPlan } from './plan-file.ts';
import { progressOn } from './progress.ts';
import { readWork } from './read-work.ts';
import { report } from './report.ts';
import { setUpDesk } from './set-up-desk.ts';
import { startStopwatch } from './stopwatch.ts';
import { writeCoverage, writeInvoice } from './write-files.ts';

async function main(args: readonly string[]): Promise<void> {
  const { file, mapping: planFile, out, fresh } = readCommandLine(args);
  const { mapping, plan } = await readPlan(planFile);
  const lap = startStopwatch();

  const work = await readWork(file, mapping, progressOn(process.stderr));
  const reading = lap();

  const { billing, on } = await openBooks(out, fresh);
  try {
    const opening = lap();
    const desk = billing.forTenant('desk');
    const { first, last } = daysOf(work.entries, plan.payment.issuedOn);
    const start = plan.start ?? first;
    on(start);
    await setUpDesk(desk, plan, {
      start,
      customerIds: work.entries.flatMap(({ customerId }) => customerId ?? []),
    });
    on(plan.payment.issuedOn);
    const { bills, issued, invoices } = await billWork(desk, work.entries, last);
    const charging = lap();

    const known = new Map<string, ReportedWork>();
    for (const one of await desk.reports.work()) known.set(one.entryId, one);
    for (const invoice of issued) {
      const own = bills.filter(({ customerId }) => customerId === invoice.content.customerId);
      await writeInvoice(out, invoiceDocument(invoice, { bills: own, work: known }, plan));
    }
    const coverage = accountFor(work, known);
    await writeCoverage(out, coverage);
    console.log(
      report({ invoices, issued, margins: await desk.reports.margin({ by: 'customer' }), coverage }),
    );
    console.error(
      `\n${formatNumber(String(work.rowCount), 'en')} rows: reading ${reading}, opening ${opening}, ` +
        `billing ${charging}, reports and files ${lap()}.`,
    );
    console.error(`Invoices, coverage.json and the books: ${out}`);
  } finally {
    await billing.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!isFaultOfInput(error)) throw error;
  console.error(isBillingError(error) ? `${error.message}\n${error.remedy}` : error.message);
  process.exitCode = 1;
}

/** Missing files, unknown options, broken plans: each has a code. Anything else is a fault in the program. */
function isFaultOfInput(error: unknown): error is Error {
  return error instanceof Error && 'code' in error;
}

/** The first and the last day of the work, as they were written down. */
function daysOf(
  entries: readonly TimeEntry[],
  otherwise: string,
): { readonly first: string; readonly last: string } {
  const days = entries
    .map((entry) => ('date' in entry && entry.date != null ? entry.date : (entry.start ?? '').slice(0, 10)))
    .toSorted();
  return { first: days[0] ?? otherwise, last: days.at(-1) ?? otherwise };
}
