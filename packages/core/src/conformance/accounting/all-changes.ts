import type { LedgerPayment } from '../../ports/accounting.ts';
import { require } from '../finding.ts';
import type { AtWork } from './accounting-subject.ts';

/** Everything that a connector tells from a cursor on, and where it ended. */
export async function allChanges(
  { connector, context }: Pick<AtWork, 'connector' | 'context'>,
  from: string | null,
): Promise<{ readonly payments: readonly LedgerPayment[]; readonly cursor: string }> {
  const payments: LedgerPayment[] = [];
  for (let cursor = from, pages = 1; ; pages += 1) {
    const page = await connector.changes(cursor, context);
    payments.push(...page.payments);
    if (!page.hasMore) return { payments, cursor: page.cursor };
    require(pages < 1000, 'it has more and more');
    cursor = page.cursor;
  }
}
