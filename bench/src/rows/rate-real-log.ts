import { compileRater } from '@billwright/core';
import { readRealLog } from '../real-log/read-real-log.ts';
import { realLogPolicy } from '../real-log/real-log-policy.ts';
import { assertAgreement } from '../reference/assert-agreement.ts';
import { referenceRater } from '../reference/reference.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

/** One entry in so many is compared, and is timed with the reference. */
const comparedStep = 7;
const timedStep = 100;

export const rateRealLog: Row = {
  name: 'rate/real-log',
  divides: 'the same as rate/vs-reference, on a real log of ten years',
  better: 'more',
  bar: 100,
  goal: 350,
  measure() {
    const entries = readRealLog();
    if (entries === null) return { status: 'absent', reason: 'the log does not lie beside the project' };
    const policy = realLogPolicy(entries);
    const charges = assertAgreement(
      policy,
      entries.filter((_, index) => index % comparedStep === 0),
    );
    const sample = entries.filter((_, index) => index % timedStep === 0);
    const rater = compileRater(policy);
    const reference = referenceRater(policy);
    const pair = timeSideBySide(
      { name: 'reference', things: sample.length, run: () => reference.rate(sample) },
      { name: 'rate()', things: entries.length, run: () => rater.rate(entries, { faults: 'block' }) },
    );
    const notes = [
      `${entries.length} entries; ${charges} charges of a seventh of them equal the reference's`,
    ];
    return { status: 'measured', ...pair, notes };
  },
};
