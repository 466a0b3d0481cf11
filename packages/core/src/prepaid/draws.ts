import { type DrawnWork, postingKey, type PrepaidPosting } from './posting.ts';

/** The draws of an account that were not taken back, and how often draws of each piece of work were. */
export interface DrawHistory {
  readonly active: readonly PrepaidPosting[];
  /** Whether a draw of the work stands. */
  isDrawn(work: DrawnWork): boolean;
  /** How many draws of the work were taken back: what tells a new draw from them. */
  reversalsOf(work: DrawnWork): number;
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
  return {
    active,
    isDrawn: (work) => drawn.has(workKey(work)),
    reversalsOf: (work) => reversals.get(workKey(work)) ?? 0,
  };
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

const workKey = ({ entryId, part }: Pick<PrepaidPosting, 'entryId' | 'part'>): string =>
  postingKey('draw', entryId, part);
