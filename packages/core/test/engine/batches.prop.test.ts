import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContractInput } from '../../src/contract/contract-input.ts';
import { invoiceRecords } from '../../src/engine/records/billing.ts';
import { addDays } from '../../src/time/civil-date.ts';
import type { Expense } from '../../src/work/expense.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { rowsOf, type TestDesk, testDesk, testEntry } from './support/desk.ts';

const customers = ['acme', 'globex', 'initech'];

const anyEntry = fc
  .record({
    customerId: fc.constantFrom(...customers),
    date: fc.integer({ min: 0, max: 95 }).map((day) => addDays('2026-01-01', day)),
    minutes: fc.integer({ min: 1, max: 300 }),
    serviceTypeId: fc.constantFrom('support', 'travel'),
    billable: fc.constantFrom(true, true, false),
    approval: fc.constantFrom('approved' as const, 'approved' as const, 'pending' as const),
  })
  .map(
    (given) =>
      (id: string): TimeEntry =>
        testEntry(id, given),
  );

const anyExpense = fc
  .record({
    customerId: fc.constantFrom(...customers),
    date: fc.integer({ min: 0, max: 95 }).map((day) => addDays('2026-01-01', day)),
    cents: fc.integer({ min: -20_000, max: 20_000 }).filter((cents) => cents !== 0),
    kind: fc.constantFrom('pass-through' as const, 'internal' as const),
  })
  .map(
    ({ cents, ...given }) =>
      (id: string): Expense => ({
        ...given,
        id,
        description: 'Parts',
        amount: { amount: (cents / 100).toFixed(2), currency: 'EUR' },
      }),
  );

const components: NonNullable<ContractInput['components']>[number][] = [
  { id: 'care', kind: 'recurring-fee', price: '49.99' },
  { id: 'least', kind: 'commitment', amount: '150.00' },
  {
    id: 'support',
    kind: 'allowance',
    unit: 'hours',
    quantity: '2',
    exhausted: 'block',
    carryOver: { maxPeriods: 2, maxQuantity: '1' },
  },
];

const anyContract = fc
  .record({
    customerId: fc.constantFrom(...customers),
    start: fc.constantFrom('2026-01-01', '2026-02-10'),
    end: fc.option(fc.constantFrom('2026-03-01', '2026-03-20'), { nil: undefined }),
    components: fc.subarray(components),
    covers: fc.constantFrom({}, { serviceType: 'support' }),
  })
  .map(
    (given) =>
      (order: number): Partial<ContractInput> => ({ ...given, id: `c_${order}`, order }),
  );

const anyFacts = fc.record({
  entries: fc.array(anyEntry, { maxLength: 12 }).map((all) => all.map((make, index) => make(`te_${index}`))),
  expenses: fc
    .array(anyExpense, { maxLength: 4 })
    .map((all) => all.map((make, index) => make(`ex_${index}`))),
  contracts: fc.array(anyContract, { maxLength: 4 }).map((all) => all.map((make, index) => make(index + 1))),
});
type Facts = typeof anyFacts extends fc.Arbitrary<infer Value> ? Value : never;

const settings = { requireApproval: true, negativeInvoices: 'carry-forward' } as const;

async function deskOf({ entries, expenses, contracts }: Facts, names = customers): Promise<TestDesk> {
  const given = await testDesk({ customers: names, settings, now: '2026-05-01T06:00:00.000Z' });
  for (const contract of contracts) await given.putContract(contract);
  for (const entry of entries) await given.desk.work.record([entry]);
  await given.desk.work.recordExpenses(expenses);
  return given;
}

/** What the invoices say, by customer. Ids are those of the order in which they were made. */
async function contents({ seed }: TestDesk): Promise<readonly unknown[]> {
  const invoices = await seed((unit) => unit.all(invoiceRecords));
  return invoices.map(({ kind, content }) => ({
    kind,
    // Lines that were carried have the id of the draft that they are from.
    content: JSON.stringify(content).replaceAll(/invoice_\d+/g, 'invoice'),
  }));
}

const months = ['2026-01-31', '2026-02-28', '2026-03-31'] as const;
const request = { through: months[2], key: '2026-03' };

test('R8: customers, contracts and work in any order are billed alike', async () => {
  const shuffled = anyFacts.chain((facts) => {
    const any = <Item>(items: readonly Item[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    return fc.record({
      facts: fc.constant(facts),
      other: fc.record({
        entries: any(facts.entries),
        expenses: any(facts.expenses),
        contracts: any(facts.contracts),
      }),
      names: any(customers),
    });
  });
  let drafts = 0;
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ facts, other, names }) => {
      const [one, two] = [await deskOf(facts), await deskOf(other, names)];
      await one.desk.batches.save(request);
      await two.desk.batches.save(request);
      const expected = await contents(one);
      drafts += expected.length;
      expect(await contents(two)).toEqual(expected);
    }),
  );
  expect(drafts).toBeGreaterThan(50);
});

test('R90: the preview is what save does', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      const { desk } = await deskOf(facts);
      const { customers: previews, figures } = await desk.batches.preview({ through: request.through });
      const { id, amounts } = await desk.batches.save(request);
      expect(amounts).toEqual(figures.amounts.map(({ total }) => total));
      const { items } = await desk.batches.customers(id);
      for (const { customerId, status, drafts, carried, bills } of previews) {
        const row = items.find((one) => one.customerId === customerId);
        expect(row).toMatchObject({ status });
        expect(row?.invoiceIds.length).toBe(drafts.length);
        expect(row?.carriedIds.length).toBe(carried.length);
        expect(row?.billIds.length).toBe(bills.length);
      }
    }),
  );
});

test('R91, I22: nothing is billed twice: work is locked by exactly the bill that claims it', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      const { desk, storage } = await deskOf(facts);
      await desk.batches.save(request);
      const before = await rowsOf(storage, 'desk', [
        'batches',
        'batch-customers',
        'answers',
        'audit',
        'counters',
      ]);
      const again = await desk.batches.save({ ...request, key: 'again' });
      expect(again.counts).toMatchObject({ invoiced: 0, failed: 0 });
      const after = await rowsOf(storage, 'desk', [
        'batches',
        'batch-customers',
        'answers',
        'audit',
        'counters',
      ]);
      expect(after).toEqual(before);
      const owners = new Set(
        (before['claims'] ?? []).flatMap(({ value }) => {
          const { claim, owner } = value as { claim: { kind: string; id: string }; owner: string };
          return ['entry', 'expense'].includes(claim.kind) ? [`${claim.kind}:${claim.id} ${owner}`] : [];
        }),
      );
      for (const { id, value } of before['work'] ?? []) {
        const { billId } = value as { billId: string | null };
        const own = [...owners].filter((owner) => owner.startsWith(`${id} `));
        expect(own.includes(`${id} ${billId}`)).toBe(billId !== null);
        expect(own.length > 0).toBe(billId !== null);
      }
    }),
  );
});

test('I24: batches that are deleted, the last one first, leave everything as it was', async () => {
  const without = ['batches', 'batch-customers', 'bills', 'answers', 'audit', 'counters', 'notices'] as const;
  await fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      const { desk, storage } = await deskOf(facts);
      const states: unknown[] = [];
      const ids: string[] = [];
      for (const through of months) {
        states.push(await rowsOf(storage, 'desk', without));
        ids.push((await desk.batches.save({ through, key: through })).id);
      }
      for (const id of ids.toReversed()) {
        await desk.batches.delete(id);
        expect(await rowsOf(storage, 'desk', without)).toEqual(states.pop());
      }
    }),
  );
});

test('R12: three months that are billed at once come to what they come to one after the other', async () => {
  // What is carried forward is one line of each month's draft, and none when all months are on one.
  const plain = anyFacts.map((facts) => ({ ...facts, expenses: [] }));
  await fc.assert(
    fc.asyncProperty(plain, async (facts) => {
      const [one, two] = [await deskOf(facts), await deskOf(facts)];
      await one.desk.batches.save(request);
      for (const through of months) await two.desk.batches.save({ through, key: through });
      const claims = async ({ storage }: TestDesk) =>
        // A bill of what is paid in advance is a turn of its own.
        ((await rowsOf(storage))['claims'] ?? []).map(({ id }) => id.replace(/^(allowance:.*)%20\d+$/, '$1'));
      expect(await claims(two)).toEqual(await claims(one));
      const net = async ({ seed }: TestDesk) => {
        const invoices = await seed((unit) => unit.all(invoiceRecords));
        const cents = invoices.map(({ content }) => Math.round(Number(content.totals.net.amount) * 100));
        return cents.reduce((sum, one_) => sum + one_, 0);
      };
      expect(await net(two)).toBe(await net(one));
    }),
  );
});
