import { describe, expect, test } from 'vitest';
import { isBillingError, type Invoice, type LedgerPayment, manualLine } from '../../src/index.ts';
import { recordLedgerPayment } from '../../src/engine/payments/record-ledger-payment.ts';
import { lotRecords } from '../../src/engine/records/billing.ts';
import { ledgerDocuments } from '../../src/engine/records/payments.ts';
import { euros } from '../../src/testing/invoice-fixture.ts';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf, testDesk, type TestDesk } from './support/desk.ts';

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'done';
  } catch (error) {
    return isBillingError(error) ? error.code : String(error);
  }
};

/** An issued invoice of so many euros without tax. */
async function issued({ desk }: TestDesk, amount: string, customerId = 'acme'): Promise<Invoice> {
  const line = manualLine({
    id: 'one',
    description: 'Work',
    unitPrice: amount,
    currency: 'EUR',
    from: '2026-03-02',
  });
  return desk.invoices.issue((await desk.invoices.draft({ customerId, lines: [line] })).id);
}

/** The settlement, what is kept, and the credit of "acme". */
async function standOf({ desk }: TestDesk, ...ids: readonly string[]): Promise<readonly string[]> {
  const told: string[] = [];
  for (const id of ids) {
    const invoice = await desk.invoices.get(id);
    told.push(`${invoice?.settlement} ${invoice?.paid.amount} ${invoice?.refunded.amount}`);
  }
  return [...told, (await desk.credits.balance('acme', 'EUR')).amount];
}

const on = '2026-04-02';
const pay = ({ desk }: TestDesk, amount: string, given: object = {}) =>
  desk.payments.record({ customerId: 'acme', amount: euros(amount), on, ...given });

describe('a payment', () => {
  test('R85: goes to the oldest due invoices, and the rest is the customer’s credit', async () => {
    const world = await testDesk();
    const first = await issued(world, '80.00');
    world.clock.advance(86_400);
    const second = await issued(world, '50.00');
    const payment = await pay(world, '100.00');
    expect(await standOf(world, first.id, second.id)).toEqual([
      'paid 80.00 0.00',
      'partially-paid 20.00 0.00',
      '0.00',
    ]);
    await pay(world, '70.00');
    expect(await standOf(world, second.id)).toEqual(['paid 50.00 0.00', '40.00']);
    expect((await world.desk.payments.allocation(payment.id)).applications).toEqual([
      { invoiceId: first.id, amount: euros('80.00') },
      { invoiceId: second.id, amount: euros('20.00') },
    ]);
  });

  test('R85: goes to the invoices that it names first; on account it is credit', async () => {
    const world = await testDesk();
    const first = await issued(world, '80.00');
    const second = await issued(world, '50.00');
    await pay(world, '60.00', {
      applyTo: [{ invoiceId: second.id, amount: euros('30.00') }],
      rest: 'credit',
    });
    expect(await standOf(world, first.id, second.id)).toEqual([
      'issued 0.00 0.00',
      'partially-paid 30.00 0.00',
      '30.00',
    ]);
    await world.desk.credits.apply({
      customerId: 'acme',
      currency: 'EUR',
      applyTo: [{ invoiceId: second.id }],
    });
    expect(await standOf(world, second.id)).toEqual(['paid 50.00 0.00', '10.00']);
    await world.desk.credits.apply({ customerId: 'acme', currency: 'EUR' });
    expect(await standOf(world, first.id)).toEqual(['partially-paid 10.00 0.00', '0.00']);
  });

  test('R85: credit waits for somebody to apply it where the settings say so', async () => {
    const world = await testDesk({ settings: { applyCredit: 'by-hand' } });
    await pay(world, '60.00');
    const invoice = await issued(world, '50.00');
    expect(await standOf(world, invoice.id)).toEqual(['issued 0.00 0.00', '60.00']);
  });

  test('R85: the same external id counts once, and is refused for another payment', async () => {
    const world = await testDesk();
    const first = await pay(world, '60.00', { externalId: 'bank-1' });
    expect(await pay(world, '60.00', { externalId: 'bank-1' })).toEqual(first);
    expect(await codeOf(pay(world, '61.00', { externalId: 'bank-1' }))).toBe('ALREADY_EXISTS');
    expect(await standOf(world)).toEqual(['60.00']);
  });

  test('is refused with every fault, and leaves nothing behind', async () => {
    const world = await testDesk();
    const theirs = await issued(world, '80.00', 'globex');
    const before = await rowsOf(world.storage);
    expect(await codeOf(pay(world, '0.00'))).toBe('PAYMENT_INVALID');
    expect(await codeOf(pay(world, '1.00', { on: 'yesterday' }))).toBe('PAYMENT_INVALID');
    expect(await codeOf(pay(world, '1.00', { customerId: 'nobody' }))).toBe('NOT_FOUND');
    expect(await codeOf(pay(world, '1.00', { applyTo: [{ invoiceId: theirs.id }] }))).toBe('PAYMENT_INVALID');
    const franc = { customerId: 'acme', amount: { amount: '1.00', currency: 'CHF' }, on };
    const mine = await issued(world, '80.00');
    expect(await codeOf(world.desk.payments.record({ ...franc, applyTo: [{ invoiceId: mine.id }] }))).toBe(
      'CURRENCY_MISMATCH',
    );
    await world.desk.invoices.void(mine.id);
    expect((await rowsOf(world.storage))['payments']).toEqual(before['payments']);
  });

  test('events tell what it did, once each', async () => {
    const world = await testDesk();
    const told: string[] = [];
    for (const name of [
      'invoice.paid',
      'invoice.partially-paid',
      'payment.recorded',
      'credit.changed',
    ] as const)
      world.desk.on(name, () => void told.push(name));
    await issued(world, '80.00');
    await pay(world, '30.00', { externalId: 'a' });
    await pay(world, '30.00', { externalId: 'a' });
    await pay(world, '60.00');
    expect(told).toEqual([
      'payment.recorded',
      'invoice.partially-paid',
      'payment.recorded',
      'invoice.paid',
      'credit.changed',
    ]);
  });
});

describe('money that goes back', () => {
  test('R85: of a payment comes from the credit first, then from the last invoice', async () => {
    const world = await testDesk();
    const invoice = await issued(world, '80.00');
    const { id: paymentId } = await pay(world, '100.00');
    const refund = await world.desk.payments.refund({ paymentId, amount: euros('30.00'), on });
    expect(refund.kind).toBe('refund');
    expect(await standOf(world, invoice.id)).toEqual(['partially-refunded 80.00 10.00', '0.00']);
    await world.desk.payments.refund({ paymentId, on });
    expect(await standOf(world, invoice.id)).toEqual(['refunded 80.00 80.00', '0.00']);
    expect(await codeOf(world.desk.payments.refund({ paymentId, on }))).toBe('PAYMENT_INVALID');
  });

  test('R85: of an invoice comes from what paid it last, and never exceeds what it has', async () => {
    const world = await testDesk();
    const { id: invoiceId } = await issued(world, '80.00');
    await pay(world, '50.00');
    await pay(world, '30.00');
    expect(await codeOf(world.desk.payments.refund({ invoiceId, amount: euros('80.01'), on }))).toBe(
      'PAYMENT_INVALID',
    );
    const { id } = await world.desk.payments.refund({ invoiceId, amount: euros('40.00'), on });
    const { items } = await world.desk.payments.ofInvoice(invoiceId);
    expect(items.map(({ amount, kind }) => `${kind} ${amount.amount}`)).toEqual([
      'payment 50.00',
      'payment 30.00',
      'refund -30.00',
      'refund -10.00',
    ]);
    await world.desk.payments.reverse(id);
    // The refund never arrived, so it is as if there had been none.
    expect(await standOf(world, invoiceId)).toEqual(['paid 80.00 0.00', '0.00']);
  });

  test('R85: a refund that never arrived is on the invoice again as far as it has room', async () => {
    const world = await testDesk();
    const { id: invoiceId } = await issued(world, '80.00');
    await pay(world, '80.00');
    const { id } = await world.desk.payments.refund({ invoiceId, amount: euros('50.00'), on });
    await world.desk.invoices.credit(invoiceId, { reason: 'a courtesy', amount: euros('20.00') });
    expect(await standOf(world, invoiceId)).toEqual(['partially-refunded 80.00 50.00', '0.00']);
    await world.desk.payments.reverse(id);
    expect(await standOf(world, invoiceId)).toEqual(['partially-refunded 80.00 20.00', '20.00']);
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('a customer’s credit is paid out, up to what there is', async () => {
    const world = await testDesk();
    await pay(world, '30.00');
    await pay(world, '20.00');
    const out = { customerId: 'acme', amount: euros('40.00'), on, externalId: 'wire-7' };
    await world.desk.credits.payOut(out);
    await world.desk.credits.payOut(out);
    expect(await standOf(world)).toEqual(['10.00']);
    const before = await rowsOf(world.storage);
    expect(await codeOf(world.desk.credits.payOut({ ...out, externalId: 'wire-8' }))).toBe('PAYMENT_INVALID');
    expect(await rowsOf(world.storage)).toEqual(before);
  });

  test('a payment that bounced is taken back from wherever its money is by now', async () => {
    const world = await testDesk();
    const first = await issued(world, '80.00');
    const { id } = await pay(world, '100.00');
    // 20.00 of it are credit, which pays the next invoice.
    const second = await issued(world, '15.00');
    expect(await standOf(world, first.id, second.id)).toEqual(['paid 80.00 0.00', 'paid 15.00 0.00', '5.00']);
    await world.desk.payments.reverse(id);
    expect(await standOf(world, first.id, second.id)).toEqual([
      'issued 0.00 0.00',
      'issued 0.00 0.00',
      '0.00',
    ]);
    const before = await rowsOf(world.storage);
    await world.desk.payments.reverse(id);
    expect(await rowsOf(world.storage)).toEqual(before);
  });

  test('a refund that was not paid out brings no money back of a payment that bounced', async () => {
    const world = await testDesk();
    const invoice = await issued(world, '80.00');
    const { id: paymentId } = await pay(world, '100.00');
    const { id } = await world.desk.payments.refund({ paymentId, amount: euros('50.00'), on });
    await world.desk.payments.reverse(paymentId);
    await world.desk.payments.reverse(id);
    expect(await standOf(world, invoice.id)).toEqual(['issued 30.00 30.00', '0.00']);
  });

  test('a payment that bounced after a credit note freed it takes the credit with it', async () => {
    const world = await testDesk();
    const invoice = await issued(world, '80.00');
    const { id } = await pay(world, '80.00');
    await world.desk.invoices.credit(invoice.id, { reason: 'not needed' });
    expect(await standOf(world)).toEqual(['80.00']);
    await world.desk.payments.reverse(id);
    expect(await standOf(world)).toEqual(['0.00']);
  });
});

describe('a prepaid purchase', () => {
  test('R73: is usable from its payment, and not since the payment bounced', async () => {
    const world = await testDesk();
    const { desk } = world;
    await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
    const { lot } = await desk.prepaid.buy({
      accountId: 'hours',
      quantity: '10',
      price: euros('900.00'),
      invoice: 'issue',
    });
    const invoiceId = lot.sourceInvoiceId ?? '';
    const usable = async (): Promise<boolean> =>
      (await world.seed((unit) => unit.find(lotRecords, lot.id)))?.usableAt != null;
    expect(await usable()).toBe(false);
    const total = (await desk.invoices.get(invoiceId))?.content.totals.total ?? euros('0.00');
    const { id } = await desk.payments.record({ customerId: 'acme', amount: total, on });
    expect(await usable()).toBe(true);
    await desk.payments.reverse(id);
    expect(await usable()).toBe(false);
  });
});

describe('a prepaid purchase that is reopened', () => {
  test.each(['payment', 'issue'] as const)(
    'R73 and R82: is not usable while it is a draft, and is again when it is issued (usable from %s)',
    async (usableFrom) => {
      const { desk } = await testDesk({ settings: { reopen: true } });
      await desk.payments.record({ customerId: 'acme', amount: euros('1171.00'), on });
      await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', usableFrom });
      const price = euros('900.00');
      const bought = await desk.prepaid.buy({ accountId: 'hours', quantity: '10', price, invoice: 'issue' });
      const invoiceId = bought.lot.sourceInvoiceId ?? '';
      const stand = async () => [
        (await desk.prepaid.balance('hours')).balance,
        (await desk.credits.balance('acme', 'EUR')).amount,
      ];
      const total = (await desk.invoices.get(invoiceId))?.content.totals.total.amount;
      expect(total).toBe('1071.00');
      expect(await stand()).toEqual(['36000', '100.00']);
      await desk.invoices.reopen(invoiceId);
      expect(await stand()).toEqual(['0', '1171.00']);
      expect(await violationsOf(desk)).toEqual([]);
      await desk.invoices.issue(invoiceId);
      expect(await stand()).toEqual(['36000', '100.00']);
      expect(await violationsOf(desk)).toEqual([]);
    },
  );
});

describe('payments that a ledger tells of', () => {
  const told = (
    given: Partial<LedgerPayment> & { readonly to?: readonly [string, string][] },
  ): LedgerPayment => {
    const { to = [['ext_1', '80.00']], ...rest } = given;
    return {
      externalId: 'p_1',
      kind: 'payment',
      applications: to.map(([invoiceExternalId, amount]) => ({ invoiceExternalId, amount: euros(amount) })),
      amount: euros('80.00'),
      on,
      isDeleted: false,
      ...rest,
    };
  };

  /** An issued invoice of 80.00 that the ledger knows as ext_1. */
  async function copied(): Promise<TestDesk & { readonly invoice: Invoice }> {
    const world = await testDesk();
    const invoice = await issued(world, '80.00');
    await world.seed((unit) =>
      unit.save(ledgerDocuments, { connectorId: 'books', externalId: 'ext_1', invoiceId: invoice.id }),
    );
    return { ...world, invoice };
  }

  const tell = (world: TestDesk, payment: LedgerPayment) =>
    world.seed((unit) => recordLedgerPayment(unit, 'books', payment));

  test('R85: count once, however often they are told', async () => {
    const world = await copied();
    expect((await tell(world, told({}))).status).toBe('recorded');
    expect((await tell(world, told({}))).status).toBe('known');
    expect(await standOf(world, world.invoice.id)).toEqual(['paid 80.00 0.00', '0.00']);
    expect((await tell(world, told({ isDeleted: true }))).status).toBe('reversed');
    expect((await tell(world, told({}))).status).toBe('known');
    expect(await standOf(world, world.invoice.id)).toEqual(['issued 0.00 0.00', '0.00']);
  });

  test('I23: one that was deleted before it was seen never counts', async () => {
    const world = await copied();
    await tell(world, told({ isDeleted: true, to: [] }));
    await tell(world, told({}));
    expect(await standOf(world, world.invoice.id)).toEqual(['issued 0.00 0.00', '0.00']);
  });

  test('one that was changed in the ledger replaces what was told before', async () => {
    const world = await copied();
    await tell(world, told({}));
    await tell(world, told({ amount: euros('50.00'), to: [['ext_1', '30.00']] }));
    expect(await standOf(world, world.invoice.id)).toEqual(['partially-paid 30.00 0.00', '20.00']);
  });

  test('I23: a payment that found no room pays once another one is deleted', async () => {
    const world = await copied();
    await tell(world, told({}));
    await tell(world, told({ externalId: 'p_2' }));
    expect(await standOf(world, world.invoice.id)).toEqual(['paid 80.00 0.00', '80.00']);
    await tell(world, told({ isDeleted: true }));
    expect(await standOf(world, world.invoice.id)).toEqual(['paid 80.00 0.00', '0.00']);
  });

  test('I23: a refund that comes before its payment waits for it', async () => {
    const world = await copied();
    await tell(
      world,
      told({ externalId: 'r_1', kind: 'refund', amount: euros('30.00'), to: [['ext_1', '30.00']] }),
    );
    expect(await standOf(world, world.invoice.id)).toEqual(['issued 0.00 0.00', '0.00']);
    await tell(world, told({}));
    expect(await standOf(world, world.invoice.id)).toEqual(['partially-refunded 80.00 30.00', '0.00']);
  });

  test('one that pays for several customers is a payment of each', async () => {
    const world = await copied();
    const theirs = await issued(world, '20.00', 'globex');
    await world.seed((unit) =>
      unit.save(ledgerDocuments, { connectorId: 'books', externalId: 'ext_2', invoiceId: theirs.id }),
    );
    const both = told({
      amount: euros('105.00'),
      to: [
        ['ext_1', '80.00'],
        ['ext_2', '20.00'],
      ],
    });
    expect((await tell(world, both)).paymentIds).toHaveLength(2);
    expect(await standOf(world, world.invoice.id, theirs.id)).toEqual([
      'paid 80.00 0.00',
      'paid 20.00 0.00',
      '5.00',
    ]);
    await tell(world, { ...both, isDeleted: true });
    expect(await standOf(world, world.invoice.id, theirs.id)).toEqual([
      'issued 0.00 0.00',
      'issued 0.00 0.00',
      '0.00',
    ]);
  });

  test('for documents that are not ours change nothing', async () => {
    const world = await copied();
    expect((await tell(world, told({ to: [['ext_9', '80.00']] }))).status).toBe('unknown');
    expect(await codeOf(tell(world, told({ amount: euros('-1.00') })))).toBe('PAYMENT_INVALID');
    expect(await standOf(world, world.invoice.id)).toEqual(['issued 0.00 0.00', '0.00']);
  });
});

describe('another tenant', () => {
  test('I21: sees no payment and no credit, and changes none', async () => {
    const world = await testDesk();
    const invoice = await issued(world, '80.00');
    const { id } = await pay(world, '100.00');
    const before = await rowsOf(world.storage);
    const { desk } = await testDesk({
      storage: world.storage,
      tenantId: 'other',
      ids: { next: () => 'free' },
    });
    expect(await desk.payments.get(id)).toBeNull();
    expect((await desk.payments.list()).items).toEqual([]);
    expect((await desk.payments.list({ customerId: 'acme' })).items).toEqual([]);
    expect((await desk.payments.ofInvoice(invoice.id)).items).toEqual([]);
    expect((await desk.credits.balance('acme', 'EUR')).amount).toBe('0.00');
    expect((await desk.credits.movements('acme')).items).toEqual([]);
    expect(await desk.credits.apply({ customerId: 'acme', currency: 'EUR' })).toEqual([]);
    const calls = [
      desk.payments.reverse(id),
      desk.payments.allocation(id),
      desk.payments.refund({ paymentId: id, on }),
      desk.payments.refund({ invoiceId: invoice.id, on }),
    ];
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(['NOT_FOUND']));
    expect(await codeOf(desk.credits.payOut({ customerId: 'acme', amount: euros('1.00'), on }))).toBe(
      'PAYMENT_INVALID',
    );
    expect(await rowsOf(world.storage)).toEqual(before);
  });
});
