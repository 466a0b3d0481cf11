import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LedgerPayment, manualLine, openAmount } from '../../src/index.ts';
import { recordLedgerPayment } from '../../src/engine/payments/record-ledger-payment.ts';
import { ledgerDocuments } from '../../src/engine/records/payments.ts';
import { amountOfCents, sumBy } from './support/cents.ts';
import { type TestDesk, testDesk } from './support/desk.ts';

/** Invoices of "acme" and "globex" that a ledger knows as ext_0, ext_1 … */
async function deskOf(totals: readonly number[]): Promise<TestDesk> {
  const world = await testDesk();
  for (const [index, total] of totals.entries()) {
    const line = manualLine({
      id: 'one',
      description: 'Work',
      unitPrice: amountOfCents(total).amount,
      currency: 'EUR',
      from: '2026-03-02',
    });
    const customerId = index % 2 === 0 ? 'acme' : 'globex';
    const draft = await world.desk.invoices.draft({ customerId, lines: [line] });
    await world.desk.invoices.issue(draft.id);
    await world.seed((unit) =>
      unit.save(ledgerDocuments, {
        connectorId: 'books',
        externalId: `ext_${index}`,
        invoiceId: draft.id,
      }),
    );
  }
  return world;
}

/** What everybody sees in the end. */
async function standOf({ desk }: TestDesk): Promise<readonly string[]> {
  const { items } = await desk.invoices.list();
  const stands = items.map((one) => `${one.settlement} ${openAmount(one).amount}`);
  for (const id of ['acme', 'globex']) stands.push((await desk.credits.balance(id, 'EUR')).amount);
  return stands;
}

const application = fc.record({ invoice: fc.nat(3), cents: fc.integer({ min: 1, max: 9_000 }) });

const payments = fc.array(
  fc.record({
    applications: fc.array(application, { minLength: 1, maxLength: 3 }),
    rest: fc.constantFrom(0, 0, 500),
    isDeleted: fc.constantFrom(false, false, true),
    days: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const refunds = fc.array(application, { maxLength: 2 });

/** What a ledger tells: each payment once or more, and of some that they were deleted. */
const life = fc.record({ payments, refunds, hasDeletions: fc.boolean() }).chain((given) => {
  const events: LedgerPayment[] = given.payments.flatMap((one, index) => {
    const sums = one.applications.map(({ invoice, cents }) => ({
      invoiceExternalId: `ext_${invoice}`,
      amount: amountOfCents(cents),
    }));
    const cents = one.applications.reduce<number>((sum, part) => sum + part.cents, one.rest);
    const told: LedgerPayment = {
      externalId: `p_${index}`,
      kind: 'payment',
      applications: sums,
      amount: amountOfCents(cents),
      on: `2026-04-0${one.days}`,
      isDeleted: false,
    };
    return one.isDeleted && given.hasDeletions
      ? [told, { ...told, isDeleted: true, applications: [] }]
      : [told];
  });
  // What was given back of a payment that is deleted later is nobody's to say.
  const givenBack = given.hasDeletions ? [] : given.refunds;
  for (const [index, { invoice, cents }] of givenBack.entries())
    events.push({
      externalId: `r_${index}`,
      kind: 'refund',
      applications: [{ invoiceExternalId: `ext_${invoice}`, amount: amountOfCents(cents) }],
      amount: amountOfCents(cents),
      on: '2026-04-05',
      isDeleted: false,
    });
  const anyOrder = fc
    .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
    .chain(([all, again]) =>
      fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
    );
  return fc.tuple(anyOrder, anyOrder);
});

/** How much is open on each invoice: what was meant for it and stands pays it. Nothing is said where money went back. */
function expectedOf(totals: readonly number[], events: readonly LedgerPayment[]): readonly string[] | null {
  if (events.some(({ kind }) => kind === 'refund')) return null;
  const deleted = new Set(events.filter(({ isDeleted }) => isDeleted).map(({ externalId }) => externalId));
  const standing = new Map(
    events.filter(({ externalId }) => !deleted.has(externalId)).map((event) => [event.externalId, event]),
  );
  return totals.map((total, index) => {
    const meant = [...standing.values()].flatMap(({ applications }) => applications);
    const got = sumBy(meant, ({ invoiceExternalId }) => invoiceExternalId === `ext_${index}`);
    const state = got === 0 ? 'issued' : got < total ? 'partially-paid' : 'paid';
    return `${state} ${amountOfCents(Math.max(0, total - got)).amount}`;
  });
}

test('I23: what a ledger’s payments settle depends on what was told, not on the order, nor on how often', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 4, maxLength: 4 }),
      life,
      async (totals, orders) => {
        const stands: (readonly string[])[] = [];
        for (const events of orders) {
          const world = await deskOf(totals);
          for (const event of events) await world.seed((unit) => recordLedgerPayment(unit, 'books', event));
          stands.push(await standOf(world));
        }
        expect(stands[0]).toEqual(stands[1]);
        expect(stands[0]?.slice(0, 4)).toEqual(expectedOf(totals, orders[0]) ?? stands[1]?.slice(0, 4));
      },
    ),
    { numRuns: Math.max(300, fc.readConfigureGlobal().numRuns ?? 0) },
  );
});

/** Payments that a ledger tells, what was given back of them, and to what some of them are corrected afterwards. */
const corrected = fc.record({
  payments: fc.array(fc.record({ first: application, last: application, isSame: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  }),
  refunds,
});

const paymentOf = (index: number, { invoice, cents }: { invoice: number; cents: number }): LedgerPayment => ({
  externalId: `p_${index}`,
  kind: 'payment',
  applications: [{ invoiceExternalId: `ext_${invoice}`, amount: amountOfCents(cents) }],
  amount: amountOfCents(cents),
  on: '2026-04-01',
  isDeleted: false,
});

test('I23: a payment that a ledger corrects counts as if it had been told so at once, also when something was given back of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 4, maxLength: 4 }),
      corrected,
      async (totals, given) => {
        const first = given.payments.map((one, index) => paymentOf(index, one.first));
        const last = given.payments.map((one, index) => paymentOf(index, one.isSame ? one.first : one.last));
        const givenBack = given.refunds.map(
          (part, index): LedgerPayment => ({
            ...paymentOf(index, part),
            externalId: `r_${index}`,
            kind: 'refund',
          }),
        );
        const stands: (readonly string[])[] = [];
        for (const events of [
          [...last, ...givenBack],
          [...first, ...givenBack, ...last],
        ]) {
          const world = await deskOf(totals);
          for (const event of events) await world.seed((unit) => recordLedgerPayment(unit, 'books', event));
          stands.push(await standOf(world));
        }
        // From which money it was taken may differ, and with it the word for it; what is open and what is credit may not.
        const [direct, later] = stands.map((stand) => stand.map((one) => one.split(' ').at(-1)));
        expect(later).toEqual(direct);
      },
    ),
    { numRuns: Math.max(300, fc.readConfigureGlobal().numRuns ?? 0) },
  );
});
