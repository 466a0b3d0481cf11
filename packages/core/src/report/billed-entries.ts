import type { Bill } from '../bill/bill.ts';
import { sum } from '../money/arithmetic.ts';
import type { BlockReason } from '../rating/outcome.ts';
import { intoGroups } from './report-group.ts';
import type { BilledWork } from './reported-work.ts';
import { revenueOf } from './revenue-of.ts';

/** What bills say of each entry. */
export class BilledEntries {
  readonly #billed = new Map<string, BilledWork>();
  readonly #contracts = new Map<string, string>();
  readonly #held = new Map<string, BlockReason>();

  constructor(bills: readonly Bill[]) {
    for (const bill of bills) this.#read(bill);
  }

  of(entryId: string): BilledWork | null {
    return this.#billed.get(entryId) ?? null;
  }

  contractOf(entryId: string): string | null {
    return this.#contracts.get(entryId) ?? null;
  }

  heldBackBy(entryId: string): BlockReason | null {
    return this.#held.get(entryId) ?? null;
  }

  #read(bill: Bill): void {
    const { contractId, currency, charges, covered, blocked, excluded } = bill;
    // What is too broken to be anybody's stands on every bill that it was handed to.
    const held = blocked.filter(({ customerId }) => customerId !== null);
    for (const { entryId } of [...charges, ...covered, ...held, ...excluded]) {
      if (entryId !== null) this.#contracts.set(entryId, contractId);
    }
    for (const { entryId, reason } of held) if (entryId !== null) this.#held.set(entryId, reason);
    const charged = secondsByEntry(charges);
    const paid = secondsByEntry(covered);
    const shares = new Map(
      intoGroups(
        revenueOf(bill).filter(({ entryId }) => entryId !== null),
        ({ entryId }) => entryId ?? '',
      ),
    );
    for (const entryId of new Set([...charged.keys(), ...paid.keys()])) {
      const own = shares.get(entryId) ?? [];
      this.#billed.set(entryId, {
        chargedSeconds: charged.get(entryId) ?? 0,
        coveredSeconds: paid.get(entryId) ?? 0,
        amount: sum(
          own.map(({ amount }) => amount),
          currency,
        ),
        net: sum(
          own.map(({ net }) => net),
          currency,
        ),
      });
    }
  }
}

function secondsByEntry(
  parts: readonly { readonly entryId: string; readonly billedSeconds: number }[],
): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const { entryId, billedSeconds } of parts) {
    seconds.set(entryId, (seconds.get(entryId) ?? 0) + billedSeconds);
  }
  return seconds;
}
