import { invoiceRecords } from '../../records/billing.ts';
import type { TenantChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** Invoices come in the order of their issue; their numbers must go up, and so must their dates. */
export const numbersChronological: TenantChecker = {
  invariant: 'I6',
  says: 'Within a series, a later number has no earlier date.',
  of: 'tenant',
  async *check(view) {
    const last = new Map<string, { readonly sequence: number; readonly on: string }>();
    for await (const { id, issued } of view.each(invoiceRecords)) {
      if (issued === null) continue;
      const { series, sequence, on, number } = issued;
      // In a new year a series may begin anew, and dates go up none the less.
      const year = `${series}/${on.slice(0, 4)}`;
      const before = last.get(year);
      if (before !== undefined && (before.sequence > sequence || before.on > on))
        yield finding('invoice', id, 'was issued after one with a later number or date', { number, on });
      last.set(year, { sequence, on });
    }
  },
};
