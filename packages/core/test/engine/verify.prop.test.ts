import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { manualLine } from '../../src/invoice/manual-line.ts';
import { money } from '../../src/money/money.ts';
import { addDays } from '../../src/time/civil-date.ts';
import { violationsOf } from './support/busy-desk.ts';
import { type TestDesk, testDesk, testEntry } from './support/desk.ts';

/** Something that somebody does at a desk. Which invoice or payment it is about is told by a place in the list. */
type Step = (given: TestDesk, number: number) => Promise<unknown>;

const customers = ['acme', 'globex'];
const place = fc.nat({ max: 20 });
const cents = fc.integer({ min: 1, max: 60_000 }).map((amount) => money((amount / 100).toFixed(2), 'EUR'));

const invoiceAt = async ({ desk }: TestDesk, index: number): Promise<string> => {
  const { items } = await desk.invoices.list();
  return items[index % Math.max(items.length, 1)]?.id ?? 'none';
};

const paymentAt = async ({ desk }: TestDesk, index: number): Promise<string> => {
  const { items } = await desk.payments.list();
  return items[index % Math.max(items.length, 1)]?.id ?? 'none';
};

const anyWork = fc
  .record({
    customerId: fc.constantFrom(...customers),
    days: fc.integer({ min: -40, max: 2 }),
    minutes: fc.integer({ min: 1, max: 400 }),
    billable: fc.constantFrom(true, true, true, false),
  })
  .map(
    ({ customerId, days, minutes, billable }): Step =>
      ({ desk, clock }, number) => {
        const date = addDays(clock.now().slice(0, 10), days);
        return desk.work.record([testEntry(`te_${number}`, { customerId, date, minutes, billable })]);
      },
  );

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anyWork },
  {
    weight: 3,
    arbitrary: fc.constant<Step>(async ({ desk, clock }, number) => {
      clock.advance(20 * 86_400);
      const through = `${clock.now().slice(0, 7)}-01`;
      return desk.batches.save({ through: addDays(through, -1), key: `run ${number}` });
    }),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>((index) => async ({ desk }) => {
      const { items } = await desk.batches.list();
      return desk.batches.delete(items[index % Math.max(items.length, 1)]?.id ?? 'none');
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constant<Step>(async ({ desk }) => {
      const { items } = await desk.invoices.list();
      return desk.invoices.issueAll(
        items.flatMap(({ id, settlement }) => (settlement === 'draft' ? [id] : [])),
      );
    }),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>(
      (index) => async (given) => given.desk.invoices.void(await invoiceAt(given, index)),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>(
      (index) => async (given) => given.desk.invoices.reopen(await invoiceAt(given, index)),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>(
      (index) => async (given) => given.desk.invoices.delete(await invoiceAt(given, index)),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>(
      (index) => async (given) => given.desk.invoices.writeOff(await invoiceAt(given, index)),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ index: place, amount: fc.option(cents), release: fc.boolean() })
      .map<Step>(({ index, amount, release }) => async (given) => {
        const { desk } = given;
        const id = await invoiceAt(given, index);
        return desk.invoices.credit(id, { reason: 'wrong', ...(amount === null ? {} : { amount }), release });
      }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ customerId: fc.constantFrom(...customers), amount: cents }).map<Step>(
      ({ customerId, amount }) =>
        ({ desk, clock }) =>
          desk.payments.record({ customerId, amount, on: clock.now().slice(0, 10) }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ index: place, amount: fc.option(cents) })
      .map<Step>(({ index, amount }) => async (given) => {
        const on = given.clock.now().slice(0, 10);
        return given.desk.payments.refund({ paymentId: await paymentAt(given, index), amount, on });
      }),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>((index) => async (given) => {
      return given.desk.payments.reverse(await paymentAt(given, index));
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 8 }), gift: fc.boolean() }).map<Step>(
      ({ hours, gift }) =>
        ({ desk }) =>
          desk.prepaid.buy({
            accountId: 'hours',
            quantity: String(hours),
            price: gift ? null : money(`${hours * 100}.00`, 'EUR'),
            ...(gift ? {} : { invoice: 'issue' as const }),
          }),
    ),
  },
  {
    weight: 1,
    arbitrary: place.map<Step>((index) => async ({ desk }) => {
      const { items } = await desk.work.list({ customerId: 'acme', isOpen: true });
      const entry = items[index % Math.max(items.length, 1)]?.work.id ?? 'none';
      return desk.prepaid.draw({ accountId: 'hours', entryIds: [entry] });
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ customerId: fc.constantFrom(...customers), amount: cents })
      .map<Step>(({ customerId, amount }) => ({ desk }, number) => {
        const line = {
          id: `line_${number}`,
          description: 'By hand',
          unitPrice: amount.amount,
          currency: 'EUR',
        };
        return desk.invoices.draft({
          customerId,
          lines: [manualLine({ ...line, from: '2026-03-02', taxCodes: ['vat'] })],
        });
      }),
  },
);

async function deskWithTerms(allowance: 'charge' | 'prepaid' | 'block'): Promise<TestDesk> {
  const given = await testDesk({ now: '2026-03-10T09:00:00.000Z', settings: { reopen: true } });
  const { desk } = given;
  await desk.prepaid.open({
    id: 'hours',
    customerId: 'acme',
    unit: 'hours',
    burn: { business: '1.25' },
    overdraft: '1',
  });
  await desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-01-01',
    cycle: { frequency: 'monthly' },
    components: [
      { id: 'care', kind: 'recurring-fee', description: 'Care', price: '49.99' },
      {
        id: 'included',
        kind: 'allowance',
        unit: 'hours',
        quantity: '3',
        exhausted: allowance,
        carryOver: { maxPeriods: 1, maxQuantity: '1' },
      },
      { id: 'prepaid', kind: 'pool', accountId: 'hours' },
    ],
  });
  return given;
}

test('whatever people do at a desk, in whatever order, no promise is broken', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('charge', 'prepaid', 'block'),
      fc.array(anyStep, { minLength: 10, maxLength: 70, size: 'max' }),
      async (allowance, steps) => {
        const given = await deskWithTerms(allowance);
        for (const [number, step] of steps.entries()) {
          given.clock.advance(60);
          try {
            await step(given, number);
            done += 1;
          } catch (error) {
            // What can't be done is refused, and has changed nothing.
            if (!isBillingError(error)) throw error;
          }
        }
        expect(await violationsOf(given.desk)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
  expect(done).toBeGreaterThan(300);
});
