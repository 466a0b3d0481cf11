import type { Desk } from '../../../../src/engine/desk.ts';
import type { WriteOptions } from '../../../../src/engine/write-options.ts';
import type { Invoice } from '../../../../src/invoice/invoice.ts';
import { manualLine } from '../../../../src/invoice/manual-line.ts';
import { addDays } from '../../../../src/time/civil-date.ts';
import { amountOfCents, centsOf } from '../../support/cents.ts';
import { testEntry } from '../../support/desk.ts';
import type { DeskModel } from './desk-model.ts';
import type { TenantId, TwoDesks } from './two-desks.ts';

/** Who does something, and numbers that choose among what is there. */
export interface Doer {
  readonly world: TwoDesks;
  readonly tenant: TenantId;
  readonly model: DeskModel;
  /** Of its own for each command. */
  readonly key: string;
  readonly which: number;
  readonly size: number;
}

/** What is asked of a desk, the same whenever it is asked again, and what is true once it was done. */
export interface Deed {
  readonly ask: (desk: Desk, options: WriteOptions) => Promise<unknown>;
  readonly afterwards?: (() => void) | undefined;
  /** It is done for everybody, not for one tenant. */
  readonly isForAll?: boolean | undefined;
}

/** Looks at what is there, and decides; `null`: there is nothing to do it with. */
export type Act = (doer: Doer) => Promise<Deed | null> | Deed | null;

const pick = <Value>(values: readonly Value[], which: number): Value | undefined =>
  values[which % Math.max(1, values.length)];

const customerOf = ({ which }: Doer): string => (which % 2 === 0 ? 'acme' : 'globex');
const dayOf = ({ world, size }: Doer): string => addDays(world.clock.now().slice(0, 10), -size * 3);
const todayOf = ({ world }: Doer): string => world.clock.now().slice(0, 10);

const onInvoice =
  (isFit: (invoice: Invoice) => boolean, deed: (invoice: Invoice, doer: Doer) => Deed): Act =>
  async (doer) => {
    const { items } = await doer.world.deskOf(doer.tenant).invoices.list({ limit: 1000 });
    const invoice = pick(items.filter(isFit), doer.which);
    return invoice === undefined ? null : deed(invoice, doer);
  };

const onWork =
  (deed: (id: string, doer: Doer) => Deed): Act =>
  (doer) => {
    const id = pick([...doer.model.work.keys()], doer.which);
    return id === undefined ? null : deed(id, doer);
  };

const isDraft = ({ settlement }: Invoice): boolean => settlement === 'draft';
const isOut = ({ settlement, kind }: Invoice): boolean =>
  kind === 'invoice' && settlement !== 'draft' && settlement !== 'void';
const isAny = (): boolean => true;

const pay =
  (amountFor: (invoice: Invoice, size: number) => number): Act =>
  (doer) =>
    onInvoice(isOut, (invoice, { key, size, model }) => {
      const cents = Math.max(1, amountFor(invoice, size));
      const { customerId } = invoice.content;
      const payment = { customerId, amount: amountOfCents(cents), on: todayOf(doer), externalId: key };
      return {
        ask: (desk, options) => desk.payments.record(payment, options),
        afterwards: () => model.payments.set(key, { cents, counts: true }),
      };
    })(doer);

const totalOf = ({ content }: Invoice): number => centsOf(content.totals.total);

/** What people do at a desk, and what time and others do to it. */
export const acts = {
  record: (doer) => {
    const { key, size, model } = doer;
    const minutes = 25 * (size + 1);
    const approval = size === 3 ? 'pending' : 'approved';
    const entry = testEntry(key, { customerId: customerOf(doer), date: dayOf(doer), minutes, approval });
    return {
      ask: (desk, options) => desk.work.record([entry], options),
      afterwards: () => model.work.set(key, minutes),
    };
  },
  edit: onWork((id, { size, model, which }) => ({
    ask: async (desk, options) => {
      const known = await desk.work.get('entry', id);
      const date = Reflect.get(Object(known?.work), 'date') ?? '2026-03-26';
      const customerId = known?.work.customerId ?? 'acme';
      return desk.work.edit(testEntry(id, { customerId, date, minutes: 10 * (size + which + 1) }), options);
    },
    afterwards: () => model.work.set(id, 10 * (size + which + 1)),
  })),
  remove: onWork((id, { model }) => ({
    ask: (desk, options) => desk.work.delete('entry', id, options),
    afterwards: () => model.work.delete(id),
  })),
  approve: onWork((id) => ({ ask: (desk, options) => desk.work.approve([id], 'approved', options) })),
  draw: onWork((id) => ({
    ask: (desk, options) => desk.prepaid.draw({ accountId: 'hours', entryIds: [id] }, options),
  })),
  giveBack: onWork((id) => ({ ask: (desk, options) => desk.prepaid.giveBack([id], options) })),
  buy: ({ size }) => ({
    ask: (desk, options) => {
      const price = amountOfCents(5000 * (size + 1));
      const invoice = size % 2 === 0 ? 'issue' : 'draft';
      return desk.prepaid.buy({ accountId: 'hours', quantity: String(size + 1), price, invoice }, options);
    },
  }),
  give: ({ size }) => ({
    ask: (desk, options) =>
      desk.prepaid.buy(
        { accountId: 'hours', quantity: String(size + 1), price: null, invoice: 'none' },
        options,
      ),
  }),
  amend: (doer) => ({
    ask: (desk, options) => {
      const from = `${addDays(todayOf(doer), 32).slice(0, 8)}01`;
      return desk.contracts.amend('c_1', { from, taxCodes: doer.size % 2 === 0 ? [] : ['vat'] }, options);
    },
  }),
  suspend: (doer) => ({
    ask: (desk, options) =>
      doer.size % 2 === 0
        ? desk.contracts.suspend('c_1', todayOf(doer), options)
        : desk.contracts.resume('c_1', todayOf(doer), options),
  }),
  bill: (doer) => ({
    ask: (desk) => desk.batches.save({ through: dayOf(doer), key: doer.key, early: doer.which % 3 === 0 }),
  }),
  plan: (doer) => ({
    ask: async (desk) => {
      const { id } = await desk.batches.plan({ through: dayOf(doer), key: doer.key });
      for await (const { done } of desk.batches.run(id)) if (done === 1 && doer.size === 0) return;
    },
  }),
  unbill: async ({ world, tenant, which }) => {
    const batch = pick((await world.deskOf(tenant).batches.list()).items, which);
    return batch === undefined ? null : { ask: (desk, options) => desk.batches.delete(batch.id, options) };
  },
  draft: (doer) => {
    const unitPrice = amountOfCents(1999 * (doer.size + 1)).amount;
    const line = { id: doer.key, description: 'By hand', unitPrice, currency: 'EUR', from: todayOf(doer) };
    const input = { customerId: customerOf(doer), lines: [manualLine({ ...line, taxCodes: ['vat'] })] };
    return { ask: (desk, options) => desk.invoices.draft(input, options) };
  },
  issue: async ({ world, tenant }) => {
    const { items } = await world.deskOf(tenant).invoices.list({ limit: 1000 });
    const drafts = items.filter(isDraft).map(({ id }) => id);
    if (drafts.length === 0) return null;
    return { ask: (desk, options) => desk.invoices.issueAll(drafts, options) };
  },
  deleteDraft: onInvoice(isDraft, ({ id }) => ({
    ask: (desk, options) => desk.invoices.delete(id, options),
  })),
  void: onInvoice(isOut, ({ id }) => ({ ask: (desk, options) => desk.invoices.void(id, options) })),
  reopen: onInvoice(isOut, ({ id }) => ({ ask: (desk, options) => desk.invoices.reopen(id, options) })),
  credit: onInvoice(isOut, (invoice, { size }) => ({
    ask: (desk, options) => {
      const part = size === 0 ? {} : { amount: amountOfCents(Math.max(1, Math.floor(totalOf(invoice) / 3))) };
      return desk.invoices.credit(invoice.id, { reason: 'wrong', ...part, release: size % 2 === 0 }, options);
    },
  })),
  writeOff: onInvoice(isOut, ({ id }) => ({
    ask: (desk, options) => desk.invoices.writeOff(id, null, options),
  })),
  pay: pay((invoice) => totalOf(invoice)),
  payPart: pay((invoice, size) => Math.floor(totalOf(invoice) / (size + 2))),
  payTooMuch: pay((invoice, size) => totalOf(invoice) + 100 * (size + 1)),
  bounce: async ({ world, tenant, which, model }) => {
    const { items } = await world.deskOf(tenant).payments.list({ limit: 1000 });
    const payment = pick(items, which);
    if (payment === undefined) return null;
    const own = payment.kind === 'payment' && payment.external?.source == null ? payment.external?.id : null;
    return {
      ask: (desk, options) => desk.payments.reverse(payment.id, options),
      afterwards: () => {
        const known = model.payments.get(own ?? '');
        if (known !== undefined) model.payments.set(own ?? '', { ...known, counts: false });
      },
    };
  },
  refund: async ({ world, tenant, which, size, ...doer }) => {
    const { items } = await world.deskOf(tenant).payments.list({ limit: 1000 });
    const payment = pick(items, which);
    if (payment === undefined) return null;
    const amount = size === 0 ? {} : { amount: amountOfCents(100 * size) };
    const on = todayOf({ world, tenant, which, size, ...doer });
    const given = { paymentId: payment.id, on, ...amount };
    return { ask: (desk, options) => desk.payments.refund(given, options) };
  },
  send: onInvoice(isAny, ({ id }) => ({ ask: (desk, options) => desk.invoices.send(id, {}, options) })),
  export: onInvoice(isAny, ({ id }) => ({
    ask: (desk, options) => desk.invoices.export(id, 'ledger', options),
  })),
  /** The ledger tells of a payment, perhaps again, perhaps that it was deleted, perhaps that first. */
  ledgerPays: ({ world, which, size, model, tenant }) => {
    const documents = world.ledger.documents().filter(({ invoiceId }) => model.issued.has(invoiceId));
    const document = pick(documents, which);
    if (document === undefined) return null;
    const amount = amountOfCents(Math.max(1, Math.floor(centsOf(document.total) / ((which % 2) + 1))));
    const externalId = `${tenant}-${document.externalId}-${which % 2}`;
    const { externalId: invoiceExternalId } = document;
    const applications = [{ invoiceExternalId, amount }];
    const payment = { externalId, kind: 'payment', applications, amount, on: '2026-04-09' } as const;
    const isDeleted = size === 0;
    return {
      isForAll: true,
      ask: async () => {
        world.ledger.enter({ ...payment, isDeleted });
        await world.billing().webhook('ledger', await world.ledger.webhookRequest([tenant]));
        await world.billing().dispatch();
      },
      afterwards: () =>
        model.told.set(externalId, isDeleted ? 'deleted' : (model.told.get(externalId) ?? 'counts')),
    };
  },
  dispatch: ({ world }) => ({ isForAll: true, ask: () => world.billing().dispatch() }),
  tick: ({ world, which }) => {
    world.clock.advance([3600, 2 * 86_400, 9 * 86_400, 33 * 86_400][which % 4] ?? 60);
    return { isForAll: true, ask: () => world.billing().tick() };
  },
} satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof acts;
