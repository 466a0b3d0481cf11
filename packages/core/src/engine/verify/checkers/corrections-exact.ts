import type { CustomerChecker } from '../checker.ts';
import { groupBy } from '../group-by.ts';
import type { CustomerRows } from '../customer-rows.ts';
import { differ, exact, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/** Credit notes against their invoices, and what was released against what is still drawn. */
export const correctionsExact: CustomerChecker = {
  invariant: 'I24',
  says: 'Credit notes take off what they say and never more than there was; what is void or released holds nothing.',
  of: 'customer',
  *check(rows) {
    yield* creditFaults(rows);
    yield* voidFaults(rows);
    yield* releaseFaults(rows);
  },
};

function* creditFaults({ invoices }: CustomerRows): Generator<Finding> {
  const notes = invoices.filter(({ settlement }) => settlement !== 'draft' && settlement !== 'void');
  const byInvoice = groupBy(notes, ({ credits }) => credits?.invoiceId ?? null);
  for (const { id, content, credited } of invoices) {
    const found = sumOf((byInvoice.get(id) ?? []).map((note) => note.content.totals.total.amount));
    if (differ(found, exact(credited.amount)))
      yield finding('invoice', id, 'was credited other than its credit notes say', {
        expected: textOf(found),
        found: credited.amount,
      });
    const total = exact(content.totals.total.amount);
    // A draft can be below 0, and nothing is credited on it.
    if (found !== null && found > 0n && total !== null && found > total)
      yield finding('invoice', id, 'was credited more than it asked for', { credited: textOf(found) });
  }
  const known = new Set(invoices.map(({ id }) => id));
  for (const { id, credits } of notes)
    if (credits !== null && !known.has(credits.invoiceId))
      yield finding('invoice', id, 'credits an invoice that is not there', { invoiceId: credits.invoiceId });
}

function* voidFaults({ invoices, standing }: CustomerRows): Generator<Finding> {
  const gone = new Set(invoices.flatMap(({ id, settlement }) => (settlement === 'void' ? [id] : [])));
  for (const { id, invoiceId } of standing)
    if (invoiceId !== null && gone.has(invoiceId))
      yield finding('bill', id, 'stands although its invoice is void', { invoiceId });
}

function* releaseFaults({ bills, accounts }: CustomerRows): Generator<Finding> {
  const released = new Set(bills.flatMap(({ id, releasedAt }) => (releasedAt === null ? [] : [id])));
  for (const { account, ledger } of accounts) {
    const reversed = new Set(ledger.map(({ posting }) => posting.reverses));
    for (const { owner, posting } of ledger)
      if (posting.kind === 'draw' && released.has(owner) && !reversed.has(posting.key))
        yield finding('bill', owner, 'was released and still draws', {
          accountId: account.id,
          key: posting.key,
        });
  }
}
