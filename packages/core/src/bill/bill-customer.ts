import type { ComponentKind } from '../contract/component-kind.ts';
import type { Contract } from '../contract/contract.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Bill } from './bill.ts';
import type { BillFacts, PrepaidHistory } from './bill-facts.ts';
import { type BillDue, billsDue } from './bills-due.ts';
import type { Biller } from './compile-billing.ts';
import { type BilledPeriod, historyOf } from './history-of.ts';

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
  /** Bills periods that are still open as well. Default: false. */
  readonly early?: boolean | undefined;
  readonly componentKinds?: readonly ComponentKind[] | undefined;
}

/** A bill with what it was due for. */
export interface CustomerBill {
  readonly due: BillDue['due'];
  readonly bill: Bill;
}

/**
 * Bills everything that is due of one customer: period after period, each with what the ones before it left behind.
 * Bills that hold nothing, and nothing that later bills must know, are left out.
 *
 * @throws BillingError what {@link Biller.bill} throws.
 */
export function billCustomer(biller: Biller, facts: CustomerFacts): readonly CustomerBill[] {
  const made: CustomerBill[] = [];
  const standing = [...facts.bills];
  const postings: PrepaidPosting[] = [...(facts.prepaid?.postings ?? [])];
  const taken = new Set<string>();
  const isLeft =
    (kind: string) =>
    ({ id }: { readonly id: string }): boolean =>
      !taken.has(`${kind}:${id}`);
  const { restContract, contracts } = facts;
  const billable = restContract === undefined ? contracts : [...contracts, restContract];
  for (const { contract, contractPeriod, due } of billsDue({ ...facts, contracts: billable })) {
    const prepaid = facts.prepaid === undefined ? undefined : { ...facts.prepaid, postings };
    const bill = biller.bill({
      contract,
      contractPeriod,
      due,
      contracts,
      takesRest: contract === restContract,
      at: facts.at,
      work: facts.work?.filter(isLeft('entry')) ?? [],
      expenses: facts.expenses?.filter(isLeft('expense')) ?? [],
      products: facts.products?.filter(isLeft('product')) ?? [],
      history: historyOf(contract, contractPeriod, standing, prepaid, facts.componentKinds),
    });
    if (!isWorthKeeping(bill, contract === restContract ? 'late' : due)) continue;
    for (const { kind, id } of bill.claims) taken.add(`${kind}:${id}`);
    // Nobody claims what is not charged; the next bill would tell it once more.
    for (const { entryId } of bill.excluded) taken.add(`entry:${entryId}`);
    postings.push(...bill.postings);
    standing.push({ ...bill, due: due === 'advance' ? 'advance' : 'all' });
    made.push({ due, bill });
  }
  return made;
}

/** A whole period is kept even when it is empty: it was billed, and what it leaves of its allowances is known. */
const isWorthKeeping = ({ claims, lines }: Bill, due: BillDue['due']): boolean =>
  due === 'all' || claims.length > 0 || lines.length > 0;
