import type { ComponentKind } from '../contract/component-kind.ts';
import type { Contract } from '../contract/contract.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { BlockedWork, RatingWarning } from '../rating/outcome.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Bill } from './bill.ts';
import type { BillFacts, PrepaidHistory } from './bill-facts.ts';
import { type BillDue, findBillsDue } from './bills-due.ts';
import type { Biller } from './compile-billing.ts';
import { type BilledPeriod, findHistory } from './history-of.ts';
import { type LeftOut, OpenWork } from './open-work.ts';
import { requireCustomerFacts } from './read-customer-facts.ts';

/** Everything that one customer is billed from. */
export interface CustomerFacts extends Pick<BillFacts, 'work' | 'expenses' | 'products'> {
  /** All contracts of the customer, those that have ended too. */
  readonly contracts: readonly Contract[];
  /** The contract that takes what no other takes: the customer's default terms. Default: none, such work waits. */
  readonly restContract?: Contract | undefined;
  /** The bills that stand, in the order in which they were made. */
  readonly bills: readonly BilledPeriod[];
  readonly prepaid?: PrepaidHistory | undefined;
  readonly at: Instant;
  /** The last day that counts. */
  readonly through: CivilDate;
  /** Bills periods that are still open as well, with all work of theirs that is there. Default: false. */
  readonly early?: boolean | undefined;
  /** Says of a contract whether it is billed now. The work of one that is not stays its own. Default: all are. */
  readonly isBilled?: ((contract: Contract) => boolean) | undefined;
  readonly componentKinds?: readonly ComponentKind[] | undefined;
  readonly exhaustionKinds?: readonly ExhaustionKind[] | undefined;
}

/** A bill with what it was due for. */
export interface CustomerBill {
  readonly due: BillDue['due'];
  readonly bill: Bill;
  /** What it leaves out for good: what is not billable, and internal expenses. No later bill sees it again. */
  readonly leftOut: readonly LeftOut[];
}

/** What a customer comes to. */
export interface CustomerBilling {
  /** In the order in which they were made. */
  readonly bills: readonly CustomerBill[];
  /** What waits for a decision after all of them. `index` is the place among the work of the bill that said so. */
  readonly blocked: readonly BlockedWork[];
  readonly warnings: readonly RatingWarning[];
}

/**
 * Bills everything that is due of one customer: period after period, each with what the ones before it left behind.
 * Months that are billed at once come to what they would have come to one after the other. Bills that hold nothing, and
 * nothing that later bills must know, are left out.
 *
 * @throws BillingError what {@link Biller.bill} throws, `BILL_INVALID` among it, and `CIVIL_DATE_INVALID` when `through` is not a civil date.
 * @example
 * ```ts
 * import { billCustomer, compileBilling, defineCalendar, defineContract, defineRateCard } from '@billwright/core';
 *
 * const biller = compileBilling({
 *   rating: {
 *     calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *     rateCard: defineRateCard({
 *       id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *     }),
 *   },
 * });
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-02-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'care', kind: 'recurring-fee', description: 'Care', price: '50.00' }],
 * });
 * const entry = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const { bills } = billCustomer(biller, {
 *   contracts: [contract],
 *   bills: [],
 *   work: [{ ...entry, id: 'te_1', date: '2026-03-02', minutes: 90 }],
 *   at: '2026-04-01T06:00:00.000Z',
 *   through: '2026-03-31',
 * });
 * for (const { bill, due } of bills) console.log(bill.period.from, due, bill.totals.total.amount);
 * // => 2026-02-01 all 50.00
 * // => 2026-03-01 all 230.00
 * ```
 */
export function billCustomer(biller: Biller, facts: CustomerFacts): CustomerBilling {
  requireCustomerFacts(biller, facts);
  return makeCustomerBills(biller, facts);
}

/** {@link billCustomer} of facts that were read. */
export function makeCustomerBills(biller: Biller, facts: CustomerFacts): CustomerBilling {
  const { restContract, contracts, isBilled = () => true, componentKinds, exhaustionKinds } = facts;
  const made: CustomerBill[] = [];
  const standing = [...facts.bills];
  const postings: PrepaidPosting[] = [...(facts.prepaid?.postings ?? [])];
  const open = new OpenWork(facts);
  const billable = (restContract === undefined ? contracts : [...contracts, restContract]).filter(isBilled);
  for (const { contract, contractPeriod, due } of findBillsDue({ ...facts, contracts: billable })) {
    const prepaid = facts.prepaid === undefined ? undefined : { ...facts.prepaid, postings };
    const bill = biller.bill({
      contract,
      contractPeriod,
      due,
      contracts,
      takesRest: contract === restContract,
      at: facts.at,
      ...open.left(),
      history: findHistory(contract, contractPeriod, standing, prepaid, componentKinds, exhaustionKinds),
    });
    const leftOut = open.leftOutOf(bill);
    open.seen(bill);
    const isWhole = due === 'all' && contract !== restContract;
    if (!isWhole && isEmpty(bill, leftOut)) continue;
    open.take(bill, leftOut);
    postings.push(...bill.postings);
    standing.push({ ...bill, due });
    made.push({ due, bill, leftOut });
  }
  return { bills: made, blocked: open.blocked(), warnings: open.warnings() };
}

/** A contract's whole period is kept even so: it was billed, and what it leaves of its allowances is known. */
const isEmpty = ({ claims, lines }: Bill, leftOut: readonly LeftOut[]): boolean =>
  claims.length === 0 && lines.length === 0 && leftOut.length === 0;
