import type { AccountRows, CustomerRows } from '../customer-rows.ts';
import type { CustomerChecker } from '../checker.ts';
import { differ, exact, sumOf, textOf } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/**
 * What entries have drawn, all draws less what was taken back, against the postings that bills name as paying for them.
 * A draw may have moved to another lot since, which changes neither sum. What a person chose to draw and no bill has yet
 * needs no more than the entry itself.
 */
export const prepaidHasCause: CustomerChecker = {
  invariant: 'I10',
  says: 'What was drawn from prepaid accounts is what bills that stand cover with it, or was chosen for open work.',
  of: 'customer',
  *check(rows) {
    const work = new Map(rows.work.flatMap((one) => (one.kind === 'entry' ? [[one.work.id, one]] : [])));
    for (const account of rows.accounts) {
      const paid = paidByEntry(rows, account);
      const drawn = drawnByEntry(account);
      for (const entryId of new Set([...drawn.keys(), ...paid.keys()])) {
        const [has, pays] = [drawn.get(entryId) ?? 0n, paid.get(entryId) ?? 0n];
        const record = work.get(entryId);
        const isOpen = record !== undefined && (record.billId === null || record.isPartlyOpen);
        if (!differ(has, pays) || (isOpen && pays === 0n) || record?.isPartlyOpen === true) continue;
        const values = { accountId: account.account.id, drawn: textOf(-has), covered: textOf(-pays) };
        yield finding('entry', entryId, 'has drawn other than its bills cover', values);
      }
      yield* missingPostings(rows, account);
    }
  },
};

/** The postings that bills which stand name as paying for an entry. */
function paidByEntry(
  { standing }: CustomerRows,
  { account, ledger }: AccountRows,
): ReadonlyMap<string, bigint> {
  // Breakage that was taken back for the work stands beside its draws, and is no draw.
  const draws = ledger.filter(({ posting }) => posting.kind === 'draw');
  const byKey = new Map(draws.map(({ posting }) => [posting.key, posting.quantity]));
  // What a bill has drawn itself is as the bill says; what was chosen before it, only the ledger knows.
  for (const { bill } of standing)
    for (const { key, quantity, accountId, kind } of bill.postings)
      if (accountId === account.id && kind === 'draw') byKey.set(key, quantity);
  const named = new Map<string, Set<string>>();
  for (const { bill } of standing)
    for (const { by, entryId, postings } of bill.covered) {
      // Keys are unique in an account: another one may have a draw of the same name.
      if (by.accountId !== account.id) continue;
      const keys = named.get(entryId) ?? new Set();
      for (const key of postings) keys.add(key);
      named.set(entryId, keys);
    }
  return new Map(
    [...named].map(([entryId, keys]) => [
      entryId,
      sumOf([...keys].map((key) => byKey.get(key) ?? '0')) ?? 0n,
    ]),
  );
}

function drawnByEntry({ ledger }: AccountRows): ReadonlyMap<string, bigint> {
  const drawn = new Map<string, bigint>();
  const draws = new Set(
    ledger.filter(({ posting }) => posting.kind === 'draw').map(({ posting }) => posting.key),
  );
  for (const { posting } of ledger) {
    const { key, reverses, entryId, quantity } = posting;
    if (entryId === null || !(draws.has(key) || (reverses !== null && draws.has(reverses)))) continue;
    drawn.set(entryId, (drawn.get(entryId) ?? 0n) + (exact(quantity) ?? 0n));
  }
  return drawn;
}

/** A bill that says that an account pays, of whose ledger the posting is gone. */
function* missingPostings({ standing }: CustomerRows, { account, ledger }: AccountRows): Generator<Finding> {
  const keys = new Set(ledger.map(({ posting }) => posting.key));
  for (const { id, bill } of standing)
    for (const { by, postings, entryId } of bill.covered) {
      if (by.accountId !== account.id) continue;
      for (const key of postings)
        if (!keys.has(key))
          yield finding('bill', id, 'is paid by a posting that is not there', { entryId, key });
    }
}
