import type { z } from 'zod';
import type { DecimalString } from '../money/decimal-string.ts';

/** One charge of so much per hour; band modifiers change the rate. */
export interface HourlyBasis {
  readonly basis: 'hourly';
  readonly rate: DecimalString;
}

/** One charge of so much, however long the work takes, for each entry, agent's day or work item. No band modifier. */
export interface PieceBasis {
  readonly basis: 'piece';
  readonly price: DecimalString;
  readonly once: 'entry' | 'agent-day' | 'work-item';
  /** After how many days since it was last billed a work item is billed again (R66). Left out or `null`: never. */
  readonly reopenAfterDays?: number | null | undefined;
}

/** A rate per hour that depends on how many hours of the customer this rule has already priced in the period. */
export interface ScheduleBasis {
  readonly basis: 'schedule';
  /**
   * Cuts the seconds of one charge into runs of one rate. `before`: seconds of the period that come earlier, by work
   * start and then id; `total`: all seconds of the period. There is at least one run, also of 0 seconds, and all of
   * them add up to `seconds`.
   */
  readonly runs: (before: number, seconds: number, total: number) => readonly ScheduleRun[];
}

/** Seconds at one rate per hour. `step` tells the runs apart in traces: 0 is the first tier. */
export interface ScheduleRun {
  readonly seconds: number;
  readonly rate: DecimalString;
  readonly step: number;
}

/** Nothing is charged, and the report says so. */
export interface UnbilledBasis {
  readonly basis: 'unbilled';
}

/** What a price comes down to. The rater knows these four and never asks for a price's kind. */
export type PriceBasis = HourlyBasis | PieceBasis | ScheduleBasis | UnbilledBasis;

/** A price of a rate rule: its `kind` says which other fields it has. */
export interface Price {
  readonly kind: string;
}

/**
 * One way to price work. The built-in kinds and your own enter by the same door: a name, the schema of the price as
 * it is written in a rate card, and what it comes down to.
 */
export interface PriceKind<Definition extends Price = Price> {
  readonly kind: Definition['kind'];
  readonly schema: z.ZodType<Definition>;
  readonly compile: (price: Definition) => PriceBasis;
}

/**
 * Declares a price kind of your own. `compile` runs once for each rule, when it first prices work.
 * What it gives is checked then, and the runs of a schedule whenever it gives them: rates and prices are decimal strings
 * of 0 or more, seconds are whole and add up. Else rating throws `PRICE_KIND_FAULTY`, with the rule and the kind.
 *
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, priceKind } from '@billwright/core';
 * import { z } from 'zod';
 *
 * const callOut = priceKind({
 *   kind: 'call-out',
 *   schema: z.strictObject({ kind: z.literal('call-out'), fee: z.string() }),
 *   compile: ({ fee }) => ({ basis: 'piece', price: fee, once: 'entry' }),
 * });
 * const price = { kind: 'call-out', fee: '45.00' };
 * const rateCard = defineRateCard(
 *   { id: 'standard', currency: 'EUR', rules: [{ id: 'visit', price }] },
 *   { priceKinds: [callOut] },
 * );
 * const calendar = defineCalendar({ zone: 'Europe/Berlin', business: [] });
 * const rated = compileRater({ rateCard, calendar, priceKinds: [callOut] }).rate([
 *   { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 },
 * ]);
 * console.log(rated.charge(0).amount); // => 45
 * ```
 */
export function priceKind<Definition extends Price>(definition: PriceKind<Definition>): PriceKind {
  // A kind only ever compiles what its own schema has accepted, so the narrower type is safe behind this door.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return definition as unknown as PriceKind;
}
