import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';
import { type IssueResult, issueInvoices } from './issue-invoices.ts';
import { reviewDrafts } from './review-drafts.ts';

/** How many invoices are issued in one transaction: enough to be fast, few enough that nobody waits long for a series. */
const perTransaction = 200;

/**
 * Issues drafts in this order, after the plugins have looked at them: a result for each. They are issued so many at a
 * time; each part is committed on its own, and its results are what a second call with the same key gets.
 */
export async function issueReviewed(
  scope: TenantScope,
  ids: readonly string[],
  { key, ...options }: WriteOptions = {},
): Promise<readonly IssueResult[]> {
  const results: IssueResult[] = [];
  for (let first = 0; first < ids.length; first += perTransaction) {
    const part = ids.slice(first, first + perTransaction);
    const reviews = await reviewDrafts(scope, part, options.signal);
    const partKey = key === undefined ? {} : { key: `${key}#${first}` };
    results.push(
      ...(await scope.write(
        { method: 'invoices.issueAll', given: part },
        { ...options, ...partKey },
        (unit) => issueInvoices(unit, part, reviews),
      )),
    );
  }
  return results;
}
