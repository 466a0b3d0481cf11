import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError, type LedgerPayment, manualLine, openAmount } from '../../src/index.ts';
import { CreditsOnInvoices } from '../../src/engine/payments/credits-on-invoices.ts';
import { recordLedgerPayment } from '../../src/engine/payments/record-ledger-payment.ts';
import { ledgerCredits } from '../../src/engine/records/ledger-credits.ts';
import { ledgerDocuments } from '../../src/engine/records/payments.ts';
import { fakeLedger } from '../../src/testing/fake-ledger.ts';
import { violationsOf } from './support/busy-desk.ts';
import { amountOfCents, centsOf, sumBy } from './support/cents.ts';
import { type TestDesk, testDesk } from './support/desk.ts';

/** A part of a number of cents, in thousandths. */
const part = (cents: number, thousandths: number): number => Math.floor((cents * thousandths) / 1000);
const thousandths = fc.integer({ min: 0, max: 1000 });
const total = fc.integer({ min: 3, max: 9_000 });

/** What a ledger has in the end: it takes a credit note on "a" off "b" and "c", and everything there has room. */
const books = fc.record({
  totals: fc.tuple(total, total, total),
  credited: fc.integer({ min: 1, max: 1000 }),
  taken: fc.tuple(thousandths, thousandths),
  /** What was paid of "b" and "c" with money beside it. */
  paid: fc.tuple(thousandths, thousandths),
  /** Whether the first invoice was paid before it was credited, and in how many parts it was paid. */
  isPaidFirst: fc.boolean(),
  parts: fc.integer({ min: 1, max: 3 }),
  /** Whether credit and money come in one payment. */
  isTogether: fc.boolean(),
  /** Payments that were deleted again. */
  mistakes: fc.array(fc.record({ invoice: fc.constantFrom('a', 'b', 'c'), of: thousandths }), {
    maxLength: 2,
  }),
});

type Books = typeof books extends fc.Arbitrary<infer Value> ? Value : never;

interface Told {
  readonly cents: Readonly<Record<'a' | 'b' | 'c' | 'note' | 'onB' | 'onC' | 'paidB' | 'paidC', number>>;
  readonly first: readonly LedgerPayment[];
  readonly rest: readonly LedgerPayment[];
}

const payment = (
  externalId: string,
  to: readonly (readonly [string, number])[],
  uses: readonly (readonly [string, number])[] = [],
): LedgerPayment => ({
  externalId,
  kind: 'payment',
  applications: to
    .filter(([, cents]) => cents > 0)
    .map(([invoice, cents]) => ({ invoiceExternalId: `ext_${invoice}`, amount: amountOfCents(cents) })),
  amount: amountOfCents(to.reduce((sum, [, cents]) => sum + cents, 0)),
  on: '2026-04-02',
  isDeleted: false,
  credits: uses
    .filter(([, cents]) => cents > 0)
    .map(([invoice, cents]) => ({
      creditNoteExternalId: 'ext_note',
      invoiceExternalId: `ext_${invoice}`,
      amount: amountOfCents(cents),
    })),
});

function toldOf({ totals: [a, b, c], ...given }: Books): Told {
  const note = Math.max(1, part(a, given.credited));
  const onB = Math.min(part(note, given.taken[0]), b);
  const onC = Math.min(part(note - onB, given.taken[1]), c);
  const [paidB, paidC] = [part(b - onB, given.paid[0]), part(c - onC, given.paid[1])];
  const share = Math.floor(a / given.parts);
  const first = Array.from({ length: given.parts }, (_, index) =>
    payment(`a_${index}`, [['a', index === 0 ? a - share * (given.parts - 1) : share]]),
  );
  const applied = given.isTogether
    ? [
        payment(
          'all',
          [
            ['b', paidB],
            ['c', paidC],
          ],
          [
            ['b', onB],
            ['c', onC],
          ],
        ),
      ]
    : [
        payment('b', [['b', paidB]]),
        payment('c', [['c', paidC]], [['c', onC]]),
        payment('credit', [], [['b', onB]]),
      ];
  const mistakes = given.mistakes.flatMap(({ invoice, of }, index) => {
    const wrong = payment(`wrong_${index}`, [[invoice, part(9_000, of)]], [['b', 1]]);
    return [wrong, { ...wrong, isDeleted: true, applications: [], credits: [] }];
  });
  return { cents: { a, b, c, note, onB, onC, paidB, paidC }, first, rest: [...applied, ...mistakes] };
}

/** A desk on which what a ledger told first has come, then the credit note, then the rest. */
async function deskOf(
  { cents }: Told,
  before: readonly LedgerPayment[],
  after: readonly LedgerPayment[],
): Promise<TestDesk> {
  const world = await testDesk({
    accounting: [fakeLedger({ id: 'books' })],
    settings: { applyCredit: 'by-hand' },
  });
  const { desk, seed } = world;
  const known = (id: string): Promise<void> =>
    seed((unit) =>
      unit.save(ledgerDocuments, { connectorId: 'books', externalId: `ext_${id}`, invoiceId: id }),
    );
  for (const id of ['a', 'b', 'c'] as const) {
    const { amount: unitPrice, currency } = amountOfCents(cents[id]);
    const line = manualLine({ id: 'one', description: 'Work', unitPrice, currency, from: '2026-03-02' });
    await desk.invoices.draft({ id, customerId: 'acme', lines: [line] });
    await desk.invoices.issue(id);
    await known(id);
  }
  for (const event of before) await seed((unit) => recordLedgerPayment(unit, 'books', event));
  await desk.invoices.credit('a', { id: 'note', reason: 'Not needed', amount: amountOfCents(cents.note) });
  await known('note');
  for (const event of after) await seed((unit) => recordLedgerPayment(unit, 'books', event));
  return world;
}

test('I23: where everything has room in the ledger, our books end as it, in whatever order and however often they are told', async () => {
  const given = books.chain((one) => {
    const told = toldOf(one);
    const { first, rest } = told;
    const later = one.isPaidFirst ? rest : [...first, ...rest];
    const all = [...later, ...(one.isPaidFirst ? first : [])];
    return fc.record({
      told: fc.constant(told),
      before: fc.constant<readonly LedgerPayment[]>(one.isPaidFirst ? first : []),
      after: fc
        .tuple(fc.shuffledSubarray([...later], { minLength: later.length }), fc.shuffledSubarray([...all]))
        .chain(([once, again]) =>
          fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
        ),
    });
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ told, before, after }) => {
      const { desk } = await deskOf(told, before, after);
      const { b, c, note, onB, onC, paidB, paidC } = told.cents;
      const open: string[] = [];
      for (const id of ['a', 'b', 'c']) {
        const invoice = await desk.invoices.get(id);
        if (invoice !== null) open.push(openAmount(invoice).amount);
      }
      expect(open).toEqual([0, b - onB - paidB, c - onC - paidC].map((units) => amountOfCents(units).amount));
      expect(await desk.credits.balance('acme', 'EUR')).toEqual(amountOfCents(note - onB - onC));
      expect((await desk.ledgers.findings('books')).items).toEqual([]);
      expect(await violationsOf(desk)).toEqual([]);
    }),
  );
});

const document = fc.constantFrom('b', 'c', 'b', 'c', 'a', 'note', 'theirs');
const cents = fc.integer({ min: 0, max: 3_000 });

/** What a ledger may tell when nothing in it fits ours, and what people do here meanwhile. */
const step = fc.oneof(
  fc.record({
    does: fc.constant('pay' as const),
    id: fc.constantFrom('p_1', 'p_2'),
    to: fc.array(fc.tuple(document, cents), { maxLength: 2 }),
    uses: fc.array(fc.tuple(document, cents), { maxLength: 2 }),
    isDeleted: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  }),
  fc.record({
    does: fc.constant('refund' as const),
    id: fc.constantFrom('r_1', 'r_2'),
    to: fc.array(fc.tuple(document, cents), { maxLength: 2 }),
    isDeleted: fc.constantFrom(false, false, false, true),
  }),
  fc.record({
    does: fc.constantFrom('record', 'apply', 'pay-out', 'void', 'credit', 'reverse'),
    invoice: fc.constantFrom('a', 'b', 'c'),
    cents,
  }),
);

/** People are refused what can't be; what a ledger tells never is. */
async function take(world: TestDesk, one: typeof step extends fc.Arbitrary<infer Value> ? Value : never) {
  const { desk, seed } = world;
  if (one.does === 'pay' || one.does === 'refund') {
    const uses = one.does === 'pay' ? one.uses : [];
    const plain = payment(one.id, one.to, uses);
    const kind = one.does === 'pay' ? 'payment' : 'refund';
    await seed((unit) =>
      recordLedgerPayment(unit, 'books', { ...plain, kind, isDeleted: one.isDeleted, customerId: 'acme' }),
    );
    return;
  }
  const amount = amountOfCents(one.cents + 1);
  const common = { customerId: 'acme', amount, on: '2026-04-03' };
  const calls = {
    record: () => desk.payments.record({ ...common, applyTo: [{ invoiceId: one.invoice }] }),
    apply: () => desk.credits.apply({ customerId: 'acme', currency: 'EUR' }),
    'pay-out': () => desk.credits.payOut(common),
    void: () => desk.invoices.void(one.invoice),
    credit: () => desk.invoices.credit(one.invoice, { id: `cn_${one.cents}`, reason: 'Sorry', amount }),
    reverse: async () => {
      const [last] = (await desk.payments.list({ descending: true, limit: 1 })).items;
      if (last !== undefined) await desk.payments.reverse(last.id);
    },
  };
  await calls[one.does]().catch((error: unknown) => {
    if (!isBillingError(error)) throw error;
  });
}

test('I23: whatever a ledger tells and people do, it is recorded, money adds up, and nothing follows beyond what was told', async () => {
  const totals = fc.tuple(total, total, total);
  await fc.assert(
    fc.asyncProperty(
      totals,
      thousandths,
      fc.array(step, { minLength: 4, maxLength: 12, size: 'max' }),
      async ([a, b, c], of, steps) => {
        const nothing = { onB: 0, onC: 0, paidB: 0, paidC: 0 };
        const note = Math.max(1, part(a, of));
        const paid = payment('p_a', [['a', a]]);
        const world = await deskOf({ cents: { a, b, c, note, ...nothing }, first: [], rest: [] }, [paid], []);
        for (const one of steps) await take(world, one);
        expect(await violationsOf(world.desk)).toEqual([]);
        await world.seed(async (unit) => {
          for (const credit of await unit.all(ledgerCredits)) {
            const followed = sumBy(await new CreditsOnInvoices(unit).paidBy(credit), () => true);
            expect(followed).toBeLessThanOrEqual(centsOf(credit.amount));
          }
        });
      },
    ),
  );
});
