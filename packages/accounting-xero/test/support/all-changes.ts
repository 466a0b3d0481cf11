import type { LedgerPayment } from '@billwright/core';
import type { Connected } from './connected.ts';

/** All that a ledger tells from a cursor on, page by page, and where to go on. */
export async function allChanges(
  { connector, context }: Connected,
  from: string | null = null,
): Promise<{ readonly payments: readonly LedgerPayment[]; readonly cursor: string }> {
  const payments: LedgerPayment[] = [];
  for (let cursor = from; ; ) {
    const page = await connector.changes(cursor, context);
    payments.push(...page.payments);
    ({ cursor } = page);
    if (!page.hasMore) return { payments, cursor };
  }
}
