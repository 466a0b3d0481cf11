// What is agreed in the lives that are tested, in plain numbers. A desk signs it, and a sheet of paper lives by it.

/** What can pay for work, by the id of its component. */
export type Payer = 'support' | 'hours' | 'budget';

/** What a period is billed by. Amounts are cents. */
export interface Terms {
  /** Who pays first, second and third. */
  readonly payers: readonly Payer[];
  readonly hours: number;
  readonly carryOver: { readonly maxPeriods: number; readonly maxHours: number } | null;
  /** What becomes of support that the hours do not cover, and the pools do not pay. */
  readonly above: 'charge' | 'overage-rate' | 'block';
  readonly fee: number;
  readonly minimum: number | null;
  readonly cap: { readonly cents: number; readonly per: 'period' | 'lifetime' } | null;
}

/** How a life is billed from its first to its last day. */
export interface Habits {
  readonly lines: 'printed' | 'exact';
  /** Each part of an entry is rounded up to steps of so many minutes. */
  readonly stepMinutes: number;
  /** The day of January on which the first contract begins, 0 for the first. */
  readonly firstDay: number;
}

/** Price per hour in cents, by band. */
export const prices = { business: 37_77, 'after-hours': 75_54, weekend: 113_31 } as const;

/** A band of the week. */
export type WorkBand = keyof typeof prices;

/** Price per hour in cents of support above the allowance, for `overage-rate`. */
export const overagePrice = 50_01;

/** Half seconds that a second uses of the allowance. */
export const allowanceBurn = { business: 2, 'after-hours': 3, weekend: 4 } as const;

/** Half seconds that a second uses of the pool of hours. */
export const poolBurn = { business: 2, 'after-hours': 2, weekend: 3 } as const;

export const expenseMarkup = 7;
export const taxPercent = 19;
export const monthsOfContract = 12;
