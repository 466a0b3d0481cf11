import { compileRater } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import { sampleOfCustomers } from '../generator/sample.ts';
import { assertAgreement } from '../reference/assert-agreement.ts';
import { referenceRater } from '../reference/reference.ts';
import type { Row } from '../row.ts';
import { wallNanoseconds } from '../timing/cpu-time.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

/** How many entries the reference rater does in about ten seconds, and in one timed call. */
const compared = 30_000;
const timed = 2_000;

export const rateVsReference: Row = {
  name: 'rate/vs-reference',
  divides: 'time per entry of the straightforward rater (date-fns, @date-fns/tz, decimal.js) ÷ of rate()',
  better: 'more',
  bar: 100,
  goal: 350,
  measure({ entries: count }) {
    const policy = companyPolicy();
    const { entries, fingerprint } = generateWork(count);
    const charges = assertAgreement(policy, sampleOfCustomers(entries, compared));
    const sample = sampleOfCustomers(entries, timed);
    const rater = compileRater(policy);
    const begin = wallNanoseconds();
    rater.rate(entries);
    const cold = ((wallNanoseconds() - begin) / count / 1000).toFixed(1);
    const reference = referenceRater(policy);
    const pair = timeSideBySide(
      { name: 'reference', things: sample.length, run: () => reference.rate(sample) },
      { name: 'rate()', things: entries.length, run: () => rater.rate(entries) },
    );
    const notes = [
      `${count} generated entries, sha256 ${fingerprint}`,
      `${charges} charges equal to the reference's; it was timed on ${sample.length} entries of whole customers`,
      `the first call of a rater, which finds its prices, took ${cold} µs an entry`,
    ];
    return { status: 'measured', ...pair, notes };
  },
};
