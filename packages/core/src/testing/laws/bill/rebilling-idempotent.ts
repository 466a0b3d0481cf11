import type { BillFacts } from '../../../bill/bill-facts.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { broken, holds, type Law } from '../law.ts';
import { differenceOf } from '../same-result.ts';

/** Bills the facts twice, the second time a copy of them that was stored and read again. */
export const rebillingIdempotent: Law<BillCase> = {
  name: 'rebilling-idempotent',
  says: 'Billing again, also what was stored and read again, gives the same bill and changes no fact.',
  exceptions: {},
  judge(given) {
    const stored = JSON.stringify(given.facts);
    const first = billCase(given);
    const text = JSON.stringify(first);
    // What was written as JSON by these types reads as these types.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const again = billCase(given, JSON.parse(stored) as BillFacts);
    if (JSON.stringify(given.facts) !== stored)
      return broken({ expected: 'the facts as they were', found: 'others' });
    if (JSON.stringify(again) === text) return holds;
    const { expected, found, moved } = differenceOf(first.charges, again.charges);
    return broken({ expected, found, change: 'The facts are billed a second time', charges: moved });
  },
};
