import type { StoredPosting } from '../records/billing.ts';

/** Postings that were written by one call: they belong together, and no one sees a state in between. */
export function* callsOf(ledger: readonly StoredPosting[]): Generator<readonly StoredPosting[]> {
  let call: StoredPosting[] = [];
  for (const row of ledger) {
    const last = call.at(-1);
    if (last !== undefined && last.posting.at !== row.posting.at) {
      yield call;
      call = [];
    }
    call.push(row);
  }
  if (call.length > 0) yield call;
}
