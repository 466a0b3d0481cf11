import type { Payer, Terms } from './terms.ts';

// What stands on the sheet of paper.

export interface PaperEntry {
  readonly id: string;
  /** Since the first minute of 1 January 2026. */
  readonly start: number;
  readonly minutes: number;
  /** Without a time of day. */
  readonly untimed: boolean;
  readonly service: 'support' | 'project';
  readonly billable: boolean;
}

export interface PaperExpense {
  readonly id: string;
  readonly day: number;
  readonly cents: number;
}

/** What was bought, and what is left of it: half seconds or cents. */
export interface Row {
  readonly id: string;
  readonly account: 'hours' | 'budget';
  readonly priority: number;
  readonly lastDay: number | null;
  left: number;
  expired: number;
}

export interface PaperContract {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  terms: { readonly from: number; readonly terms: Terms }[];
  readonly suspended: Set<number>;
  isSuspended: boolean;
  carried: Lot[];
  cappedSoFar: number;
}

/** What a month had of its own, in half seconds. */
export interface Lot {
  readonly month: number;
  left: number;
  carried: number;
}

/** Who paid how many billed seconds of an entry. */
export type Paid = Record<Payer | 'charged' | 'blocked', number>;

/** What a month came to. */
export interface PaperBill {
  readonly month: string;
  readonly contractId: string;
  readonly paid: Readonly<Record<string, Paid>>;
  readonly excluded: readonly string[];
  /** Seconds by service, band and price. */
  readonly charged: Readonly<Record<string, number>>;
  readonly used: number;
  readonly limit: number;
  readonly carriesOut: readonly string[];
  readonly time: number;
  readonly fee: number;
  readonly expenses: number;
  readonly trueUp: number;
  readonly writtenDown: number;
  readonly net: number;
  readonly tax: number;
}
