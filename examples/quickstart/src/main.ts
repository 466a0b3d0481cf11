import { relative } from 'node:path';
import { compileRater, formatNumber, isBillingError } from '@billwright/core';
import { readCommandLine } from './command-line.ts';
import { accountFor } from './coverage.ts';
import { type InvoiceDocument, makeInvoices } from './make-invoices.ts';
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

  console.log(report(invoices, coverage));
  const rows = formatNumber(String(work.rowCount), 'en');
  console.error(`\n${rows} rows: reading ${reading}, rating ${rating}, lines, totals and files ${writing}.`);
  console.error(
    `The invoices and coverage.json are in ${relative(process.env['INIT_CWD'] ?? '.', out) || '.'}`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // Faults in what was handed in are told in words; anything else is a fault in the program and keeps its stack.
  console.error(isBillingError(error) ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
