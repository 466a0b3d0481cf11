import { compileRater } from '@billwright/core';
import { companyPolicy } from '../generator/company.ts';
import { generateWork } from '../generator/entries.ts';
import { customerIds } from '../generator/people.ts';
import { assertAgreement } from '../reference/assert-agreement.ts';
import { referenceRater } from '../reference/reference.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

const customers = 40;
const kinds = 500;

export const rateSmall: Row = {
  name: 'rate/small',
  divides: 'one entry through a warm rater ÷ through the straightforward one, with a policy of 40 customers',
  better: 'less',
  bar: 0.3,
  goal: 0.1,
  measure() {
    const policy = companyPolicy(customers);
    const known = new Set<string | null | undefined>(customerIds.slice(0, customers));
    const { entries } = generateWork(100_000);
    const calls = entries
      .filter(({ customerId }) => known.has(customerId))
      .slice(0, kinds)
      .map((one) => [one]);
    assertAgreement(policy, ...calls);
    const rater = compileRater(policy);
    const reference = referenceRater(policy);
    const next = turns(calls);
    const pair = timeSideBySide(
      { name: 'rate() of one', things: 1, run: () => rater.rate(next()) },
      { name: 'reference of one', things: 1, run: () => reference.rate(next()) },
    );
    const read = timeSideBySide(
      { name: 'and its charges read', things: 1, run: () => Array.from(rater.rate(next()).charges()) },
      { name: 'reference of one', things: 1, run: () => reference.rate(next()) },
    );
    const notes = [
      `each of ${kinds} entries in its turn; with its charges and their traces read it is ${read.ratio.toFixed(3)}`,
    ];
    return { status: 'measured', ...pair, notes };
  },
};

function turns<Item>(items: readonly Item[]): () => Item {
  let at = 0;
  return () => {
    at = (at + 1) % items.length;
    // The remainder is below the length.
    return items[at]!;
  };
}
