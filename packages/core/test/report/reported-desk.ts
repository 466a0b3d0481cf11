import {
  type Bill,
  type BillFacts,
  type BillPolicy,
  billPeriod,
  compileRater,
  defineRateCard,
  type Money,
  money,
  periodsDue,
  type RatedWork,
  type ReportedWork,
  reportWork,
  type TimeEntry,
  zero,
} from '../../src/index.ts';
import type { Desk } from '../../src/testing/desk-arbitraries.ts';

/** Everything that a desk did, and its rating. */
export interface RatedDesk {
  readonly entries: readonly TimeEntry[];
  readonly rated: RatedWork;
}

/** A desk whose contracts were billed once, and what reports read of it. */
export interface ReportedDesk extends RatedDesk {
  readonly bills: readonly Bill[];
  readonly work: readonly ReportedWork[];
}

/** Travel has no cost: nobody knows what it costs. */
const costBook = defineRateCard({
  id: 'cost',
  currency: 'EUR',
  rules: [
    { id: 'ana', when: { agent: 'ana' }, price: { kind: 'hourly', rate: '47.11' } },
    { id: 'support', when: { serviceType: 'support' }, price: { kind: 'hourly', rate: '33.33' } },
    { id: 'project', when: { serviceType: 'project' }, price: { kind: 'hourly', rate: '40.00' } },
  ],
});

type Reorder = <Item>(items: readonly Item[]) => readonly Item[];
const asTheyAre: Reorder = (items) => items;

/** Rates all work of a desk. */
export function ratedDesk({ rating, months }: Desk, reorder: Reorder = asTheyAre): RatedDesk {
  const entries = reorder(months.flatMap(({ work }) => work));
  return { entries, rated: compileRater({ ...rating, costBook }).rate(entries) };
}

/** What the first period of each contract of a desk is billed from. */
export function billFacts(
  { rating, taxCodes, customers, months }: Desk,
  reorder: Reorder = asTheyAre,
): readonly { readonly facts: BillFacts; readonly policy: BillPolicy }[] {
  const through = months.at(-1)?.to ?? '2026-01-01';
  const all = <Item extends { readonly customerId?: string | null | undefined }>(
    list: (month: Desk['months'][number]) => readonly Item[],
    id: string,
  ): readonly Item[] => reorder(months.flatMap(list).filter(({ customerId }) => customerId === id));
  return customers.flatMap(({ id, contracts, accounts, lots, postings }) =>
    contracts.flatMap((contract) =>
      periodsDue(contract, through)
        .slice(0, 1)
        .map((contractPeriod) => ({
          facts: {
            contract,
            contractPeriod,
            work: all(({ work }) => work, id),
            expenses: all(({ expenses }) => expenses, id),
            products: all(({ products }) => products, id),
            history: { prepaid: { accounts, lots, postings } },
            at: `${through}T12:00:00.000Z`,
          },
          policy: { rating, taxCodes, contracts },
        })),
    ),
  );
}

/** Bills each contract of a desk once, and puts its work together. */
export function reportedDesk(desk: Desk, reorder: Reorder = asTheyAre): ReportedDesk {
  const { entries, rated } = ratedDesk(desk, reorder);
  const bills = reorder(billFacts(desk, reorder).map(({ facts, policy }) => billPeriod(facts, policy)));
  const work = reorder(reportWork({ work: entries, rated, bills, zone: desk.zone }));
  return { entries, rated, bills, work };
}

/** Sums amounts by currency, without anything of the reports. */
export function sumsOf(amounts: readonly Money[]): Readonly<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const currency of [...new Set(amounts.map((one) => one.currency))].toSorted()) {
    const places = zero(currency).amount.split('.')[1]?.length ?? 0;
    const own = amounts.filter((one) => one.currency === currency);
    const units = own.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
    const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const text = places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`;
    sums[currency] = money(units < 0n ? `-${text}` : text, currency).amount;
  }
  return sums;
}
