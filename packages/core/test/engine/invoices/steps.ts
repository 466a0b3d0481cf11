import fc from 'fast-check';
import { type Invoice, manualLine } from '../../../src/index.ts';
import { amountOfCents } from '../support/cents.ts';
import { type TestDesk, testEntry } from '../support/desk.ts';

/** The customers of the desk. */
export const customers = ['acme', 'globex'] as const;

/** What a person does on a desk. Numbers choose among what is there. */
export type Step = (world: TestDesk, count: number) => Promise<unknown>;

const pick = <Value>(values: readonly Value[], number: number): Value | undefined =>
  values[number % Math.max(1, values.length)];

const invoicesOf = async ({ desk }: TestDesk): Promise<readonly Invoice[]> =>
  (await desk.invoices.list({ limit: 1000 })).items;

const aCustomer = fc.constantFrom(...customers);
const cents = fc.integer({ min: 1, max: 30_000 });
const aPlace = fc.nat(40);
const on = '2026-04-02';

const lineOf = (amount: string) =>
  manualLine({
    id: 'one',
    description: 'Work',
    unitPrice: amount,
    currency: 'EUR',
    taxCodes: ['vat'],
    from: on,
  });

/** Everything that people do. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
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
  aPlace.map(
    (place): Step =>
      async (world) => {
        const id = pick(await invoicesOf(world), place)?.id ?? '';
        const { invoices } = world.desk;
        await invoices.reopen(id);
        await invoices.edit(id, { note: 'corrected' });
        await (place % 2 === 0 ? invoices.delete(id) : invoices.issue(id));
      },
  ),
  // Clocks go back, too.
  fc.integer({ min: -3, max: 10 }).map(
    (hours): Step =>
      async ({ clock }) =>
        clock.advance(hours * 3600),
  ),
);

/** Two invoices, the second of them bills work. */
export const beginning: readonly Step[] = [
  ({ desk }) => desk.invoices.draft({ customerId: 'acme', lines: [lineOf('120.00')] }),
  async ({ desk }) => {
    await desk.work.record([testEntry('te')]);
    await desk.batches.save({ through: '2026-03-31', key: 'first' });
  },
  async (world) => world.desk.invoices.issueAll((await invoicesOf(world)).map(({ id }) => id)),
];
