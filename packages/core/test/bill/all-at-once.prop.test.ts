import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bill } from '../../src/bill/bill.ts';
import { billPeriod } from '../../src/bill/bill-period.ts';
import type { BillPolicy } from '../../src/bill/bill-policy.ts';
import type { BuiltInComponentInput } from '../../src/contract/components/built-in-components.ts';
import type { PrepaidPosting } from '../../src/prepaid/posting.ts';
import { defineRateCard } from '../../src/rating/define-rate-card.ts';
import { exampleContract, exampleRating, periodFrom } from '../../src/testing/bill-fixture.ts';
import type { Desk } from '../../src/testing/desk-arbitraries.ts';
import { hoursAccount, moneyAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { anyBusyDesk } from './desk/busy-desk.ts';
import { type BilledCustomer, runDesk } from './desk/run-desk.ts';

const numRuns = Math.ceil((fc.readConfigureGlobal()?.numRuns ?? 100) / 2.5);

/**
 * A desk whose lots are all bought before the first bill is made. What lots that are bought later may come to is in
 * all-at-once.test.ts.
 */
function settled(desk: Desk): Desk {
  const first = desk.months[0]?.to ?? '';
  const customers = desk.customers.map((customer) => {
    const lots = customer.lots.filter(({ usableAt }) => usableAt !== null && usableAt < first);
    const ids = new Set(lots.map(({ id }) => id));
    return { ...customer, lots, postings: customer.postings.filter(({ lotId }) => ids.has(lotId ?? '')) };
  });
  return { ...desk, customers };
}

/** As text, in an order of its own. */
const sorted = (items: readonly object[]): readonly string[] =>
  items.map((item) => JSON.stringify(item)).toSorted();

/** Everything that bills say, and that does not name the day on which they were made. */
const told = ({ bills }: BilledCustomer): unknown => {
  const hasAdvances = bills.some(({ due }) => due === 'advance');
  const all = bills.map(({ bill }) => bill);
  const whole = bills.flatMap(({ bill, due }) => (due === 'all' ? [bill] : []));
  return {
    charges: all.flatMap(({ charges }) => charges),
    covered: all.flatMap(({ covered }) => covered),
    postings: all.flatMap(({ postings }) => postings.map(({ at: _at, ...rest }) => rest)),
    fees: sorted(all.flatMap(({ fees }) => fees)),
    trueUps: whole.flatMap(({ trueUps }) => trueUps),
    // The how-manieth bill of its period one is: an advance counts.
    allowances: whole.flatMap(({ allowances }) => allowances.map((one) => ({ ...one, turn: 0 }))),
    caps: whole.flatMap(({ caps }) => caps),
    late: whole.flatMap(({ late }) => late),
    // Fees in advance are on bills of their own, whose tax is rounded on its own.
    totals: hasAdvances ? null : whole.map(({ period, totals }) => [period.from, totals]),
  };
};

test('billing each month when it is over is billing all months at the end, when everything is known from the start', () => {
  fc.assert(
    fc.property(anyBusyDesk().map(settled), (desk) => {
      const monthly = runDesk(desk, { known: 'from-the-start', billed: 'monthly' });
      const atTheEnd = runDesk(desk, { known: 'from-the-start', billed: 'at-the-end' });
      for (const [place, customer] of monthly.entries()) {
        const other = atTheEnd[place];
        // An advance is billed only while its period is open, so the end knows none.
        const hasAdvances = customer.bills.some(({ due }) => due === 'advance');
        const expected = other === undefined ? null : told(other);
        expect(told(customer)).toEqual(hasAdvances ? { ...Object(expected), totals: null } : expected);
      }
    }),
    { numRuns },
  );
});

const account = { hours: hoursAccount({ burn: { 'after-hours': '1.5' } }), budget: moneyAccount() };
const bought = [
  paidLots(
    account.hours,
    { id: 'A', quantity: '3', expiresOn: '2026-02-10', purchasedAt: '2026-01-01T00:00:00Z' },
    { id: 'B', quantity: '2', purchasedAt: '2026-01-01T00:00:00Z' },
  ),
  paidLots(account.budget, { id: 'C', quantity: '123.45', purchasedAt: '2026-01-01T00:00:00Z' }),
];
const rating: BillPolicy['rating'] = {
  ...exampleRating,
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [
      { id: 'any', price: { kind: 'hourly', rate: '97.53' } },
      { id: 'incident', when: { serviceType: 'travel' }, price: { kind: 'per-incident', price: '45.00' } },
    ],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    quantity: { incrementMinutes: 7 },
  }),
};

const anyQuarter: fc.Arbitrary<readonly TimeEntry[]> = fc
  .array(
    fc.record({
      day: fc.nat({ max: 89 }),
      minute: fc.nat({ max: 1439 }),
      minutes: fc.nat({ max: 400 }),
      serviceTypeId: fc.constantFrom('support', 'support', 'travel'),
      item: fc.constantFrom('1', '2', '3'),
    }),
    { maxLength: 15 },
  )
  .map((list) =>
    list.map(({ day, minute, minutes, serviceTypeId, item }, index) => {
      const start = Date.UTC(2026, 0, 1 + day) + minute * 60_000;
      return {
        id: `te_${index}`,
        customerId: 'acme',
        agentId: 'ana',
        serviceTypeId,
        workItem: { kind: 'ticket' as const, id: item },
        start: new Date(start).toISOString(),
        end: new Date(start + minutes * 60_000).toISOString(),
      };
    }),
  );
const anyPools: fc.Arbitrary<readonly BuiltInComponentInput[]> = fc.shuffledSubarray<BuiltInComponentInput>([
  { id: 'of-hours', kind: 'pool', accountId: 'hours' },
  { id: 'of-money', kind: 'pool', accountId: 'budget' },
  { id: 'most', kind: 'cap', amount: '300.00', per: 'lifetime' },
]);

/** The bills of the first quarter of 2026, period after period. */
function billQuarter(
  frequency: 'monthly' | 'quarterly',
  work: readonly TimeEntry[],
  components: readonly BuiltInComponentInput[],
): readonly Bill[] {
  const contract = exampleContract({ components, cycle: { frequency } });
  const begins = frequency === 'monthly' ? ['2026-01-01', '2026-02-01', '2026-03-01'] : ['2026-01-01'];
  const bills: Bill[] = [];
  let postings: readonly PrepaidPosting[] = bought.flatMap(({ ledger }) => ledger);
  for (const from of begins) {
    const billed = new Set(
      bills.flatMap(({ charges, covered }) => [...charges, ...covered]).map(({ entryId }) => entryId),
    );
    const capped = bills.at(-1)?.caps[0];
    const bill = billPeriod(
      {
        contract,
        contractPeriod: periodFrom(contract, from),
        work: work.filter(({ id }) => !billed.has(id)),
        at: '2026-07-01T00:00:00.000Z',
        history: {
          prepaid: { accounts: Object.values(account), lots: bought.flatMap(({ lots }) => lots), postings },
          billedIncidents: bills.flatMap(({ incidents }) => incidents),
          capped: capped === undefined ? {} : { most: totalOf(bills) },
        },
      },
      { rating },
    );
    bills.push(bill);
    postings = [...postings, ...bill.postings];
  }
  return bills;
}

const totalOf = (bills: readonly Bill[]) => {
  const cents = bills
    .flatMap(({ caps }) => caps)
    .reduce((all, { billed }) => all + Math.round(Number(billed.amount) * 100), 0);
  return { amount: (cents / 100).toFixed(2), currency: 'EUR' };
};

test('R12, R70: three months are one quarter for work by the hour and by the incident, and for all that pools pay', () => {
  fc.assert(
    fc.property(anyQuarter, anyPools, (work, components) => {
      const [months, [quarter]] = [
        billQuarter('monthly', work, components),
        billQuarter('quarterly', work, components),
      ];
      // The price of an incident is with its first entry; its later work costs nothing in the same bill, and is covered
      // by the incident in a later one.
      const priced = (bill: Bill | undefined) => bill?.charges.filter(({ amount }) => amount !== '0') ?? [];
      const paid = (bill: Bill | undefined) => bill?.covered.filter(({ by }) => by.kind === 'pool') ?? [];
      expect(months.flatMap(priced)).toEqual(priced(quarter));
      expect(sorted(months.flatMap(paid))).toEqual(sorted(paid(quarter)));
      expect(sorted(months.flatMap(({ postings }) => postings))).toEqual(sorted(quarter?.postings ?? []));
      // Each line is rounded on its own, so the sums may differ by half a cent for each, and what prints by a little more.
      const net = (bills: readonly (Bill | undefined)[]): number =>
        bills.reduce((all, bill) => all + Number(bill?.totals.net.amount), 0);
      const lines = months.reduce((all, bill) => all + bill.lines.length, quarter?.lines.length ?? 0);
      expect(Math.abs(net(months) - net([quarter]))).toBeLessThanOrEqual(lines * 0.02 + 1e-6);
    }),
    { numRuns: 2 * numRuns },
  );
});
