import type { CustomerChecker } from '../checker.ts';
import { differ, exact, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';
import type { StoredBill } from '../../records/billing.ts';

/** What allowances gave, against the work that they cover. */
export const allowanceKept: CustomerChecker = {
  invariant: 'I12',
  says: 'What of an allowance is used and what is left is all there was, and all use is by work that it covers.',
  of: 'customer',
  *check({ standing }) {
    for (const stored of standing) yield* faultsOf(stored);
    yield* overuse(standing);
  },
};

function* faultsOf({ id, bill }: StoredBill): Generator<Finding> {
  for (const { componentId, unit, used, usedHere, limit, left, carriesOut } of bill.allowances) {
    const own = bill.covered.filter(({ by }) => by.componentId === componentId && by.kind === 'allowance');
    const uses = sumOf(own.flatMap((work) => work.uses.map(({ quantity }) => quantity)));
    const here = exact(usedHere);
    if (differ(uses, here)) {
      const values = { componentId, unit, expected: textOf(uses), found: usedHere };
      yield finding('bill', id, 'counts other use of an allowance than its work has made', values);
    }
    const rest = sumOf(left.map(({ quantity }) => quantity));
    if (differ(sumOf([used, textOf(rest) ?? '0']), exact(limit))) {
      const values = { componentId, unit, used, left: textOf(rest), limit };
      yield finding('bill', id, 'leaves other of an allowance than was not used', values);
    }
    const carried = sumOf(carriesOut.map(({ quantity }) => quantity));
    if (rest !== null && carried !== null && carried > rest) {
      const values = { componentId, unit, left: textOf(rest), carried: textOf(carried) };
      yield finding('bill', id, 'carries more of an allowance on than is left', values);
    }
  }
}

/** All bills of a period together use no more than there was. */
function* overuse(standing: readonly StoredBill[]): Generator<Finding> {
  const periods = new Map<string, { readonly billId: string; used: bigint; limit: bigint }>();
  for (const { id: billId, bill } of standing)
    for (const { componentId, usedHere, limit } of bill.allowances) {
      const key = JSON.stringify([bill.contractId, componentId, bill.period.from]);
      const found = periods.get(key) ?? { billId, used: 0n, limit: 0n };
      const most = exact(limit) ?? 0n;
      found.used += exact(usedHere) ?? 0n;
      if (most > found.limit) found.limit = most;
      periods.set(key, found);
    }
  for (const { billId, used, limit } of periods.values())
    if (used > limit)
      yield finding('bill', billId, 'uses more of an allowance than there was', {
        used: textOf(used),
        limit: textOf(limit),
      });
}
