import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billRecords, type StoredBill } from '../../src/engine/records/billing.ts';
import type { Invoice } from '../../src/invoice/invoice.ts';
import { openAmount } from '../../src/invoice/life/open-amount.ts';
import type { Money } from '../../src/money/money.ts';
import { negate } from '../../src/money/arithmetic.ts';
import { anyDesk } from '../../src/testing/desk-arbitraries.ts';
import { addDays } from '../../src/time/civil-date.ts';
import { sumsOf } from '../report/reported-desk.ts';
import { violationsOf } from './support/busy-desk.ts';
import { liveGeneratedMonths, openGeneratedDesk } from './support/generated-desk.ts';

/** A credit note gives back. */
const owed = ({ kind }: Invoice, amount: Money): Money => (kind === 'invoice' ? amount : negate(amount));

/** What is not 0, by currency. */
const amountsOf = (amounts: readonly Money[]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(sumsOf(amounts)).filter(([, amount]) => /[1-9]/.test(amount)));

const things = ['time', 'piece', 'incident', 'expense', 'product', 'discount', 'prepaid-work'];

const placeOf = ({ contractId, period }: StoredBill['bill']): string => `${contractId} ${period.from}`;

/** What the lines of bills that are work, expenses and products come to after discounts. */
function netOfWork(bills: readonly StoredBill[]): readonly Money[] {
  return bills.flatMap(({ bill }) => {
    const kinds = new Map(bill.lines.map(({ key, kind }) => [key, kind]));
    const work = bill.totals.lines.filter(({ key }) => things.includes(kinds.get(key) ?? ''));
    return work.map(({ net }) => net);
  });
}

test('each sum of a report is that of the invoices, to the cent, whatever a desk did', async () => {
  let [invoiced, waiting, forecasts] = [0, 0, 0];
  const property = fc.asyncProperty(anyDesk({ months: 3, maxEntries: 6 }), async (generated) => {
    const given = await openGeneratedDesk(generated);
    const { desk, seed, clock } = given;
    const [last, ...earlier] = generated.months.toReversed();
    const invoices = await liveGeneratedMonths(given, earlier.toReversed());
    invoiced += invoices.length;
    expect(await violationsOf(desk)).toEqual([]);

    const nets = amountsOf(invoices.map((one) => owed(one, one.content.totals.net)));
    for (const by of ['contract', 'agent', 'work-item'] as const) {
      const { groups, total } = await desk.reports.margin({ by });
      expect(amountsOf(total.figures.map(({ revenue }) => revenue))).toEqual(nets);
      expect(amountsOf(groups.flatMap(({ figures }) => figures.map(({ revenue }) => revenue)))).toEqual(nets);
    }
    const overview = await desk.reports.invoices();
    const totals = amountsOf(invoices.map((one) => owed(one, one.content.totals.total)));
    expect(amountsOf(overview.total.map(({ total }) => total))).toEqual(totals);
    const owing = amountsOf(invoices.map((one) => owed(one, openAmount(one))));
    expect(amountsOf((await desk.reports.aging()).total.map((one) => one.open))).toEqual(owing);

    const through = addDays(last?.to ?? '', -2);
    clock.set(`${through}T12:00:00.000Z`);
    await desk.work.record(last?.work ?? []);
    await desk.work.recordExpenses(last?.expenses ?? []);
    await desk.work.recordProducts(last?.products ?? []);
    const unbilled = await desk.reports.unbilled();
    const told = new Map<string, string>();
    for await (const { contractId, period, now } of desk.reports.forecast())
      told.set(`${contractId} ${period.from}`, now.total.amount);

    const before = new Set((await seed((unit) => unit.all(billRecords))).map(({ id }) => id));
    await desk.batches.save({ through, key: 'now', early: true });
    const made = (await seed((unit) => unit.all(billRecords))).filter(({ id }) => !before.has(id));
    waiting += netOfWork(made).length;
    expect(amountsOf(unbilled.value)).toEqual(amountsOf(netOfWork(made)));
    const open = made.filter(({ bill }) => told.has(placeOf(bill)));
    forecasts += open.length;
    expect(open.map(({ bill }) => told.get(placeOf(bill)))).toEqual(
      open.map(({ bill }) => bill.totals.total.amount),
    );
    expect(await violationsOf(desk)).toEqual([]);
  });
  // Few desks may have nothing that waits: then others are looked at.
  const { seed = Date.now() % 1_000_000_000 } = fc.readConfigureGlobal();
  for (let round = 0; round < 10 && Math.min(invoiced, waiting, forecasts) === 0; round += 1)
    await fc.assert(property, { numRuns: 8, seed: seed + round });
  expect(Math.min(invoiced, waiting, forecasts)).toBeGreaterThan(0);
});
