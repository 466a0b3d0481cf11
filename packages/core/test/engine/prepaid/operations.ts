import fc from 'fast-check';
import { deleteDraft } from '../../../src/engine/invoices/delete-draft.ts';
import { voidInvoice } from '../../../src/engine/invoices/withdraw-invoice.ts';
import { payInvoice, unpayInvoice } from '../../../src/engine/payments/move-money.ts';
import { invoiceRecords } from '../../../src/engine/records/billing.ts';
import { money } from '../../../src/money/money.ts';
import { secondsAfter } from '../../../src/time/seconds-after.ts';
import { type TestDesk, testDesk, testEntry } from '../support/desk.ts';
import { ledgerState } from './ledger-state.ts';

/** A desk with two accounts of hours: the one pays for what people choose, the other for what bills find. */
export async function ledgerDesk(overdraft: string, usableFrom: 'payment' | 'issue'): Promise<TestDesk> {
  const own = await testDesk({ now: '2026-03-10T09:00:00.000Z', customers: ['acme'] });
  const account = { customerId: 'acme', unit: 'hours', overdraft, usableFrom } as const;
  await own.desk.prepaid.open({ ...account, id: 'chosen', burn: { 'after-hours': '1.5' } });
  await own.desk.prepaid.open({ ...account, id: 'found' });
  await own.desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    components: [
      { id: 'chosen', kind: 'pool', accountId: 'chosen', draws: 'chosen' },
      { id: 'found', kind: 'pool', accountId: 'found' },
    ],
  });
  return own;
}

/** Something that happens on a desk. Numbers choose among what is there. */
export interface Operation {
  readonly kind: keyof typeof operations;
  readonly which: number;
  readonly size: number;
}

const ids = ['te_1', 'te_2', 'te_3', 'te_4'] as const;
const pick = <Value>(values: readonly Value[], which: number): Value | undefined =>
  values[which % values.length];
const accountOf = (which: number): string => (which % 3 === 0 ? 'found' : 'chosen');
const entryOf = (which: number, size: number) =>
  testEntry(ids[which % ids.length] ?? '', {
    minutes: 20 * (size + 1),
    date: which % 5 === 0 ? '2026-04-02' : '2026-03-12',
    timeBand: size % 3 === 0 ? 'after-hours' : null,
  });

async function invoicesOf({
  seed,
}: TestDesk): Promise<readonly { readonly id: string; readonly open: string }[]> {
  const invoices = await seed((unit) => unit.all(invoiceRecords));
  return invoices
    .filter(({ content }) => content.lines.some(({ kind }) => kind === 'top-up'))
    .map(({ id, content }) => ({ id, open: content.totals.total.amount }));
}

async function withInvoice(
  own: TestDesk,
  which: number,
  body: (invoice: { readonly id: string; readonly open: string }) => Promise<unknown>,
): Promise<void> {
  const invoice = pick(await invoicesOf(own), which);
  if (invoice !== undefined) await body(invoice);
}

const paying = ({ id, open }: { readonly id: string; readonly open: string }) => ({
  fund: { kind: 'payment', id: `pay_${id}` } as const,
  invoiceId: id,
  amount: money(open, 'EUR'),
});

async function lotOf({ storage }: TestDesk, which: number): Promise<string> {
  return pick((await ledgerState(storage)).lots, which)?.id ?? 'none';
}

const operations = {
  buy: ({ desk }: TestDesk, which: number, size: number) =>
    desk.prepaid.buy({
      accountId: accountOf(which),
      quantity: String(size + 1),
      price: money(String((size + 1) * 90), 'EUR'),
      invoice: (['issue', 'none', 'draft'] as const)[which % 3],
      expiresOn: which % 2 === 0 ? '2026-03-20' : null,
    }),
  pay: (own: TestDesk, which: number) =>
    withInvoice(own, which, (invoice) =>
      own.seed((unit) => payInvoice(unit, { ...paying(invoice), kind: 'payment' })),
    ),
  bounce: (own: TestDesk, which: number) =>
    withInvoice(own, which, (invoice) =>
      own.seed((unit) => unpayInvoice(unit, { ...paying(invoice), kind: 'reversal' })),
    ),
  void: (own: TestDesk, which: number) =>
    withInvoice(own, which, ({ id }) => own.seed((unit) => voidInvoice(unit, id))),
  deleteDraft: (own: TestDesk, which: number) =>
    withInvoice(own, which, ({ id }) => own.seed((unit) => deleteDraft(unit, id))),
  record: ({ desk }: TestDesk, which: number, size: number) => desk.work.record([entryOf(which, size)]),
  edit: ({ desk }: TestDesk, which: number, size: number) => desk.work.edit(entryOf(which, size)),
  deleteWork: ({ desk }: TestDesk, which: number) => desk.work.delete('entry', ids[which % 4] ?? ''),
  draw: ({ desk }: TestDesk, which: number, size: number) =>
    desk.prepaid.draw({
      accountId: accountOf(which),
      entryIds:
        size % 2 === 0 ? [ids[which % 4] ?? ''] : [...new Set([ids[which % 4] ?? '', ids[size % 4] ?? ''])],
    }),
  giveBack: ({ desk }: TestDesk, which: number) => desk.prepaid.giveBack([ids[which % 4] ?? '']),
  adjust: async (own: TestDesk, which: number, size: number) =>
    own.desk.prepaid.adjust({
      lotId: await lotOf(own, which),
      quantity: size % 2 === 0 ? null : '0.5',
      reason: 'by hand',
    }),
  transfer: async (own: TestDesk, which: number, size: number) =>
    own.desk.prepaid.transfer({
      lotId: await lotOf(own, which),
      toAccountId: accountOf(which + 1),
      quantity: size % 2 === 0 ? null : '0.5',
    }),
  refund: async (own: TestDesk, which: number, size: number) =>
    own.desk.prepaid.refund({
      lotId: await lotOf(own, which),
      quantity: size % 2 === 0 ? null : '0.25',
      reason: 'given back',
    }),
  bill: ({ desk }: TestDesk, which: number) =>
    desk.batches.save({ through: '2026-03-31', early: true, key: `run_${which}` }),
  deleteBatch: async ({ desk }: TestDesk, which: number) => {
    const batch = pick((await desk.batches.list()).items, which);
    if (batch !== undefined) await desk.batches.delete(batch.id);
  },
  wait: async ({ clock, billing }: TestDesk, which: number) => {
    clock.set(secondsAfter(clock.now(), (which % 8) * 86_400));
    const { outcomes } = await billing.tick();
    const failed = outcomes.filter(({ status }) => status === 'failed');
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  },
} satisfies Readonly<Record<string, (own: TestDesk, which: number, size: number) => Promise<unknown>>>;

/** Does what an operation says. */
export const perform = (own: TestDesk, { kind, which, size }: Operation): Promise<unknown> =>
  operations[kind](own, which, size);

// Names of a table are its keys; Object.keys can't say so.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const kinds = Object.keys(operations) as Operation['kind'][];

/** Something that happens; what makes the others possible happens more often. */
export const anyOperation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constantFrom(...kinds), weight: 2 },
    { arbitrary: fc.constantFrom<Operation['kind']>('buy', 'record', 'draw', 'pay'), weight: 3 },
  ),
  which: fc.nat({ max: 30 }),
  size: fc.nat({ max: 7 }),
});
