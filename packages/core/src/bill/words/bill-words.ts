import type { AllowanceUnit } from '../../contract/allowance.ts';
import type { MinimumScope } from '../../contract/minimum-scope.ts';
import type { LineKind } from '../../invoice/invoice-line.ts';
import type { PostingKind } from '../../prepaid/posting.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { CoveredBy } from '../cover/covered-work.ts';
import type { NotDue } from '../bill-work.ts';
import type { Notation } from './notation.ts';

/** A posting, its figures written out. */
export interface WrittenPosting {
  readonly quantity: string;
  /** The lot with its article, or the overdraft. */
  readonly lot: string;
  /** The time entry that it is about, or `null`. */
  readonly entryId: string | null;
  readonly amount: string | null;
}

/** What one language says of the parts of a bill, beside its charges. The compiler asks for each kind of everything. */
export interface BillWords {
  readonly notation: Notation;
  readonly colon: string;
  /** Between two things that are said of one. */
  readonly semicolon: string;
  readonly lineKinds: { readonly [Kind in LineKind]: string };
  readonly things: { readonly [Kind in NotDue['kind']]: string };
  /** A first and a last day. */
  readonly days: (from: CivilDate, to: CivilDate) => string;
  /** `20 of 31 days of` */
  readonly partOfDays: (covered: number, full: number, price: string) => string;
  readonly roundedTo: (amount: string) => string;
  readonly markup: (spent: string, percent: string) => string;

  readonly minimum: (name: string, least: string, reached: string, amount: string) => string;
  readonly scope: { readonly [Name in keyof Required<MinimumScope>]: (id: string) => string };
  readonly cap: (name: string, limit: string, billed: string) => string;
  readonly cappedBefore: (amount: string) => string;
  readonly aboveCap: { readonly [Treatment in 'write-down' | 'block']: (amount: string) => string };

  /** An entry and its time. */
  readonly entry: (entryId: string, time: string, band: string) => string;
  readonly covered: { readonly [Kind in CoveredBy['kind']]: (name: string) => string };
  readonly uses: (quantity: string, factor: string | null) => string;
  readonly countedBefore: string;
  readonly usesCarried: (quantity: string, from: CivilDate) => string;
  readonly draws: (quantity: string, lot: string) => string;
  readonly lot: (lotId: string | null) => string;

  readonly quantity: { readonly [Unit in AllowanceUnit]: (quantity: string) => string };
  readonly allowance: (name: string, used: string, limit: string, left: string) => string;
  readonly leftOfCarried: (quantity: string, from: CivilDate) => string;
  readonly carriesOut: (quantity: string) => string;
  readonly reached: (percent: string) => string;

  readonly postings: { readonly [Kind in PostingKind]: (posting: WrittenPosting) => string };
  /** What a prepaid account pays after the totals. */
  readonly pays: (accountId: string, amount: string) => string;
  readonly balance: (accountId: string, balance: string) => string;

  readonly late: (date: CivilDate) => string;
  readonly notDue: { readonly [Reason in NotDue['reason']]: (contractId: string) => string };

  readonly discount: (name: string, amount: string) => string;
  readonly tax: (name: string, percent: string, base: string, amount: string) => string;
  readonly cashRounding: (amount: string) => string;
}
