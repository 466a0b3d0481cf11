import type { MeasuredPart } from '../rating/rate-in-steps.ts';
import type { Charge } from '../rating/charge.ts';
import type { BilledDay } from './bill-facts.ts';
import type { OpenCharge } from './cover/cover-charges.ts';
import { partOfCharge } from './cover/part-of-charge.ts';

/** A day that a charge carries the price of; `null` for every other price, and where another charge carries it. */
function dayOf({ unit, pieces, agentId, date, rateCardId, ruleId, entryId }: Charge): BilledDay | null {
  if (unit !== 'piece' || pieces === 0 || rateCardId === null || ruleId === null) return null;
  return { agentId, date, rateCardId, ruleId, entryId };
}

/** The same text for all work that one price per day is for. No id holds U+0000. */
export const dayKey = ({ agentId, date, rateCardId, ruleId }: Omit<BilledDay, 'entryId'>): string =>
  [agentId, date, rateCardId, ruleId].join('\0');

/** Tells charges of days from others: their parts were measured for one price per agent and day. */
export class ChargedDays {
  readonly #perDay: ReadonlySet<string>;
  readonly #carriers: ReadonlyMap<string, string>;
  readonly #hasRest: (entryId: string) => boolean;

  /**
   * @param billed the days that earlier bills have charged
   * @param hasRest whether a part of the price of an entry was billed before, and the rest is still to come
   */
  constructor(
    parts: readonly MeasuredPart[],
    idAt: (position: number) => string,
    billed: readonly BilledDay[],
    hasRest: (entryId: string) => boolean,
  ) {
    this.#perDay = new Set(
      parts.filter(({ once }) => once === 'agent-day').map(({ position }) => idAt(position)),
    );
    this.#carriers = new Map(billed.map((day) => [dayKey(day), day.entryId]));
    this.#hasRest = hasRest;
  }

  /** The charge as it is, or for nothing when an earlier bill has charged its day. */
  once(one: OpenCharge): OpenCharge {
    if (this.#carriers.size === 0) return one;
    const day = this.#of(one.charge);
    const chargedOn =
      day === null || this.#hasRest(day.entryId) ? undefined : this.#carriers.get(dayKey(day));
    if (chargedOn === undefined) return one;
    const why = { code: 'piece-already-charged', once: 'agent-day', chargedOn } as const;
    return { ...one, charge: partOfCharge(one.charge, { pieces: 0 }, [why]) };
  }

  /** The days that charges carry. */
  carriedBy(charges: readonly OpenCharge[]): readonly BilledDay[] {
    return this.#perDay.size === 0 ? [] : charges.flatMap(({ charge }) => this.#of(charge) ?? []);
  }

  #of(charge: Charge): BilledDay | null {
    return this.#perDay.has(charge.entryId) ? dayOf(charge) : null;
  }
}
