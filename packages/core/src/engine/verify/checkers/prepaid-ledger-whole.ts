import type { PrepaidPosting } from '../../../prepaid/posting.ts';
import type { AccountRows } from '../customer-rows.ts';
import type { CustomerChecker } from '../checker.ts';
import { differ, exact } from '../exact.ts';
import { type Finding, finding } from '../violation.ts';

/** A balance is nothing but the sum of the postings, so none may be missing and none may be made up. */
export const prepaidLedgerWhole: CustomerChecker = {
  invariant: 'I9',
  says: 'The ledger of a prepaid account has every posting once, and what takes a posting back is its opposite.',
  of: 'customer',
  *check({ accounts }) {
    for (const rows of accounts) {
      yield* sequenceFaults(rows);
      yield* reversalFaults(rows);
      yield* lotFaults(rows);
    }
  },
};

function* sequenceFaults({ account, ledger }: AccountRows): Generator<Finding> {
  for (const [index, { sequence, posting }] of ledger.entries()) {
    if (sequence === index + 1 && posting.accountId === account.id) continue;
    const values = { key: posting.key, sequence, expected: index + 1 };
    yield finding('prepaid-account', account.id, 'has a gap in its ledger', values);
    return;
  }
}

function* reversalFaults({ account, ledger }: AccountRows): Generator<Finding> {
  const byKey = new Map(ledger.map(({ posting }) => [posting.key, posting]));
  const back = new Map<string, bigint>();
  for (const { posting } of ledger) {
    const { reverses, lotId, key } = posting;
    if (reverses === null) continue;
    const of = byKey.get(reverses);
    const before = back.get(reverses) ?? 0n;
    const rest = of === undefined ? null : sum(of, posting, before);
    back.set(reverses, before + (exact(posting.quantity) ?? 0n));
    // Work that was done in time takes breakage back bit by bit; everything else is taken back once and whole.
    const isOpposite =
      of !== undefined &&
      of.lotId === lotId &&
      (of.kind === 'expire' ? rest === null || rest <= 0n : before === 0n && !differ(rest, 0n));
    if (!isOpposite)
      yield finding('prepaid-account', account.id, 'has a reversal that is not the opposite of a posting', {
        key,
        reverses,
      });
  }
}

function sum(one: PrepaidPosting, other: PrepaidPosting, before: bigint): bigint | null {
  const [first, second] = [exact(one.quantity), exact(other.quantity)];
  return first === null || second === null ? null : first + second + before;
}

function* lotFaults({ account, lots, ledger }: AccountRows): Generator<Finding> {
  const known = new Set(lots.map(({ id }) => id));
  const filled = new Set<string>();
  for (const { posting } of ledger) {
    const { lotId, kind, key } = posting;
    if (lotId === null) continue;
    if (kind === 'top-up' || kind === 'transfer-in') filled.add(lotId);
    if (!known.has(lotId))
      yield finding('prepaid-account', account.id, 'has a posting of a lot that is not there', {
        key,
        lotId,
      });
  }
  for (const { id, usableAt } of lots)
    if (usableAt !== null && !filled.has(id))
      yield finding('prepaid-lot', id, 'can be used and was never filled');
}
