import type { TrueUp } from '../contract/minimum.ts';
import type { Discount } from '../invoice/discount.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import type { InvoiceTotals } from '../invoice/total-invoice.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork, ExcludedWork, RatingWarning } from '../rating/outcome.ts';
import type { TaxSetting } from '../tax/tax-setting.ts';
import type { Period } from '../time/period.ts';
import type { BilledCap } from './bill-caps.ts';
import type { BilledMinimum } from './paid-minimum.ts';
import type { PrepaidPayment } from './bill-prepaid.ts';
import type { Claim } from './bill-claims.ts';
import type { BilledDay } from './bill-facts.ts';
import type { ChargedIncident } from './charged-once.ts';
import type { BilledFee } from './bill-fees.ts';
import type { LateWork, NotDue } from './bill-work.ts';
import type { BilledPart } from './billed-part.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { BilledAllowance } from './cover/allowance-source.ts';
import type { CoveredWork } from './cover/covered-work.ts';

/** What one period of a contract comes to, and everything that later bills must know of it. Plain JSON. */
export interface Bill extends TaxSetting {
  readonly contractId: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly period: Period;
  /** What is charged, after allowances and pools took their part. In the order of work. */
  readonly charges: readonly Charge[];
  /** What costs nothing, because somebody paid for it. */
  readonly covered: readonly CoveredWork[];
  /** Where each allowance stands afterwards. */
  readonly allowances: readonly BilledAllowance[];
  /** What the ledgers of the prepaid accounts take up. */
  readonly postings: readonly PrepaidPosting[];
  readonly fees: readonly BilledFee[];
  readonly trueUps: readonly TrueUp[];
  /** What its work came to under each minimum, and what lifted it, or paid for it since an earlier bill was lifted. */
  readonly minimums: readonly BilledMinimum[];
  readonly caps: readonly BilledCap[];
  /** The work items that this bill charges per incident, with the day of the work: later work is covered (R66). */
  readonly incidents: readonly ChargedIncident[];
  /** The days that it charges as a whole: other work of the agent on them costs nothing more. By agent and date. */
  readonly days: readonly BilledDay[];
  /** What it takes of entries that it does not take whole: hand it in with what is left of them. By entry id. */
  readonly billedParts: readonly BilledPart[];
  /** Everything that it consumes, each once, under unique keys. */
  readonly claims: readonly Claim[];
  /** How charges became lines; it belongs on the invoice (R52). */
  readonly linePolicy: LinePolicy;
  readonly lines: readonly InvoiceLine[];
  /** What is taken off: the write-downs of caps, then the contract's discounts, cut to what is left. */
  readonly discounts: readonly Discount[];
  readonly totals: InvoiceTotals;
  /** What prepaid accounts pay of the total: those whose tax is due with the work that draws (R78). By account. */
  readonly prepaidPayments: readonly PrepaidPayment[];
  /** The total less these payments. */
  readonly amountDue: Money;
  /** What became of everything that takes part in the bill (R6). */
  readonly coverage: CoverageReport;
  /** By entry id. `index` is the place in the facts. */
  readonly blocked: readonly BlockedWork[];
  /** By entry id. */
  readonly excluded: readonly ExcludedWork[];
  /** What was handed in and belongs to another bill. By kind and id. */
  readonly notDue: readonly NotDue[];
  /** Work of days before the period. By entry id. */
  readonly late: readonly LateWork[];
  /** By entry id. */
  readonly warnings: readonly RatingWarning[];
}
