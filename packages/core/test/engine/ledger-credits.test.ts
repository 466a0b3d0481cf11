import { describe, expect, test } from 'vitest';
import {
  type BillingEvent,
  type Invoice,
  type LedgerPayment,
  manualLine,
  openAmount,
} from '../../src/index.ts';
import { recordLedgerPayment } from '../../src/engine/payments/record-ledger-payment.ts';
import { ledgerDocuments } from '../../src/engine/records/payments.ts';
import type { SettingsInput } from '../../src/master-data/settings.ts';
import { type FakeLedger, fakeLedger } from '../../src/testing/fake-ledger.ts';
import { euros } from '../../src/testing/invoice-fixture.ts';
import { violationsOf } from './support/busy-desk.ts';
import { testDesk, type TestDesk } from './support/desk.ts';

const on = '2026-04-02';

/** A desk with the ledger "books", in which credit is not used by itself. */
const booksDesk = (
  settings: Partial<SettingsInput> = {},
  books: FakeLedger = fakeLedger({ id: 'books' }),
): Promise<TestDesk> => testDesk({ accounting: [books], settings: { applyCredit: 'by-hand', ...settings } });

/** An issued invoice of so many euros without tax, which the ledger knows as `ext_` and its id. */
async function issued(world: TestDesk, id: string, amount: string, customerId = 'acme'): Promise<Invoice> {
  const line = { id: 'one', description: 'Work', unitPrice: amount, currency: 'EUR', from: '2026-03-02' };
  await world.desk.invoices.draft({ id, customerId, lines: [manualLine(line)] });
  const invoice = await world.desk.invoices.issue(id);
  await copied(world, id);
  return invoice;
}

const copied = ({ seed }: TestDesk, id: string): Promise<void> =>
  seed((unit) =>
    unit.save(ledgerDocuments, { connectorId: 'books', externalId: `ext_${id}`, invoiceId: id }),
  );

/** A credit note over so many euros of an invoice. */
async function credited(world: TestDesk, id: string, invoiceId: string, amount: string): Promise<void> {
  await world.desk.invoices.credit(invoiceId, { id, reason: 'Not needed', amount: euros(amount) });
  await copied(world, id);
}

type Use = readonly [note: string, invoice: string, amount: string];

/** A payment of the ledger that pays invoices, and takes credit notes off others. */
const told = (
  externalId: string,
  uses: readonly Use[],
  to: readonly (readonly [invoice: string, amount: string])[] = [],
  given: Partial<LedgerPayment> = {},
): LedgerPayment => ({
  externalId,
  kind: 'payment',
  applications: to.map(([invoice, amount]) => ({
    invoiceExternalId: `ext_${invoice}`,
    amount: euros(amount),
  })),
  amount: euros(to.reduce((sum, [, amount]) => sum + Number(amount), 0).toFixed(2)),
  on,
  isDeleted: false,
  credits: uses.map(([note, invoice, amount]) => ({
    creditNoteExternalId: `ext_${note}`,
    invoiceExternalId: `ext_${invoice}`,
    amount: euros(amount),
  })),
  ...given,
});

const tell = ({ seed }: TestDesk, payment: LedgerPayment) =>
  seed((unit) => recordLedgerPayment(unit, 'books', payment));

/** What is open on invoices, and the credit of "acme". */
async function standOf({ desk }: TestDesk, ...ids: readonly string[]): Promise<string> {
  const open: string[] = [];
  for (const id of ids) {
    const invoice = await desk.invoices.get(id);
    if (invoice !== null) open.push(`${id} ${openAmount(invoice).amount}`);
  }
  return [...open, `credit ${(await desk.credits.balance('acme', 'EUR')).amount}`].join(', ');
}

const findingsOf = async ({ desk }: TestDesk): Promise<readonly string[]> =>
  (await desk.ledgers.findings('books')).items.map(({ amount, reason }) => `${amount.amount}: ${reason}`);

/** An invoice of 100.00 that was paid in the ledger, 30.00 of which were credited; and one of 50.00. */
async function paidAndCredited(...given: Parameters<typeof booksDesk>): Promise<TestDesk> {
  const world = await booksDesk(...given);
  await issued(world, 'a', '100.00');
  await tell(world, told('p_a', [], [['a', '100.00']]));
  await credited(world, 'cn', 'a', '30.00');
  await issued(world, 'b', '50.00');
  return world;
}

describe('a credit note of ours that a ledger takes off another invoice', () => {
  test('R73: makes hours usable that it pays for, until it is put back', async () => {
    const world = await paidAndCredited({ defaultTaxCodes: [] });
    const { desk } = world;
    await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
    const order = { accountId: 'hours', quantity: '1', price: euros('30.00'), invoice: 'issue' } as const;
    const id = (await desk.prepaid.buy(order)).invoice?.id ?? '';
    await copied(world, id);
    const hours = async () => (await desk.prepaid.balance('hours')).balance;
    expect(await hours()).toBe('0');
    await tell(world, told('p_1', [['cn', id, '30.00']]));
    expect(await hours()).toBe('3600');
    await tell(world, told('p_1', [], [], { isDeleted: true }));
    expect(await hours()).toBe('0');
  });

  test('R85: pays that one from the customer’s credit, once, and is no payment', async () => {
    const world = await paidAndCredited();
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 50.00, credit 30.00');
    const use = told('p_1', [['cn', 'b', '30.00']]);
    expect((await tell(world, use)).status).toBe('recorded');
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 20.00, credit 0.00');
    expect((await tell(world, use)).status).toBe('known');
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 20.00, credit 0.00');
    expect((await world.desk.payments.list()).items.map(({ id }) => id)).toEqual(['books:payment:p_a']);
    expect(await findingsOf(world)).toEqual([]);
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('is credit again when it is put back there: deleted, changed, or taken off less', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    await tell(world, told('p_1', [['cn', 'b', '12.00']]));
    expect(await standOf(world, 'b')).toBe('b 38.00, credit 18.00');
    await tell(world, told('p_1', [], [['b', '5.00']]));
    expect(await standOf(world, 'b')).toBe('b 45.00, credit 30.00');
    await tell(world, told('p_2', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 15.00, credit 0.00');
    expect((await tell(world, told('p_2', [], [], { isDeleted: true }))).status).toBe('reversed');
    expect(await standOf(world, 'b')).toBe('b 45.00, credit 30.00');
    // A deleted one never comes back under its id.
    expect((await tell(world, told('p_2', [['cn', 'b', '30.00']]))).status).toBe('known');
    expect(await standOf(world, 'b')).toBe('b 45.00, credit 30.00');
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('in one payment with money: the money pays, and the credit pays beside it', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'b', '30.00']], [['b', '20.00']]));
    expect(await standOf(world, 'b')).toBe('b 0.00, credit 0.00');
    expect(await world.desk.invoices.get('b')).toMatchObject({ settlement: 'paid', paid: euros('50.00') });
    expect((await world.desk.payments.get('books:payment:p_1'))?.amount).toEqual(euros('20.00'));
    await tell(world, told('p_1', [], [], { isDeleted: true }));
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 30.00');
  });

  test('that corrects no invoice is a credit of its own, and pays likewise', async () => {
    const world = await booksDesk();
    await issued(world, 'b', '50.00');
    const line = { id: 'one', description: 'Back', unitPrice: '-30.00', currency: 'EUR', from: '2026-03-02' };
    await world.desk.invoices.draft({ id: 'own', customerId: 'acme', lines: [manualLine(line)] });
    const note = await world.desk.invoices.issue('own');
    expect([note.kind, note.credits]).toEqual(['credit-note', null]);
    await copied(world, 'own');
    await tell(world, told('p_1', [['own', 'b', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 20.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
    await tell(world, told('p_1', [['own', 'theirs', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 30.00');
    expect(await findingsOf(world)).toHaveLength(1);
  });

  test('off the invoice that it corrects changes nothing: that was counted when it was issued', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'a', '30.00']]));
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 50.00, credit 30.00');
    expect(await findingsOf(world)).toEqual([]);
  });

  test('where the engine had paid the same invoice from the credit, it is so already', async () => {
    const world = await paidAndCredited({ applyCredit: 'on-issue' });
    expect(await standOf(world, 'b')).toBe('b 20.00, credit 0.00');
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 20.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
    // What was put back there was paid here before anybody there did.
    await tell(world, told('p_1', [], [], { isDeleted: true }));
    expect(await standOf(world, 'b')).toBe('b 20.00, credit 0.00');
  });

  test('stands in the way of voiding the invoice, as what was paid in the ledger does', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    await expect(world.desk.invoices.void('b')).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    await tell(world, told('p_1', [], [], { isDeleted: true }));
    expect((await world.desk.invoices.void('b')).settlement).toBe('void');
    expect(await standOf(world)).toBe('credit 30.00');
  });

  test('goes with the money that it was: a bounced payment takes it off again, and another one takes its place', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    await world.desk.payments.reverse('books:payment:p_a');
    expect(await standOf(world, 'a', 'b')).toBe('a 70.00, b 50.00, credit 0.00');
    expect(await findingsOf(world)).toHaveLength(1);
    await tell(world, told('p_b', [], [['a', '100.00']]));
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 20.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
    expect(await violationsOf(world.desk)).toEqual([]);
  });
});

test('I23: what a payment was meant for comes before what a ledger takes of a credit note', async () => {
  const world = await booksDesk();
  await issued(world, 'a', '100.00');
  await credited(world, 'cn', 'a', '30.00');
  await issued(world, 'b', '50.00');
  await issued(world, 'c', '40.00');
  await tell(world, told('wrong', [], [['c', '40.00']]));
  await tell(world, told('p_c', [], [['c', '40.00']]));
  await tell(world, told('p_1', [['cn', 'b', '30.00']]));
  // So long the only credit is what was meant for the last one.
  expect(await standOf(world, 'a', 'b', 'c')).toBe('a 70.00, b 20.00, c 0.00, credit 10.00');
  await tell(world, told('wrong', [], [], { isDeleted: true }));
  expect(await standOf(world, 'a', 'b', 'c')).toBe('a 70.00, b 50.00, c 0.00, credit 0.00');
  expect(await findingsOf(world)).toHaveLength(1);
  await tell(world, told('p_a', [], [['a', '100.00']]));
  expect(await standOf(world, 'a', 'b', 'c')).toBe('a 0.00, b 20.00, c 0.00, credit 0.00');
  expect(await findingsOf(world)).toEqual([]);
  expect(await violationsOf(world.desk)).toEqual([]);
});

describe('what our books can’t follow is told, and stays until it is so no more', () => {
  test('the invoice that it corrects is open: it follows when that is paid in full there', async () => {
    const world = await booksDesk();
    const a = await issued(world, 'a', '100.00');
    await credited(world, 'cn', 'a', '30.00');
    await issued(world, 'b', '50.00');
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'a', 'b')).toBe('a 70.00, b 50.00, credit 0.00');
    const number = a.issued?.number ?? '';
    expect(await findingsOf(world)).toEqual([
      `30.00: books takes 30.00 EUR of the credit note CN-00001 off INV-00002, and the customer has 30.00 EUR too little credit for that here, since the credit note lowers ${number} here. Take it off that one there; otherwise it follows as soon as that is paid in full there.`,
    ]);
    // Paid in part, a part follows.
    await tell(world, told('p_a', [], [['a', '80.00']]));
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 40.00, credit 0.00');
    expect((await findingsOf(world))[0]).toContain('20.00: ');
    await tell(world, told('p_c', [], [['a', '20.00']]));
    expect(await standOf(world, 'a', 'b')).toBe('a 0.00, b 20.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('the credit was used for another invoice, or paid out', async () => {
    const world = await paidAndCredited();
    await world.desk.credits.payOut({ customerId: 'acme', amount: euros('30.00'), on });
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 0.00');
    expect((await findingsOf(world))[0]).toMatch(/30\.00: .* since it was used or paid out\./);
    // Money that comes later is used for it, whoever records it.
    await world.desk.payments.record({ customerId: 'acme', amount: euros('12.00'), on, rest: 'credit' });
    expect(await standOf(world, 'b')).toBe('b 38.00, credit 0.00');
    expect((await findingsOf(world))[0]).toContain('18.00: ');
  });

  test('the engine has used the credit for a later invoice: it follows when that is paid in full there', async () => {
    const world = await paidAndCredited({ applyCredit: 'by-hand' });
    await issued(world, 'c', '40.00');
    const applyTo = [{ invoiceId: 'c' }];
    await world.desk.credits.apply({ customerId: 'acme', currency: 'EUR', applyTo });
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'b', 'c')).toBe('b 50.00, c 10.00, credit 0.00');
    expect(await findingsOf(world)).toHaveLength(1);
    // There all of it is open, so all of it is paid there.
    await tell(world, told('p_c', [], [['c', '40.00']]));
    expect(await standOf(world, 'b', 'c')).toBe('b 20.00, c 0.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
  });

  test('what was put back after it had gone to the customer is not there when it is taken off again', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    const refund = told('r_1', [], [['b', '30.00']], { kind: 'refund' });
    await tell(world, refund);
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 0.00');
    expect(await findingsOf(world)).toEqual([]);
    await tell(world, told('p_1', [], [['b', '1.00']]));
    await tell(world, told('p_1', [['cn', 'b', '10.00']]));
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 0.00');
    expect((await findingsOf(world))[0]).toContain('10.00: ');
  });

  test('the amount finds no room on the invoice', async () => {
    const world = await paidAndCredited();
    await world.desk.payments.record({
      customerId: 'acme',
      amount: euros('40.00'),
      on,
      applyTo: [{ invoiceId: 'b' }],
    });
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    expect(await standOf(world, 'b')).toBe('b 0.00, credit 20.00');
    expect((await findingsOf(world))[0]).toMatch(/20\.00: .* finds no room here/);
    await tell(world, told('p_1', [['cn', 'b', '10.00']]));
    expect(await findingsOf(world)).toEqual([]);
  });

  test('the invoice is of another customer, or none of ours: nothing is moved', async () => {
    const world = await paidAndCredited();
    await issued(world, 'c', '50.00', 'globex');
    await tell(world, told('p_1', [['cn', 'c', '10.00']]));
    const { isWhole } = await tell(world, told('p_2', [['cn', 'theirs', '20.00']]));
    expect(isWhole).toBe(false);
    expect(await standOf(world, 'b', 'c')).toBe('b 50.00, c 50.00, credit 30.00');
    const [first, second] = await findingsOf(world);
    expect(first).toMatch(/10\.00: .* of another customer here, so nothing was moved\./);
    expect(second).toMatch(/20\.00: .* something that is no invoice of ours/);
    // Its copy becomes known: told again, it pays that.
    await issued(world, 'theirs', '70.00');
    await tell(world, told('p_2', [['cn', 'theirs', '20.00']]));
    expect(await standOf(world, 'theirs')).toBe('theirs 50.00, credit 10.00');
    await tell(world, told('p_1', [], [], { isDeleted: true }));
    expect(await findingsOf(world)).toEqual([]);
  });

  test('the amount is of another currency: nothing is moved', async () => {
    const world = await paidAndCredited();
    const use = told('p_1', [['cn', 'b', '10.00']]);
    const [credit] = use.credits ?? [];
    if (credit === undefined) throw new Error('there is no credit');
    await tell(world, { ...use, credits: [{ ...credit, amount: { amount: '10.00', currency: 'USD' } }] });
    expect(await standOf(world, 'b')).toBe('b 50.00, credit 30.00');
    expect((await findingsOf(world))[0]).toMatch(/of another currency here/);
  });

  test('an event tells of it, once for the same', async () => {
    const books = fakeLedger({ id: 'books' });
    const world = await paidAndCredited({}, books);
    await world.desk.credits.payOut({ customerId: 'acme', amount: euros('25.00'), on });
    const found: BillingEvent<'ledger.finding'>[] = [];
    world.desk.on('ledger.finding', (event) => void found.push(event));
    for (let time = 1; time <= 2; time += 1) {
      books.enter(told('p_1', [['cn', 'b', '30.00']]));
      const { told: many, recorded } = await world.desk.ledgers.sync('books');
      expect([many, recorded]).toEqual([1, time === 1 ? 1 : 0]);
    }
    const [finding] = (await world.desk.ledgers.findings('books')).items;
    expect(found).toMatchObject([
      { connector: 'books', customerId: 'acme', amount: euros('25.00'), findingId: finding?.id },
    ]);
  });

  test('I21: another tenant sees no finding, and can’t dismiss one', async () => {
    const world = await paidAndCredited();
    await tell(world, told('p_1', [['cn', 'theirs', '30.00']]));
    const [finding] = (await world.desk.ledgers.findings('books')).items;
    const other = world.billing.forTenant('other');
    expect((await other.ledgers.findings('books')).items).toEqual([]);
    const dismissed = other.ledgers.dismissFinding(finding?.id ?? '');
    await expect(dismissed).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await findingsOf(world)).toHaveLength(1);
  });

  test('a finding that somebody has seen to is told no more, unless it changes', async () => {
    const world = await paidAndCredited();
    await world.desk.credits.payOut({ customerId: 'acme', amount: euros('30.00'), on });
    await tell(world, told('p_1', [['cn', 'b', '30.00']]));
    const [finding] = (await world.desk.ledgers.findings('books')).items;
    const { dismissedAt } = await world.desk.ledgers.dismissFinding(finding?.id ?? '');
    expect(dismissedAt).toBe('2026-04-01T06:00:00.000Z');
    expect(await findingsOf(world)).toEqual([]);
    await world.desk.credits.apply({ customerId: 'acme', currency: 'EUR' });
    expect(await findingsOf(world)).toEqual([]);
    await tell(world, told('p_1', [['cn', 'b', '25.00']]));
    expect(await findingsOf(world)).toHaveLength(1);
    await expect(world.desk.ledgers.dismissFinding('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.desk.ledgers.findings('nobody')).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN' });
  });
});

describe('a refund in a ledger', () => {
  const refund = (to: string | null, amount: string, given: Partial<LedgerPayment> = {}): LedgerPayment => ({
    ...told('r_1', [], to === null ? [] : [[to, amount]]),
    kind: 'refund',
    credits: [],
    amount: euros(amount),
    ...given,
  });

  test('of a credit note gives back what that has freed, whoever had paid its invoice', async () => {
    const world = await booksDesk();
    await issued(world, 'a', '100.00');
    await world.desk.payments.record({ customerId: 'acme', amount: euros('100.00'), on });
    await credited(world, 'cn', 'a', '30.00');
    expect((await tell(world, refund('cn', '30.00'))).status).toBe('recorded');
    expect(await standOf(world, 'a')).toBe('a 0.00, credit 0.00');
    // Told by the invoice that it corrects, it is the same.
    expect((await tell(world, refund('a', '30.00'))).status).toBe('known');
    await tell(world, refund('cn', '30.00', { isDeleted: true }));
    expect(await standOf(world, 'a')).toBe('a 0.00, credit 30.00');
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('of a credit note that corrects no invoice gives back the credit that it is', async () => {
    const world = await booksDesk();
    const line = { id: 'one', description: 'Back', unitPrice: '-30.00', currency: 'EUR', from: '2026-03-02' };
    await world.desk.invoices.draft({ id: 'own', customerId: 'acme', lines: [manualLine(line)] });
    await world.desk.invoices.issue('own');
    await copied(world, 'own');
    await tell(world, refund('own', '30.00'));
    expect(await standOf(world)).toBe('credit 0.00');
    await tell(world, refund('own', '30.00', { isDeleted: true }));
    expect(await standOf(world)).toBe('credit 30.00');
    expect(await violationsOf(world.desk)).toEqual([]);
  });

  test('that names none of our documents is a finding, when it is of a customer of ours', async () => {
    const world = await booksDesk();
    await tell(world, refund(null, '30.00', { externalId: 'r_9', customerId: 'somebody' }));
    await tell(world, refund(null, '30.00', { externalId: 'r_8' }));
    expect(await findingsOf(world)).toEqual([]);
    await tell(world, refund(null, '30.00', { customerId: 'acme' }));
    expect(await findingsOf(world)).toEqual([
      '30.00: books gave 30.00 EUR back to the customer, and does not say of which invoice. Record the refund here, with "r_1" as its externalId; or name the invoice there.',
    ]);
  });

  test('and it is none any more when somebody has recorded it, named the invoice, or deleted it', async () => {
    const world = await booksDesk();
    await issued(world, 'a', '100.00');
    await tell(world, told('p_a', [], [['a', '100.00']]));
    const loose = refund(null, '30.00', { customerId: 'acme' });
    await tell(world, loose);
    const paymentId = 'books:payment:p_a';
    await world.desk.payments.refund({ paymentId, amount: euros('30.00'), on, externalId: 'r_1' });
    expect(await findingsOf(world)).toEqual([]);
    await tell(world, loose);
    expect(await findingsOf(world)).toEqual([]);
    // R85: the same id counts once, from people or from the ledger.
    expect((await tell(world, refund('a', '30.00'))).status).toBe('known');
    expect(await standOf(world, 'a')).toBe('a 30.00, credit 0.00');
    await tell(world, { ...loose, externalId: 'r_2' });
    await tell(world, { ...loose, externalId: 'r_3' });
    expect(await findingsOf(world)).toHaveLength(2);
    await tell(world, refund('a', '30.00', { externalId: 'r_2' }));
    await tell(world, { ...loose, externalId: 'r_3', isDeleted: true });
    expect(await findingsOf(world)).toEqual([]);
    expect((await world.desk.payments.list()).items.map(({ kind }) => kind).toSorted()).toEqual([
      'payment',
      'refund',
      'refund',
    ]);
  });
});
