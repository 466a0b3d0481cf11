import { compileRater, formatNumber, isBillingError } from '@billwright/core';
import { readCommandLine } from './command-line.ts';
import { accountFor } from './coverage.ts';
import { type InvoiceDocument, makeInvoices } from './make-invoices.ts';
import { margins } from './margin.ts';
import { ratingPolicy } from './plan.ts';
import { readPlan } from './plan-file.ts';
import { progressOn } from './progress.ts';
import { readWork } from './read-work.ts';
import { report } from './report.ts';
import { startStopwatch } from './stopwatch.ts';
import { writeCoverage, writeInvoice } from './write-files.ts';

async function main(args: readonly string[]): Promise<void> {
  const { file, mapping: planFile, out } = readCommandLine(args);
  const { mapping, plan } = await readPlan(planFile);
  const lap = startStopwatch();

  const work = await readWork(file, mapping, progressOn(process.stderr));
  const reading = lap();

  const rated = compileRater(ratingPolicy(plan)).rate(work.entries, { faults: 'block' });
  const rating = lap();

  const invoices: InvoiceDocument[] = [];
  for (const invoice of makeInvoices(rated, plan)) {
    invoices.push(invoice);
    await writeInvoice(out, invoice);
  }
  const coverage = accountFor(work, rated);
  await writeCoverage(out, coverage);
  const writing = lap();

  console.log(report(invoices, margins(invoices, rated), coverage));
  const rows = formatNumber(String(work.rowCount), 'en');
  console.error(`\n${rows} rows: reading ${reading}, rating ${rating}, lines, totals and files ${writing}.`);
  console.error(`Invoices and coverage.json: ${out}`);
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
