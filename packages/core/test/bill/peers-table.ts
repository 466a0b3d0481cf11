/**
 * What became of one case: the same figures as there (`equal`), some of them ours for a reason (`differs`), or not
 * expressible, with what is asserted instead.
 */
interface PeerCase {
  readonly id: string;
  readonly became: 'equal' | 'differs' | 'not-expressible';
  /** Where it differs or ends; required for everything that is not equal in all its figures. */
  readonly reason?: string;
  /** The files whose tests name it, from the package's folder. */
  readonly tests: readonly string[];
}

const bills = 'test/bill/peers.test.ts';
const prepaid = 'src/prepaid/prepaid.peers.test.ts';
const rating = 'test/rating/peers.test.ts';

/** The cases of other systems about allowances, credits, minimums, proration and tiers. */
export const peerCases: readonly PeerCase[] = [
  { id: 'alga-007-usage-flat', became: 'equal', tests: ['src/invoice/product-lines.test.ts'] },
  { id: 'alga-009-usage-tiered', became: 'equal', tests: [bills, rating] },
  {
    id: 'alga-011-bucket-rollover-chain',
    became: 'equal',
    tests: [bills, 'src/contract/carry-over.test.ts'],
  },
  {
    id: 'alga-013-usage-bucket-overage',
    became: 'equal',
    tests: [bills, 'src/contract/open-allowance.test.ts'],
  },
  {
    id: 'alga-015-bucket-overage-apportion',
    became: 'differs',
    reason:
      'work is covered in its order, so what lies above is charged to the work that met the limit, not shared',
    tests: [bills, 'src/money/allocate.test.ts', 'src/tax/compute-tax.test.ts'],
  },
  {
    id: 'alga-017-bucket-weighted-overage',
    became: 'equal',
    tests: [bills, 'src/contract/open-allowance.test.ts'],
  },
  { id: 'alga-025-prepaid-fifo', became: 'equal', tests: [bills, prepaid] },
  { id: 'alga-027-proration-mid-end', became: 'equal', tests: [bills, 'src/contract/prorate.test.ts'] },
  { id: 'alga-029-proration-half-cent', became: 'equal', tests: [bills, 'src/contract/prorate.test.ts'] },
  { id: 'alga-031-product-proration', became: 'equal', tests: [bills, 'src/contract/prorate.test.ts'] },
  { id: 'alga-039-credit-eligibility-and-order', became: 'equal', tests: [bills, prepaid] },
  {
    id: 'om-grad-01',
    became: 'differs',
    reason: 'a flat part of a tier is a fee of the contract',
    tests: [bills, rating],
  },
  {
    id: 'om-grad-03-split',
    became: 'differs',
    reason: 'tiers count the hours of one bill; a period is not rated in slices',
    tests: [bills, rating],
  },
  { id: 'om-grad-05-max', became: 'equal', tests: [bills, 'src/contract/apply-cap.test.ts'] },
  { id: 'om-vol-07-commit', became: 'equal', tests: [bills, 'src/contract/minimum.test.ts'] },
  {
    id: 'om-disc-09',
    became: 'differs',
    reason: 'a cap counts prices before discounts; the maximum alone and the free units are equal',
    tests: [bills, 'src/invoice/total-invoice.peers.test.ts'],
  },
  {
    id: 'om-round-11',
    became: 'differs',
    reason: 'a maximum in thousandths of a euro is refused; those in whole cents are equal',
    tests: [bills, 'src/contract/apply-cap.test.ts'],
  },
  { id: 'om-burn-13-priority', became: 'equal', tests: [prepaid] },
  { id: 'om-burn-15-void', became: 'equal', tests: [prepaid] },
  {
    id: 'om-burn-17-recurring',
    became: 'differs',
    reason:
      'a grant that renews itself is an allowance, or a lot for each day, drawn by what was overdrawn before',
    tests: [prepaid],
  },
  {
    id: 'om-reset-19-overage',
    became: 'differs',
    reason: 'an allowance never goes below zero; as a pool with an overdraft the 40 that are left are equal',
    tests: [prepaid, 'src/contract/carry-over.test.ts'],
  },
  { id: 'lg-grad-21-decimal', became: 'equal', tests: [bills, rating] },
  {
    id: 'lg-pkg-23',
    became: 'not-expressible',
    reason: 'time is not sold in packages; the free units are an allowance',
    tests: [bills],
  },
  {
    id: 'lg-commit-25',
    became: 'differs',
    reason: 'fees never count towards a minimum; the other figures are equal',
    tests: [bills, 'src/contract/minimum.test.ts'],
  },
  {
    id: 'lg-topup-27-target',
    became: 'differs',
    reason: 'a top-up closes the gap, neither more nor less: it has no least and no most amount',
    tests: [prepaid],
  },
  { id: 'lg-trace-29', became: 'equal', tests: [bills, prepaid] },
  {
    id: 'mt-tier-37',
    became: 'differs',
    reason:
      'every fraction of an hour lies in a tier; flat fees and caps are parts of the contract; no packages',
    tests: [bills, rating],
  },
  {
    id: 'kb-prorate-41',
    became: 'differs',
    reason: 'months of 30 days do not exist; the figures of the calendar are equal',
    tests: [bills, 'src/contract/prorate.test.ts'],
  },
  { id: 'doc-block-multiplier-01', became: 'equal', tests: [prepaid] },
  { id: 'doc-flat-qty-01', became: 'equal', tests: [bills, 'src/invoice/product-lines.test.ts'] },
];

/** Cases about credit notes, and the folder whose tests name them. */
export const elsewhere: Readonly<Record<string, string>> = {
  'lg-cn-33': 'src/invoice',
  'lg-cn-35-unused': 'src/invoice',
  'mt-cn-39': 'src/invoice',
};

/** The kinds of cases that are about something else: hours and rates, bands, rounding, taxes, totals. */
export const otherKinds: readonly string[] = [
  'after_hours_weighting',
  'afterhours.grace',
  'amount.decimal_hours',
  'hourly',
  'invoice.cash_rounding',
  'invoice.discount_proration',
  'invoice.discount_stacking',
  'invoice.discount_then_tax',
  'invoice.group_by_week',
  'invoice.tax_rounding_level',
  'invoice.totals',
  'invoice.two_taxes',
  'rate.day_factor',
  'rate.precedence',
  'rate_resolution',
  'tax_brackets',
  'tax_discount',
  'tax_effective_date',
  'tax_rounding',
  'time.rounding',
  'time.rounding_nearest_tie',
  'time.rounding_per_project',
  'time.rounding_up',
  'timesheet.percent_billed',
];
