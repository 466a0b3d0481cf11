import type { BillFacts } from '../../../bill/bill-facts.ts';
import { type Decimal, decimal, formatDecimal } from '../../../money/decimal.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { broken, holds, type Law, silent } from '../law.ts';

/** Compares what allowances and lots gave with what they had. */
export const neverMoreThanThereIs: Law<BillCase> = {
  name: 'never-more-than-there-is',
  says: 'Allowances and prepaid accounts never give more than they have.',
  exceptions: {},
  judge(given) {
    const { allowances, postings } = billCase(given);
    for (const { componentId, used, limit } of allowances) {
      if (decimal(used).lessThanOrEqualTo(limit)) continue;
      return broken({ expected: `at most ${limit} of ${componentId}`, found: used });
    }
    const accounts = given.facts.history?.prepaid?.accounts ?? [];
    for (const { id, overdraft } of accounts) {
      const before = given.facts.history?.prepaid?.postings ?? [];
      const left = totalOf([...before, ...postings], id).plus(overdraft);
      if (!left.isNegative() || left.isZero()) continue;
      return broken({
        expected: `a balance of ${id} of at least −${overdraft}`,
        found: formatDecimal(left.minus(overdraft)),
      });
    }
    return allowances.length + accounts.length === 0 ? silent : holds;
  },
};

type Postings = NonNullable<NonNullable<BillFacts['history']>['prepaid']>['postings'];

const totalOf = (postings: Postings, account: string): Decimal =>
  postings
    .filter(({ accountId }) => accountId === account)
    .reduce((sum, { quantity }) => sum.plus(quantity), decimal(0));
