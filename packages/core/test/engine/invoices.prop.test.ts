import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Invoice, isBillingError, manualLine, openAmount } from '../../src/index.ts';
import { digestOfInvoice } from '../../src/engine/invoices/seal-invoice.ts';
import { invoiceRecords, billRecords } from '../../src/engine/records/billing.ts';
import { digestRecords, seriesRecords } from '../../src/engine/records/issuing.ts';
import {
  applicationRecords,
  creditRecords,
  fundKey,
  paymentRecords,
} from '../../src/engine/records/payments.ts';
import { workRecords } from '../../src/engine/records/work.ts';
import type { Unit } from '../../src/engine/unit.ts';
import { amountOfCents, centsOf, sumBy } from './support/cents.ts';
import { type TestDesk, testDesk, testEntry } from './support/desk.ts';

const customers = ['acme', 'globex'] as const;

/** What a person does on a desk. Numbers choose among what is there. */
type Step = (world: TestDesk, count: number) => Promise<unknown>;

const pick = <Value>(values: readonly Value[], number: number): Value | undefined =>
  values[number % Math.max(1, values.length)];

const invoicesOf = async ({ desk }: TestDesk): Promise<readonly Invoice[]> =>
  (await desk.invoices.list({ limit: 1000 })).items;

const aCustomer = fc.constantFrom(...customers);
const cents = fc.integer({ min: 1, max: 30_000 });
const aPlace = fc.nat(40);
const on = '2026-04-02';

const steps: fc.Arbitrary<Step>[] = [
  fc.record({ customerId: aCustomer, amount: fc.integer({ min: -3_000, max: 30_000 }) }).map(
    ({ customerId, amount }): Step =>
      ({ desk }) =>
        desk.invoices.draft({
          customerId,
          lines: [lineOf(amountOfCents(amount).amount)],
        }),
  ),
  fc.record({ customerId: aCustomer, minutes: fc.integer({ min: 1, max: 200 }) }).map(
    ({ customerId, minutes }): Step =>
      async ({ desk }, count) => {
        await desk.work.record([testEntry(`te_${count}`, { customerId, minutes })]);
        await desk.batches.save({ through: '2026-03-31', key: `run ${count}` });
      },
  ),
  fc.array(aPlace, { minLength: 1, maxLength: 4 }).map(
    (places): Step =>
      async (world) => {
        const all = await invoicesOf(world);
        const ids = places.flatMap((place) => pick(all, place)?.id ?? []);
        await world.desk.invoices.issueAll(ids);
      },
  ),
  // Two clerks at once.
  fc.constant<Step>(async (world) => {
    const drafts = (await invoicesOf(world)).filter(({ settlement }) => settlement === 'draft');
    const ids = drafts.map(({ id }) => id);
    await Promise.allSettled([
      world.desk.invoices.issueAll(ids),
      world.desk.invoices.issueAll(ids.toReversed()),
      ...ids.map((id) => world.desk.invoices.issue(id)),
    ]);
  }),
  fc
    .record({
      place: aPlace,
      action: fc.constantFrom('void', 'reopen', 'delete', 'writeOff', 'reverseWriteOff'),
    })
    .map(
      ({ place, action }): Step =>
        async (world) =>
          world.desk.invoices[action](pick(await invoicesOf(world), place)?.id ?? ''),
    ),
  fc.record({ place: aPlace, amount: fc.option(cents), release: fc.boolean() }).map(
    ({ place, amount, release }): Step =>
      async (world) =>
        world.desk.invoices.credit(pick(await invoicesOf(world), place)?.id ?? '', {
          reason: 'no matter',
          amount: amount === null ? null : amountOfCents(amount),
          release,
        }),
  ),
  fc.record({ customerId: aCustomer, amount: cents, place: fc.option(aPlace) }).map(
    ({ customerId, amount, place }): Step =>
      async (world, count) => {
        const own = (await invoicesOf(world)).filter(({ content }) => content.customerId === customerId);
        const invoice = place === null ? undefined : pick(own, place);
        await world.desk.payments.record({
          customerId,
          amount: amountOfCents(amount),
          on,
          externalId: `bank ${count % 7}`,
          applyTo: invoice === undefined ? [] : [{ invoiceId: invoice.id }],
        });
      },
  ),
  fc
    .record({ place: aPlace, amount: fc.option(cents), how: fc.constantFrom('refund', 'reverse', 'invoice') })
    .map(
      ({ place, amount, how }): Step =>
        async (world) => {
          const { payments } = world.desk;
          const id = pick((await payments.list({ limit: 1000 })).items, place)?.id ?? '';
          const part = { amount: amount === null ? null : amountOfCents(amount), on };
          if (how === 'reverse') await payments.reverse(id);
          else if (how === 'refund') await payments.refund({ paymentId: id, ...part });
          else await payments.refund({ invoiceId: pick(await invoicesOf(world), place)?.id ?? '', ...part });
        },
    ),
  fc.record({ customerId: aCustomer, amount: fc.option(cents) }).map(
    ({ customerId, amount }): Step =>
      ({ desk }) =>
        amount === null
          ? desk.credits.apply({ customerId, currency: 'EUR' })
          : desk.credits.payOut({ customerId, amount: amountOfCents(amount), on }),
  ),
  // Clocks go back, too.
  fc.integer({ min: -3, max: 10 }).map(
    (hours): Step =>
      async ({ clock }) =>
        clock.advance(hours * 3600),
  ),
];

const lineOf = (amount: string) =>
  manualLine({
    id: 'one',
    description: 'Work',
    unitPrice: amount,
    currency: 'EUR',
    taxCodes: ['vat'],
    from: on,
  });

/** Two invoices, the second of them bills work. */
const beginning: readonly Step[] = [
  ({ desk }) => desk.invoices.draft({ customerId: 'acme', lines: [lineOf('120.00')] }),
  async ({ desk }) => {
    await desk.work.record([testEntry('te')]);
    await desk.batches.save({ through: '2026-03-31', key: 'first' });
  },
  async (world) => world.desk.invoices.issueAll((await invoicesOf(world)).map(({ id }) => id)),
];

/** Everything that holds whatever anybody does. */
async function requireSound(unit: Unit, frozen: Map<string, string>): Promise<void> {
  const invoices = await unit.all(invoiceRecords);
  const applications = await unit.all(applicationRecords);
  const movements = await unit.all(creditRecords);

  for (const { series, last } of await unit.all(seriesRecords)) {
    if (series === undefined) continue;
    const places = invoices
      .flatMap(({ issued }) => (issued?.series === series ? [issued] : []))
      .toSorted((one, other) => one.sequence - other.sequence);
    expect(places.map(({ sequence }) => sequence)).toEqual(places.map((_, index) => index + 1));
    expect(Object.values(last)).toEqual([places.length]);
    const instants = places.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted());
  }

  for (const invoice of invoices) {
    const { id, content, settlement } = invoice;
    const { paid, refunded, credited, writtenOff } = invoice;
    if (invoice.issued !== null && settlement !== 'draft') {
      const sealed = await unit.load(digestRecords, id);
      expect(sealed.digest).toBe(await digestOfInvoice(invoice));
      const key = `${id}@${sealed.revision}`;
      expect(frozen.get(key) ?? sealed.digest).toBe(sealed.digest);
      frozen.set(key, sealed.digest);
    }
    const kept = centsOf(paid) - centsOf(refunded);
    if (invoice.kind === 'invoice') {
      expect(sumBy(applications, (row) => row.invoiceId === id)).toBe(kept);
      if (settlement !== 'draft' && settlement !== 'void')
        expect(centsOf(openAmount(invoice))).toBe(
          centsOf(content.totals.total) - kept - centsOf(credited) - centsOf(writtenOff),
        );
      expect(centsOf(openAmount(invoice))).toBeGreaterThanOrEqual(0);
      const notes = invoices.filter((one) => one.credits?.invoiceId === id && one.settlement !== 'draft');
      expect(centsOf(credited)).toBe(
        notes.reduce((sum, { content: note }) => sum + centsOf(note.totals.total), 0),
      );
      expect(centsOf(credited)).toBeLessThanOrEqual(Math.max(0, centsOf(content.totals.total)));
    }
  }

  for (const payment of await unit.all(paymentRecords)) {
    if (payment.kind !== 'payment') continue;
    const key = `payment:${payment.id}`;
    const onInvoices = sumBy(applications, (row) => fundKey(row.fund) === key);
    const toCredit = sumBy(movements, (row) => fundKey(row.fund) === key);
    expect(onInvoices).toBeGreaterThanOrEqual(0);
    expect(toCredit).toBeGreaterThanOrEqual(0);
    expect(onInvoices + toCredit).toBeLessThanOrEqual(centsOf(payment.amount));
    if (payment.reversedAt !== null) expect([onInvoices, toCredit]).toEqual([0, 0]);
  }

  const owners = new Map<string, string>();
  for (const { id, bill, releasedAt, invoiceId } of await unit.all(billRecords)) {
    const invoice = invoiceId === null ? null : await unit.find(invoiceRecords, invoiceId);
    const isGone = invoiceId !== null && (invoice === null || invoice.settlement === 'void');
    if (isGone) expect(releasedAt).not.toBeNull();
    if (releasedAt === null)
      for (const claim of bill.claims) if (claim.kind === 'entry') owners.set(claim.id, id);
  }
  for (const { work, billId } of await unit.all(workRecords))
    expect(billId).toBe(owners.get(work.id) ?? null);
}

test('R81 I5 I6 I7 I22 I23: whatever people do at once, numbers have no gap, what is issued stays, money adds up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(...steps), { minLength: 4, maxLength: 18 }),
      fc.boolean(),
      async (life, strict) => {
        const world = await testDesk({ settings: { strict, reopen: !strict } });
        const frozen = new Map<string, string>();
        for (const step of beginning) await step(world, 0);
        for (const [count, step] of life.entries()) {
          await step(world, count).catch((error: unknown) => {
            if (!isBillingError(error)) throw error;
            // Nothing but what a person can be told.
            expect(error.code).not.toMatch(/^STORAGE_|^TRANSACTION_/);
          });
          await world.seed((unit) => requireSound(unit, frozen));
        }
        for (const customerId of customers) {
          const { items } = await world.desk.credits.movements(customerId, { limit: 1000 });
          const balance = await world.desk.credits.balance(customerId, 'EUR');
          expect(centsOf(balance)).toBe(sumBy(items, () => true));
          expect(centsOf(balance)).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    { numRuns: Math.max(300, fc.readConfigureGlobal().numRuns ?? 0) },
  );
});
