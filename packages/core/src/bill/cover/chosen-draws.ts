import { inputError } from '../../errors/parse-input.ts';
import { drawHistory } from '../../prepaid/draws.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import type { PrepaidHistory } from '../bill-facts.ts';

/** The draws of a bill's work that were posted before it. */
export class ChosenDraws {
  /** Those that a person chose and no bill has taken up (R72), by account, entry and part. */
  readonly #open = new Map<string, PrepaidPosting[]>();
  readonly #standing = new Set<string>();
  readonly #used = new Set<string>();
  readonly #entries = new Set<string>();

  /**
   * @param isDue whether an entry takes part in the bill
   * @param billed the keys of the draws that earlier bills took up with a part of an entry
   */
  constructor(
    { accounts, postings }: PrepaidHistory,
    isDue: (entryId: string) => boolean,
    billed: ReadonlySet<string>,
  ) {
    for (const { id } of accounts) {
      for (const posting of drawHistory({ id }, postings).active) {
        const { entryId, part, key } = posting;
        if (entryId === null || !isDue(entryId)) continue;
        this.#standing.add(nameOf(id, entryId, part ?? ''));
        if (billed.has(key)) continue;
        const name = nameOf(id, entryId, withoutNumber(part ?? ''));
        const own = this.#open.get(name);
        if (own === undefined) this.#open.set(name, [posting]);
        else own.push(posting);
        this.#entries.add(nameOf(id, entryId, ''));
      }
    }
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** Whether any part of an entry has drawn from an account. */
  hasEntry(accountId: string, entryId: string): boolean {
    return this.#entries.has(nameOf(accountId, entryId, ''));
  }

  /** What a part of an entry has drawn from an account. */
  of(accountId: string, entryId: string, part: string): readonly PrepaidPosting[] {
    return this.#open.get(nameOf(accountId, entryId, part)) ?? [];
  }

  /** Takes them up: they pay for the work of this bill. */
  use(draws: readonly PrepaidPosting[]): void {
    for (const { accountId, key } of draws) this.#used.add(nameOf(accountId, key, ''));
  }

  /** Whether a posting is none that the bill makes. */
  isUsed({ accountId, key }: PrepaidPosting): boolean {
    return this.#used.has(nameOf(accountId, key, ''));
  }

  /** The name under which a part can draw: its own, or the next that no draw has. */
  freeName(accountId: string, entryId: string, part: string): string {
    let name = part;
    for (let number = 2; this.#standing.has(nameOf(accountId, entryId, name)); number += 1)
      name = `${part} (${number})`;
    return name;
  }

  /**
   * Refuses draws that pay for nothing: the work was edited since, and nobody reversed them (R76).
   *
   * @param waits whether an entry takes nothing yet, so that its draws may wait with it
   * @throws BillingError `BILL_INVALID` with the entry and the account.
   */
  requireUsed(waits: (entryId: string) => boolean): void {
    for (const draws of this.#open.values()) {
      const unused = draws.find((draw) => !this.isUsed(draw) && !waits(draw.entryId ?? ''));
      if (unused !== undefined) throw drawError(unused, 'has no work in this bill to pay for');
    }
  }
}

/** The error for a draw that does not fit its work. */
export function drawError({ entryId, accountId, part }: PrepaidPosting, problem: string): Error {
  const message = `hold a draw of "${part}" of the entry "${entryId}" from "${accountId}" that ${problem}: reverse it, and draw anew`;
  return inputError('BILL_INVALID', [{ path: ['history', 'prepaid', 'postings'], message }]);
}

// No id holds U+0000, so names can't run together.
const nameOf = (...parts: readonly string[]): string => parts.join('\0');

const withoutNumber = (part: string): string => part.replace(/ \(\d+\)$/u, '');
