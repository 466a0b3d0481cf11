import { type BillCase, billCase } from '../bill-case.ts';
import { broken, holds, type Law, silent } from '../law.ts';
import { inTime, sumBy } from '../sums.ts';
import { workedSeconds } from '../worked-seconds.ts';

/** Counts what went in and what came out, without asking the bill how long anything was. */
export const billConservation: Law<BillCase> = {
  name: 'bill-conservation',
  says: 'Everything handed in is billed, covered, excluded, blocked or not due, with all of its seconds.',
  exceptions: {
    'lengths-unknown': 'How long some entry is can not be told without a calendar, or not at all.',
  },
  judge(given) {
    const { work = [], expenses = [], products = [] } = given.facts;
    const things = work.length + expenses.length + products.length;
    if (things === 0) return silent;
    const { coverage, notDue } = billCase(given);
    const { billed, covered, excluded, blocked } = coverage;
    const told = [billed, covered, excluded, blocked];
    const counted = sumBy(told, ({ count }) => count) + notDue.length;
    if (counted !== things) return broken({ expected: `${things} things`, found: `${counted} things` });
    const worked = work.map(workedSeconds);
    const seconds = worked.flatMap((one) => (one === null || one < 0 ? [] : [one]));
    if (seconds.length < work.length) return { outcome: 'exception', exception: 'lengths-unknown' };
    const found = sumBy(told, (tally) => tally.seconds) + sumBy(notDue, (one) => one.seconds);
    const expected = sumBy(seconds, (one) => one);
    return found === expected ? holds : broken({ expected: inTime(expected), found: inTime(found) });
  },
};
