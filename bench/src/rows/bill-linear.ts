import { type BillFacts, type Biller, compileBilling } from '@billwright/core';
import { largeBill } from '../generator/large-bill.ts';
import { assertEqual } from '../reference/assert-agreement.ts';
import type { Row } from '../row.ts';
import { timeSideBySide } from '../timing/time-side-by-side.ts';

const few = 10_000;
const many = 100_000;

export const billLinear: Row = {
  name: 'bill/linear',
  divides: 'time per entry of bill() on a bill of many entries ÷ of fewer',
  better: 'less',
  bar: 1.3,
  goal: 1.1,
  measure() {
    const [fewer, more] = [prepare(few), prepare(many)];
    for (const { facts, biller } of [fewer, more]) {
      const { coverage, notDue } = biller.bill(facts);
      assertEqual('count of entries', [coverage.inputs.count + notDue.length], [facts.work?.length]);
    }
    const pair = timeSideBySide(
      { name: `${many} entries`, things: many, run: () => more.biller.bill(more.facts) },
      { name: `${few} entries`, things: few, run: () => fewer.biller.bill(fewer.facts) },
    );
    return {
      status: 'measured',
      ...pair,
      notes: [`${many} entries ÷ ${few} entries, with as much paid by others`],
    };
  },
};

function prepare(count: number): { readonly facts: BillFacts; readonly biller: Biller } {
  const { facts, policy } = largeBill(count);
  return { facts, biller: compileBilling(policy) };
}
