import { compileRater } from '@billwright/core';
import { readCommandLine } from './command-line.ts';
import { accountFor } from './coverage.ts';
import { makeInvoices } from './make-invoices.ts';
import { ratingPolicy } from './plan.ts';
import { helpdeskMapping, helpdeskPlan } from './policy.ts';
import { progressOn } from './progress.ts';
import { readWork } from './read-work.ts';
import { report } from './report.ts';

const { file } = readCommandLine(process.argv.slice(2));
const work = await readWork(file, helpdeskMapping, progressOn(process.stderr));
const rated = compileRater(ratingPolicy(helpdeskPlan)).rate(work.entries, { faults: 'block' });
const invoices = [...makeInvoices(rated, helpdeskPlan)];
console.log(report(invoices, accountFor(work, rated)));
