import type { Bill } from '../../../bill/bill.ts';
import { type BillCase, billCase } from '../bill-case.ts';
import { broken, excepted, holds, type Law, silent, type Verdict } from '../law.ts';
import { groupBy, inTime, sumBy } from '../sums.ts';
import { workedSeconds } from '../worked-seconds.ts';

/** Adds up what is charged, covered and held back of each entry. */
export const billNoDoublePay: Law<BillCase> = {
  name: 'bill-no-double-pay',
  says: 'Each second of work is charged, covered or held back, and none of them twice.',
  exceptions: { 'ids-repeat': 'Of entries with one id only one is billed, and it is not told which.' },
  judge(given) {
    const { work = [] } = given.facts;
    if (new Set(work.map(({ id }) => id)).size < work.length) return excepted('ids-repeat');
    const bill = billCase(given);
    const { charges, covered, postings } = bill;
    if (charges.length + covered.length === 0) return silent;
    const keys = [
      ...charges.map(({ key }) => `charge ${key}`),
      ...postings.map((one) => `posting ${one.accountId} ${one.key}`),
    ];
    const twice = keys.find((key, place) => keys.indexOf(key) < place);
    if (twice !== undefined) return broken({ expected: `one ${twice}`, found: 'two' });
    const parts = groupBy([...charges, ...covered], ({ entryId }) => entryId);
    for (const entry of work) {
      const own = parts.get(entry.id) ?? [];
      const worked = workedSeconds(entry);
      if (own.length === 0 || worked === null) continue;
      const found = sumBy(own, ({ measuredSeconds }) => measuredSeconds) + heldOf(bill, entry.id);
      if (found !== worked) return notAllOf(bill, entry.id, worked, found);
    }
    return holds;
  },
};

/** The seconds of an entry that the contract holds back. */
const heldOf = ({ blocked }: Bill, id: string): number =>
  sumBy(
    blocked.filter(({ entryId }) => entryId === id),
    ({ seconds }) => seconds,
  );

function notAllOf({ charges }: Bill, id: string, worked: number, found: number): Verdict {
  return broken({
    expected: `${inTime(worked)} of ${id}`,
    found: inTime(found),
    charges: [{ title: 'charge', charges: charges.filter(({ entryId }) => entryId === id) }],
  });
}
