import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agentStatement,
  budgetUse,
  type Charge,
  contractUtilisation,
  filterWork,
  forecast,
  margin,
  type Money,
  prepaidOverview,
  realisation,
  type ReportDimension,
  revenueOf,
  unbilledWork,
} from '../../src/index.ts';
import { decimal } from '../../src/money/decimal.ts';
import { roundMoney } from '../../src/money/rounding.ts';
import { anyDesk } from '../../src/testing/desk-arbitraries.ts';
import { billFacts, ratedDesk, reportedDesk, sumsOf } from './reported-desk.ts';

const dimensions: readonly ReportDimension[] = [
  'customer',
  'contract',
  'agent',
  'team',
  'service-type',
  'work-item',
];
// One month: what it is told late of earlier ones is in it.
const desks = anyDesk({ months: 1, maxEntries: 10 });
const anyDimension = fc.constantFrom(...dimensions);

// Desks are large: each law is tried on a third of the usual number.
const numRuns = Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 3);
const holds = <Values>(property: fc.IProperty<Values>): void => fc.assert(property, { numRuns });

const sumBy = <Item>(items: readonly Item[], number: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + number(item), 0);

/** What exact charges come to, by currency, each rounded once. */
function worthOf(charges: readonly Charge[]): Readonly<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const currency of [...new Set(charges.map((charge) => charge.currency))].toSorted()) {
    const own = charges.filter((charge) => charge.currency === currency);
    const seconds = own.reduce(
      (sum, { unit, billedSeconds, pieces, unitPrice }) =>
        sum.plus(decimal(unitPrice).times(unit === 'hour' ? billedSeconds : pieces * 3600)),
      decimal(0),
    );
    sums[currency] = roundMoney(seconds.dividedBy(3600), currency).amount;
  }
  return sums;
}

describe('revenue', () => {
  test('R53: the shares of a bill sum to each line, to its subtotal and to its net', () => {
    holds(
      fc.property(desks, (desk) => {
        for (const bill of reportedDesk(desk).bills) {
          const shares = revenueOf(bill);
          for (const { key, amount, net } of bill.totals.lines) {
            const own = shares.filter(({ lineKey }) => lineKey === key);
            expect(sumsOf(own.map((share) => share.amount))).toEqual(sumsOf([amount]));
            expect(sumsOf(own.map((share) => share.net))).toEqual(sumsOf([net]));
          }
          expect(sumsOf([...shares.map(({ net }) => net), bill.totals.net])).toEqual(
            sumsOf([bill.totals.net, bill.totals.net]),
          );
        }
      }),
    );
  });
});

describe('unbilled work', () => {
  test('groups sum to the whole, and the whole is the exact charges, rounded once', () => {
    holds(
      fc.property(desks, (desk) => {
        const { rated } = ratedDesk(desk);
        const charges = [...rated.charges()];
        const { groups, value, oldest } = unbilledWork([rated]);
        expect(sumsOf(value)).toEqual(worthOf(charges));
        expect(sumsOf(groups.flatMap((group) => group.value))).toEqual(sumsOf(value));
        expect(sumBy(groups, ({ billedSeconds }) => billedSeconds)).toBe(
          sumBy(charges, ({ billedSeconds }) => billedSeconds),
        );
        expect(groups.flatMap(({ blocked }) => blocked)).toHaveLength(rated.blocked.length);
        expect(oldest).toBe(charges.map(({ date }) => date).toSorted()[0] ?? null);
      }),
    );
  });

  test('previews of bills come to the net of their work, expenses and products', () => {
    holds(
      fc.property(desks, (desk) => {
        const { bills } = reportedDesk(desk);
        const kinds = new Set(['time', 'piece', 'expense', 'product']);
        const nets = bills.flatMap(({ lines, totals }) =>
          lines.flatMap(({ kind }, place) => (kinds.has(kind) ? [totals.lines[place]!.net] : [])),
        );
        const { groups, value } = unbilledWork(bills);
        const counted = sumsOf(nets);
        expect(sumsOf(value)).toMatchObject(counted);
        expect(sumsOf(groups.flatMap((group) => group.value))).toEqual(sumsOf(value));
      }),
    );
  });

  test('what is billed by an instant and what is open at it are all the work', () => {
    holds(
      fc.property(desks, fc.infiniteStream(fc.boolean()), (desk, coins) => {
        const { rated, entries } = ratedDesk(desk);
        const at = '2026-12-31T00:00:00.000Z';
        const billed = entries.filter(() => coins.next().value).map(({ id }) => ({ entryId: id, at }));
        const ids = new Set(billed.map(({ entryId }) => entryId));
        const open = unbilledWork([rated], { at, zone: desk.zone, billed });
        const left = [...rated.charges()].filter(({ entryId }) => !ids.has(entryId));
        expect(sumsOf(open.value)).toEqual(worthOf(left));
        const later = unbilledWork([rated], { at: '2026-12-30T23:59:59.999Z', zone: desk.zone, billed });
        expect(sumsOf(later.value)).toEqual(worthOf([...rated.charges()]));
      }),
    );
  });
});

describe('margin', () => {
  test('R53: whatever it is grouped by, the groups sum to the net of the bills and to the exact cost', () => {
    holds(
      fc.property(desks, anyDimension, (desk, by) => {
        const { bills, work, rated } = reportedDesk(desk);
        const { groups, total } = margin({ by, work, bills });
        const revenues = (list: typeof total.figures): readonly Money[] => list.map(({ revenue }) => revenue);
        const costs = (list: typeof total.figures): readonly Money[] => list.map(({ cost }) => cost);
        const nets = bills.map(({ totals }) => totals.net);
        expect(sumsOf(revenues(total.figures))).toMatchObject(
          sumsOf(nets.filter(({ amount }) => /[1-9]/.test(amount))),
        );
        expect(sumsOf(costs(total.figures))).toMatchObject(worthOf([...(rated.cost?.charges() ?? [])]));
        for (const pick of [revenues, costs]) {
          expect(sumsOf(groups.flatMap(({ figures }) => pick(figures)))).toEqual(sumsOf(pick(total.figures)));
        }
        expect(groups.flatMap(({ missing }) => missing)).toHaveLength(total.missing.length);
        for (const { figures, missing } of [...groups, total]) {
          const isKnown = figures.some((one) => one.margin !== null);
          expect(isKnown && missing.length > 0).toBe(false);
        }
      }),
    );
  });

  test('without bills the revenue is the exact charges', () => {
    holds(
      fc.property(desks, anyDimension, (desk, by) => {
        const { work, rated } = reportedDesk(desk);
        const { groups, total } = margin({ by, work });
        const revenue = sumsOf(total.figures.map((one) => one.revenue));
        expect(revenue).toMatchObject(worthOf([...rated.charges()]));
        expect(sumsOf(groups.flatMap(({ figures }) => figures.map((one) => one.revenue)))).toEqual(revenue);
      }),
    );
  });
});

describe('work', () => {
  test('every second that was rated is in the work, once', () => {
    holds(
      fc.property(desks, (desk) => {
        const { work, rated, entries } = reportedDesk(desk);
        expect(sumBy(work, ({ workedSeconds }) => workedSeconds)).toBe(rated.entrySeconds);
        expect(new Set(work.map(({ entryId }) => entryId)).size).toBe(entries.length);
      }),
    );
  });

  test('months, agents, and billed with unbilled divide statements without a rest', () => {
    holds(
      fc.property(desks, (desk) => {
        const { work } = reportedDesk(desk);
        const { agents, total } = agentStatement(work);
        const months = [...new Set(work.map(({ date }) => date.slice(0, 7)))];
        const divisions = [
          agents,
          months.map((month) => agentStatement(work, { month }).total),
          [true, false].map((billed) => agentStatement(work, { billed }).total),
          agents.map(({ agentId }) => agentStatement(work, { agentId }).total),
        ];
        for (const parts of divisions) {
          for (const name of [
            'workedSeconds',
            'billableSeconds',
            'billedSeconds',
            'unbilledSeconds',
          ] as const) {
            expect(sumBy(parts, (part) => part[name])).toBe(total[name]);
          }
          expect(sumBy(parts, ({ missing }) => missing.length)).toBe(total.missing.length);
        }
        expect(total.billableSeconds + total.nonBillableSeconds).toBe(total.workedSeconds);
        expect(total.billedSeconds + total.unbilledSeconds).toBe(total.billableSeconds);
        expect(sumsOf(agents.flatMap(({ cost }) => cost))).toEqual(sumsOf(total.cost));
        expect(agents.flatMap(({ entryIds }) => entryIds).toSorted()).toEqual(
          work.map(({ entryId }) => entryId).toSorted(),
        );
      }),
    );
  });

  test('the halves of a filter are all of the work', () => {
    holds(
      fc.property(desks, fc.constantFrom('2026-01-10', '2026-02-01'), (desk, day) => {
        const { work } = reportedDesk(desk);
        const halves = [...filterWork(work, { to: day }), ...filterWork(work, { from: day })];
        expect(halves).toHaveLength(work.length);
      }),
    );
  });
});

describe('realisation', () => {
  test('list − covered − repriced − written down is the net of the work on the bills, in each group and in all', () => {
    holds(
      fc.property(desks, anyDimension, (desk, by) => {
        const { work, bills } = reportedDesk(desk);
        const { groups, total } = realisation({ work, by });
        const names = ['list', 'covered', 'repriced', 'writtenDown', 'billed'] as const;
        for (const name of names) {
          expect(sumsOf(groups.flatMap(({ values }) => values.map((value) => value[name])))).toEqual(
            sumsOf(total.values.map((value) => value[name])),
          );
        }
        for (const { list, covered, repriced, writtenDown, billed } of [...groups, total].flatMap(
          ({ values }) => values,
        )) {
          expect(sumsOf([covered, repriced, writtenDown, billed])).toEqual(sumsOf([list]));
        }
        const nets = bills.flatMap((bill) => revenueOf(bill).filter(({ entryId }) => entryId !== null));
        expect(sumsOf(total.values.map(({ billed }) => billed))).toMatchObject(
          sumsOf(nets.map(({ net }) => net)),
        );
      }),
    );
  });
});

describe('forecast', () => {
  test('when the last day is over, the projection is the bill; and it is told as it stands on any day', () => {
    holds(
      fc.property(desks, (desk) => {
        for (const { facts, policy } of billFacts(desk)) {
          const { now, runRate, days, bill } = forecast({ facts, policy, through: '2027-12-31' });
          expect(days.over).toBe(days.all);
          expect(runRate).toEqual(now);
          const { discount, net, tax, total } = bill.totals;
          expect(now).toMatchObject({ discount, net, tax, total });
          expect(sumsOf([now.work, now.fees, now.expenses, now.products, now.trueUps])).toEqual(
            sumsOf([bill.totals.subtotal]),
          );
        }
      }),
    );
  });

  test('before the period ends, work is projected to no less than it is, and fees stay what they are', () => {
    holds(
      fc.property(desks, fc.integer({ min: 0, max: 30 }), (desk, day) => {
        const through = `2026-01-${String(day + 1).padStart(2, '0')}`;
        for (const { facts, policy } of billFacts(desk)) {
          const { now, runRate, days } = forecast({ facts, policy, through });
          expect(runRate === null).toBe(days.over === 0);
          const projected = runRate ?? now;
          expect(decimal(projected.work.amount).greaterThanOrEqualTo(now.work.amount)).toBe(true);
          const { fees, expenses, products } = now;
          expect(projected).toMatchObject({ fees, expenses, products });
        }
      }),
    );
  });
});

describe('budgets', () => {
  test('used is what was worked or what it is worth; left and over tell the rest', () => {
    const anyQuantity = fc.constantFrom('0', '1', '10', '500');
    holds(
      fc.property(desks, anyQuantity, (desk, quantity) => {
        const { work } = reportedDesk(desk);
        const [all, money, ...each] = budgetUse({
          work,
          budgets: [
            { id: 'all', on: {}, counts: 'hours', quantity },
            { id: 'money', on: {}, counts: 'cost', quantity, currency: 'EUR' },
            ...desk.customers.map(({ id }) => ({
              id,
              on: { customerId: id },
              counts: 'hours' as const,
              quantity,
            })),
          ],
        });
        expect(sumBy(each, ({ used }) => Number(used))).toBe(Number(all?.used));
        expect(all?.used).toBe(String(sumBy(work, ({ workedSeconds }) => workedSeconds)));
        expect(money?.used).toBe(worthOf(work.flatMap(({ costs }) => costs))['EUR'] ?? '0.00');
        for (const { used, limit, left, over } of [all!, money!, ...each]) {
          expect(decimal(used).plus(left).minus(over).equals(limit)).toBe(true);
          expect(decimal(left).isZero() || decimal(over).isZero()).toBe(true);
        }
      }),
    );
  });
});

describe('contracts and accounts', () => {
  test('what is left of an allowance is carried or lost, and never both', () => {
    holds(
      fc.property(desks, (desk) => {
        const { bills } = reportedDesk(desk);
        const told = contractUtilisation(bills);
        expect(told).toHaveLength(bills.length);
        expect(sumBy(told, ({ coveredSeconds }) => coveredSeconds)).toBe(
          sumBy(
            bills.flatMap(({ covered }) => covered),
            ({ billedSeconds }) => billedSeconds,
          ),
        );
        for (const { used, limit, left, carried, lost } of told.flatMap(({ allowances }) => allowances)) {
          expect(decimal(used).plus(left).equals(limit)).toBe(true);
          expect(decimal(carried).plus(lost).equals(left)).toBe(true);
          expect(decimal(lost).isNegative()).toBe(false);
        }
      }),
    );
  });

  test('the accounts of a customer sum to what it has', () => {
    holds(
      fc.property(desks, ({ customers, zone }) => {
        const accounts = customers.flatMap((customer) => customer.accounts);
        const postings = customers.flatMap((customer) => customer.postings);
        const february = { from: '2026-02-01', to: '2026-03-01', zone };
        for (const one of prepaidOverview(accounts, postings, february)) {
          for (const name of ['opening', 'closing'] as const) {
            const parts = one.accounts.reduce((sum, account) => sum.plus(account[name]), decimal(0));
            const totals = one.totals.reduce((sum, total) => sum.plus(total[name]), decimal(0));
            expect(totals.equals(parts)).toBe(true);
          }
        }
      }),
    );
  });
});

test('R8: no report depends on the order of what it is made from', () => {
  const reverse = <Item>(items: readonly Item[]): readonly Item[] => items.toReversed();
  const placeless = (told: unknown): unknown =>
    JSON.parse(JSON.stringify(told, (key, value) => (key === 'index' ? 0 : value)));
  holds(
    fc.property(desks, anyDimension, (desk, by) => {
      const [one, other] = [undefined, reverse].map((reorder) => {
        const { rated, bills, work } = reportedDesk(desk, reorder);
        return [
          unbilledWork([rated]),
          unbilledWork(bills),
          margin({ by, work, bills }),
          margin({ by, work }),
          agentStatement(work),
          realisation({ by, work }),
          contractUtilisation(bills),
          billFacts(desk, reorder).map(({ facts, policy }) => {
            const { now, runRate } = forecast({ facts, policy, through: '2026-01-09' });
            return { now, runRate };
          }),
        ];
      });
      expect(placeless(other)).toEqual(placeless(one));
    }),
  );
});
