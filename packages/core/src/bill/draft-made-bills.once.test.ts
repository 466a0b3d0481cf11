import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBillFacts } from '../testing/bill-facts-arbitraries.ts';
import { billOf, exampleContract } from '../testing/bill-fixture.ts';
import { anyDesk } from '../testing/desk-arbitraries.ts';
import { anyDraft } from '../testing/draft-arbitraries.ts';
import { exampleHead } from '../testing/draft-fixture.ts';
import { billPeriod } from './bill-period.ts';
import type { Bill } from './bill.ts';
import { draftInvoice, draftMadeBills } from './draft-invoice.ts';

const empty = billOf(exampleContract());

/** One to three bills of a customer of any desk, each as if it were of a contract of its own. */
const anyMadeBills: fc.Arbitrary<readonly [Bill, ...Bill[]]> = anyDesk({ months: 1, maxEntries: 0 })
  .chain(({ rating, taxCodes, customers }): fc.Arbitrary<readonly Bill[]> => {
    const policies = customers.flatMap(({ contracts }) =>
      contracts.length === 0 ? [] : [{ rating, taxCodes, contracts }],
    );
    if (policies.length === 0) return fc.constant([empty]);
    return fc.constantFrom(...policies).chain((policy) =>
      fc.array(
        anyBillFacts(policy).map((facts) => billPeriod(facts, policy)),
        { minLength: 1, maxLength: 3, size: 'max' },
      ),
    );
  })
  .map((made) => {
    const [first = empty, ...others] = made.map((bill, index) => ({ ...bill, contractId: `c_${index}` }));
    const { customerId, currency } = first;
    const along = others.filter((bill) => bill.customerId === customerId && bill.currency === currency);
    return [first, ...along] as const;
  });

test('bills that were just made become the draft that they become when they are read', () => {
  fc.assert(
    fc.property(anyMadeBills, anyDraft(), fc.boolean(), (bills, { content }, hasOthers) => {
      const isFitting = hasOthers && content.currency === bills[0].currency;
      const { lines, taxCodes } = content;
      const input = { ...exampleHead, id: 'inv_1', ...(isFitting ? { lines, taxCodes } : {}) };
      const outcomeOf = (draft: () => unknown): unknown => {
        try {
          return draft();
        } catch (error) {
          return error;
        }
      };
      expect(outcomeOf(() => draftMadeBills(bills, input))).toStrictEqual(
        outcomeOf(() => draftInvoice({ ...input, bills })),
      );
    }),
  );
});
