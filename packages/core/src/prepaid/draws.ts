import { postingKey, type PrepaidPosting } from './posting.ts';

/** What an account's work has drawn, and what of it was taken back. Work is told by its {@link workKey}. */
export interface DrawHistory {
  /** The draws that stand. */
  readonly active: readonly PrepaidPosting[];
  /** The work of the draws that stand. */
  readonly drawn: ReadonlySet<string>;
  /** How many draws of a piece of work were taken back: what tells a new draw from them. */
  readonly reversals: ReadonlyMap<string, number>;
}

/** Reads the draws of an account from its postings, whatever their order. */
export function drawHistory(
  account: { readonly id: string },
  postings: readonly PrepaidPosting[],
): DrawHistory {
  const reversed = reversedKeys(account, postings);
  const active: PrepaidPosting[] = [];
  const drawn = new Set<string>();
  const reversals = new Map<string, number>();
  for (const posting of postings) {
    if (posting.accountId !== account.id || posting.kind !== 'draw') continue;
    const work = workKey(posting);
    if (reversed.has(posting.key)) {
      reversals.set(work, (reversals.get(work) ?? 0) + 1);
    } else {
      active.push(posting);
      drawn.add(work);
    }
  }
  return { active, drawn, reversals };
}

/** What the keys of all draws of a piece of work begin with. */
export function workKey({ entryId, part }: Pick<PrepaidPosting, 'entryId' | 'part'>): string {
  return postingKey('draw', entryId, part);
}

/**
 * The draws of a time entry that stand, or of one part of it: what it has taken and nobody has reversed.
 *
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, drawsOf, openPool, prepaidLot } from '@billwright/core';
 *
 * const account = definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 * const { lot, posting } = creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z');
 * const pool = openPool(account, [lot], [posting], '2026-06-30T00:00:00.000Z');
 * const { postings } = pool.draw('3600', { entryId: 'te_1', part: 'business', workDate: '2026-06-10' });
 * console.log(drawsOf(account, [posting, ...postings], 'te_1').map(({ quantity }) => quantity).join());
 * // => -3600
 * ```
 */
export function drawsOf(
  account: { readonly id: string },
  postings: readonly PrepaidPosting[],
  entryId: string,
  part?: string | null,
): readonly PrepaidPosting[] {
  return drawHistory(account, postings).active.filter(
    (draw) => draw.entryId === entryId && (part === undefined || draw.part === part),
  );
}

/** The keys of an account's postings that were taken back. */
export function reversedKeys(
  account: { readonly id: string },
  postings: readonly PrepaidPosting[],
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { accountId, reverses } of postings) {
    if (accountId === account.id && reverses !== null) keys.add(reverses);
  }
  return keys;
}
