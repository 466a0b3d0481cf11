import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../src/errors/billing-error.ts';
import { payInvoice, unpayInvoice } from '../../src/engine/payments/move-money.ts';
import { voidInvoice } from '../../src/engine/invoices/withdraw-invoice.ts';
import { deleteDraft } from '../../src/engine/invoices/delete-draft.ts';
import { money } from '../../src/money/money.ts';
import type { PrepaidAccountInput } from '../../src/prepaid/prepaid-account.ts';
import { violationsOf } from './support/busy-desk.ts';
import { rowsOf, type TestDesk, testDesk, testEntry } from './support/desk.ts';

const now = '2026-03-10T09:00:00.000Z';
const price = money('900.00', 'EUR');
const tenHours = { accountId: 'hours', quantity: '10', price } as const;
const gift = (quantity: string) => ({ accountId: 'hours', quantity, price: null }) as const;

/** "acme" with an account of hours, and a contract whose pool pays for what people choose, unless something is given. */
async function prepaidDesk(
  account: Partial<PrepaidAccountInput> = {},
  draws: 'chosen' | 'automatic' = 'chosen',
): Promise<TestDesk> {
  const own = await testDesk({ now });
  await own.desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', ...account });
  await own.desk.contracts.put({
    id: 'c_1',
    customerId: 'acme',
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    components: [{ id: 'prepaid', kind: 'pool', accountId: account.id ?? 'hours', draws }],
  });
  return own;
}

const paying = (invoiceId: string, amount: string) => ({
  fund: { kind: 'payment', id: `pay_${invoiceId}` } as const,
  invoiceId,
  amount: money(amount, 'EUR'),
});
const pay = ({ seed }: TestDesk, invoiceId: string, amount: string) =>
  seed((unit) => payInvoice(unit, { ...paying(invoiceId, amount), kind: 'payment' }));
const bounce = ({ seed }: TestDesk, invoiceId: string, amount: string) =>
  seed((unit) => unpayInvoice(unit, { ...paying(invoiceId, amount), kind: 'reversal' }));

const balanceOf = async ({ desk }: TestDesk, accountId = 'hours'): Promise<string> =>
  (await desk.prepaid.balance(accountId)).written;

const invoiceOf = ({ invoice }: { readonly invoice: { readonly id: string } | null }): string => {
  if (invoice === null) throw new Error('there is an invoice');
  return invoice.id;
};

/** What the drafts of March come to, before tax. */
async function billed({ desk }: TestDesk): Promise<readonly string[]> {
  const { customers } = await desk.batches.preview({ through: '2026-03-31' });
  return customers.flatMap(({ drafts, reason }) =>
    reason === null ? drafts.map(({ content }) => content.totals.net.amount) : [JSON.stringify(reason)],
  );
}

describe('a purchase', () => {
  test('R73: can be used when its invoice is paid, and R78: bears its tax', async () => {
    const own = await prepaidDesk();
    const bought = await own.desk.prepaid.buy({ ...tenHours, invoice: 'issue' });
    const { lot, invoice } = bought;
    expect(lot.usableAt).toBe(null);
    expect(invoice?.issued?.number).toBe('INV-00001');
    expect(invoice?.content.totals.total).toEqual(money('1071.00', 'EUR'));
    expect(invoice?.content.lines[0]?.description).toBe('Prepaid: 10 h');
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ balance: '0', inFlight: '36000' });
    await pay(own, invoiceOf(bought), '1071.00');
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ balance: '36000', inFlight: '0' });
  });

  test('R73: can be used when its invoice is issued, where the account says so', async () => {
    const own = await prepaidDesk({ usableFrom: 'issue' });
    const draft = await own.desk.prepaid.buy(tenHours);
    expect(draft.invoice?.settlement).toBe('draft');
    expect(await balanceOf(own)).toBe('0');
    await own.desk.prepaid.buy({ ...tenHours, invoice: 'issue' });
    expect(await balanceOf(own)).toBe('10');
  });

  test('R78: bears no tax where the tax is due with the work', async () => {
    const own = await prepaidDesk({ tax: 'on-draw' });
    const { invoice } = await own.desk.prepaid.buy(tenHours);
    expect(invoice?.content.totals.total).toEqual(price);
  });

  test('without an invoice can be used at once', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy({ ...tenHours, invoice: 'none' });
    await own.desk.prepaid.buy(gift('2.5'));
    expect(await balanceOf(own)).toBe('12.5');
  });

  test('with the same key is made once', async () => {
    const own = await prepaidDesk();
    const order = { ...tenHours, invoice: 'issue' } as const;
    const once = await own.desk.prepaid.buy(order, { key: 'buy' });
    expect(await own.desk.prepaid.buy(order, { key: 'buy' })).toEqual(once);
    const { 'prepaid-lots': lots = [], invoices = [] } = await rowsOf(own.storage);
    expect([lots.length, invoices.length]).toEqual([1, 1]);
  });

  test('leaves nothing behind when it is refused', async () => {
    const own = await prepaidDesk();
    const before = await rowsOf(own.storage);
    await expect(own.desk.prepaid.buy({ ...tenHours, quantity: '0' })).rejects.toMatchObject({
      code: 'PREPAID_LOT_INVALID',
    });
    await expect(own.desk.prepaid.buy({ ...tenHours, accountId: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      own.desk.prepaid.open({ id: 'hours', customerId: 'globex', unit: 'hours' }),
    ).rejects.toMatchObject({ code: 'PREPAID_ACCOUNT_INVALID' });
    await expect(
      own.desk.prepaid.open({ id: 'else', customerId: 'nobody', unit: 'hours' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rowsOf(own.storage)).toEqual(before);
  });
});

describe('a payment that bounces', () => {
  test('takes back what is left of the lot, and what was drawn stays drawn', async () => {
    const own = await prepaidDesk();
    const id = invoiceOf(await own.desk.prepaid.buy({ ...tenHours, invoice: 'issue' }));
    await pay(own, id, '1071.00');
    await own.desk.work.record([testEntry('te_1')]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    expect(await balanceOf(own)).toBe('9');
    await bounce(own, id, '1071.00');
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ balance: '0', inFlight: '32400' });
    const failures = async () => (await rowsOf(own.storage))['notices'] ?? [];
    expect((await failures())[0]?.value).toMatchObject({ what: 'top-up-failed', count: 1 });
    expect(await billed(own)).toEqual([]);
    await pay(own, id, '1071.00');
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ balance: '32400', inFlight: '0' });
    expect(await failures()).toEqual([]);
  });
});

describe('an invoice of a purchase', () => {
  test('R84: takes its lot along when the draft is deleted', async () => {
    const own = await prepaidDesk();
    const id = invoiceOf(await own.desk.prepaid.buy(tenHours));
    await own.seed((unit) => deleteDraft(unit, id));
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ inFlight: '0', lots: [] });
  });

  test('R84: empties its lot when it is voided, and is not voided once work has drawn from it', async () => {
    const own = await prepaidDesk({ usableFrom: 'issue' });
    const id = invoiceOf(await own.desk.prepaid.buy({ ...tenHours, invoice: 'issue' }));
    await own.desk.work.record([testEntry('te_1')]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    await expect(own.seed((unit) => voidInvoice(unit, id))).rejects.toMatchObject({
      code: 'PREPAID_SHORT',
      details: { needed: '36000', left: '32400' },
    });
    await own.desk.prepaid.giveBack(['te_1']);
    await own.seed((unit) => voidInvoice(unit, id));
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ balance: '0', inFlight: '0' });
  });
});

describe('work that a person has chosen', () => {
  test('R72: is drawn at once, and the bill takes it as paid', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy(gift('1.5'));
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2'), testEntry('te_3')]);
    const drawn = await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_2', 'te_3'] });
    expect(drawn).toEqual([
      { entryId: 'te_2', drawn: '3600' },
      { entryId: 'te_3', drawn: '1800' },
    ]);
    expect(await billed(own)).toEqual(['180.00']);
  });

  test('R75: two calls at once can not both take the last hour', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy(gift('1'));
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2')]);
    const drawn = await Promise.all(
      ['te_1', 'te_2'].map((id) => own.desk.prepaid.draw({ accountId: 'hours', entryIds: [id] })),
    );
    expect(drawn.flat().map((one) => one.drawn)).toEqual(['3600', '0']);
    expect(await balanceOf(own)).toBe('0');
    expect(await billed(own)).toEqual(['120.00']);
  });

  test('R75: of a run and a person at once, one takes the last hour', async () => {
    const own = await prepaidDesk({}, 'automatic');
    await own.desk.prepaid.buy(gift('1'));
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2')]);
    const [, drawn] = await Promise.all([
      own.desk.batches.save({ through: '2026-03-31', key: 'march' }),
      own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_2'] }).then(
        () => 'drawn',
        (error: unknown) => isBillingError(error) && error.code,
      ),
    ]);
    expect(await balanceOf(own)).toBe('0');
    const { 'prepaid-postings': postings = [] } = await rowsOf(own.storage);
    expect(postings.length).toBe(2);
    expect(['drawn', 'WORK_LOCKED']).toContain(drawn);
  });

  test('R72: chosen again, draws what has come in since', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy(gift('0.5'));
    await own.desk.work.record([testEntry('te_1')]);
    const choice = { accountId: 'hours', entryIds: ['te_1'] };
    expect(await own.desk.prepaid.draw(choice)).toEqual([{ entryId: 'te_1', drawn: '1800' }]);
    await own.desk.prepaid.buy(gift('1'));
    expect(await own.desk.prepaid.draw(choice)).toEqual([{ entryId: 'te_1', drawn: '3600' }]);
    expect(await balanceOf(own)).toBe('0.5');
    expect(await billed(own)).toEqual([]);
  });

  test('is of the account’s customer, of a contract that lets it pay, and of one account', async () => {
    const own = await prepaidDesk();
    const { desk } = own;
    await desk.prepaid.open({ id: 'other', customerId: 'acme', unit: 'hours' });
    await desk.prepaid.buy(gift('1'));
    await desk.prepaid.buy({ ...gift('1'), accountId: 'other' });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { customerId: 'globex' })]);
    const refused = { code: 'PREPAID_POSTING_INVALID' };
    const draw = (accountId: string, id: string) => desk.prepaid.draw({ accountId, entryIds: [id] });
    await expect(draw('hours', 'te_2')).rejects.toMatchObject(refused);
    await expect(draw('other', 'te_1')).rejects.toMatchObject(refused);
    await draw('hours', 'te_1');
    await expect(draw('other', 'te_1')).rejects.toMatchObject(refused);
    await expect(draw('hours', 'te_9')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await desk.batches.save({ through: '2026-03-31', key: 'march' });
    await expect(draw('hours', 'te_1')).rejects.toMatchObject({ code: 'WORK_LOCKED' });
    await expect(desk.prepaid.giveBack(['te_1'])).rejects.toMatchObject({ code: 'WORK_LOCKED' });
  });

  test('R76: that is edited gives back what it drew and draws anew, and gives it back when it is deleted', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy(gift('3'));
    await own.desk.work.record([testEntry('te_1')]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    await own.desk.work.edit(testEntry('te_1', { minutes: 90 }));
    expect(await balanceOf(own)).toBe('1.5');
    expect(await billed(own)).toEqual([]);
    await own.desk.work.edit(testEntry('te_1', { minutes: 90, customerId: 'globex' }));
    expect(await balanceOf(own)).toBe('3');
    await own.desk.work.edit(testEntry('te_1'));
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    await own.desk.work.delete('entry', 'te_1');
    expect(await balanceOf(own)).toBe('3');
  });

  test('R32, R76: gives back what its neighbours need, when work that is rounded together changes', async () => {
    const own = await prepaidDesk();
    await own.desk.serviceTypes.put({
      id: 'support',
      names: [{ value: 'Support' }],
      quantity: { incrementMinutes: 15, scope: 'work-item-day' },
    });
    await own.desk.prepaid.buy(gift('3'));
    const workItem = { kind: 'ticket', id: '4711' } as const;
    await own.desk.work.record([testEntry('te_1', { workItem, minutes: 10 })]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    expect(await balanceOf(own)).toBe('2.75');
    await own.desk.work.record([testEntry('te_2', { workItem, minutes: 20 })]);
    expect((await own.desk.prepaid.balance('hours')).balance).toBe('10200');
    expect(await billed(own)).toEqual(['40.00']);
    await own.desk.work.delete('entry', 'te_2');
    expect((await own.desk.prepaid.balance('hours')).balance).toBe('10200');
    expect(await billed(own)).toEqual(['10.00']);
  });

  test('R76: stays drawn when its bill is deleted, and what the bill drew itself comes back', async () => {
    const own = await prepaidDesk({}, 'automatic');
    await own.desk.prepaid.buy(gift('3'));
    await own.desk.work.record([testEntry('te_1'), testEntry('te_2')]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    const { id } = await own.desk.batches.save({ through: '2026-03-31', key: 'march' });
    expect(await balanceOf(own)).toBe('1');
    await own.desk.batches.delete(id);
    expect(await balanceOf(own)).toBe('2');
  });

  test('R71: draws money by the price of its bill, surcharges and rounding included', async () => {
    const own = await prepaidDesk({ id: 'budget', unit: 'money', currency: 'EUR' });
    await own.desk.prepaid.buy({ accountId: 'budget', quantity: '200', price: null });
    await own.desk.work.record([testEntry('te_1', { timeBand: 'after-hours' })]);
    const drawn = await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] });
    expect(drawn).toEqual([{ entryId: 'te_1', drawn: '180.00' }]);
    expect(await billed(own)).toEqual([]);
  });
});

describe('an overdraft', () => {
  test('R75: moves to the lot that is bought later, and is given back with its bill', async () => {
    const own = await prepaidDesk({ overdraft: '2' }, 'automatic');
    await own.desk.work.record([testEntry('te_1')]);
    const { id } = await own.desk.batches.save({ through: '2026-03-31', key: 'march' });
    expect((await own.desk.prepaid.balance('hours')).overdrawn).toBe('-3600');
    await own.desk.prepaid.buy(gift('5'));
    const { overdrawn, written, lots } = await own.desk.prepaid.balance('hours');
    expect([overdrawn, written, lots[0]?.left]).toEqual(['0', '4', '14400']);
    await own.desk.batches.delete(id);
    expect(await own.desk.prepaid.balance('hours')).toMatchObject({ written: '5', overdrawn: '0' });
  });

  test('R75: is not made narrower than what is overdrawn, so no account ever is below its terms', async () => {
    const own = await prepaidDesk({ overdraft: '2' }, 'automatic');
    const { desk } = own;
    await desk.work.record([testEntry('te_1', { minutes: 90 })]);
    await desk.batches.save({ through: '2026-03-31', key: 'march' });
    const narrowed = (overdraft: string) =>
      desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', overdraft });
    await expect(narrowed('1')).rejects.toThrow('is less than what is overdrawn, 1.5 hours');
    await expect(narrowed('0')).rejects.toMatchObject({ code: 'PREPAID_ACCOUNT_INVALID' });
    expect((await narrowed('1.5')).overdraft).toBe('1.5');
    expect(await violationsOf(desk)).toEqual([]);
    await desk.prepaid.buy(gift('5'));
    expect((await narrowed('0')).overdraft).toBe('0');
    expect(await violationsOf(desk)).toEqual([]);
  });

  test.each(['a bill', 'a person'])(
    'R75: pays once for what %s drew of it, however the other part of the work is billed again',
    async (whoDraws) => {
      const own = await testDesk({ now: '2026-05-10T09:00:00.000Z' });
      const { desk } = own;
      const draws = whoDraws === 'a bill' ? 'automatic' : 'chosen';
      await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours', overdraft: '1' });
      await desk.contracts.put({
        id: 'c_1',
        customerId: 'acme',
        state: 'active',
        start: '2026-03-01',
        cycle: { frequency: 'monthly' },
        components: [
          { id: 'care', kind: 'recurring-fee', price: '49.99' },
          { id: 'included', kind: 'allowance', unit: 'hours', quantity: '2', exhausted: 'block' },
          { id: 'prepaid', kind: 'pool', accountId: 'hours', draws },
        ],
      });
      // Two hours are included in March, one is overdrawn, and one waits for April.
      await desk.work.record([testEntry('te_1', { minutes: 240 })]);
      if (draws === 'chosen') await desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
      await desk.batches.save({ through: '2026-03-31', key: 'march' });
      const april = await desk.batches.save({ through: '2026-04-30', key: 'april' });
      expect(await desk.prepaid.balance('hours')).toMatchObject({ written: '-1', overdrawn: '-3600' });
      await desk.prepaid.buy(gift('8'));
      expect(await desk.prepaid.balance('hours')).toMatchObject({ written: '7', overdrawn: '0' });
      await desk.batches.delete(april.id);
      await desk.batches.save({ through: '2026-04-30', key: 'april again' });
      expect(await violationsOf(desk)).toEqual([]);
    },
  );
});

describe('what people change by hand', () => {
  test('adjusts, transfers and reverses', async () => {
    const own = await prepaidDesk();
    const { desk } = own;
    const { lot } = await desk.prepaid.buy(gift('10'));
    const { key } = await desk.prepaid.adjust({ lotId: lot.id, quantity: '-1', reason: 'a slip' });
    expect(await balanceOf(own)).toBe('9');
    await desk.prepaid.reverse({ accountId: 'hours', key, reason: 'no slip' });
    expect(await balanceOf(own)).toBe('10');
    await desk.prepaid.open({ id: 'other', customerId: 'acme', unit: 'hours' });
    await desk.prepaid.transfer({ lotId: lot.id, toAccountId: 'other', quantity: '4' });
    expect([await balanceOf(own), await balanceOf(own, 'other')]).toEqual(['6', '4']);
    await expect(
      desk.prepaid.adjust({ lotId: lot.id, quantity: '-7', reason: 'too much' }),
    ).rejects.toMatchObject({ code: 'PREPAID_SHORT' });
    await desk.work.record([testEntry('te_1')]);
    await desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    const { 'prepaid-postings': postings = [] } = await rowsOf(own.storage);
    const draw = JSON.stringify(postings).match(/"key":"(draw[^"]+)"/)?.[1] ?? '';
    await expect(
      desk.prepaid.reverse({ accountId: 'hours', key: draw, reason: 'by hand' }),
    ).rejects.toMatchObject({ code: 'PREPAID_POSTING_INVALID' });
  });

  test('R86: refunds what is left of a lot, with a credit note over its price and its tax', async () => {
    const own = await prepaidDesk();
    const bought = await own.desk.prepaid.buy({ ...tenHours, invoice: 'issue' });
    await pay(own, invoiceOf(bought), '1071.00');
    const refund = { lotId: bought.lot.id, quantity: '2.5', reason: 'moved away' };
    const { posting, creditNote } = await own.desk.prepaid.refund(refund);
    expect(posting.amount).toEqual(money('225.00', 'EUR'));
    expect(creditNote?.content.totals.total).toEqual(money('267.75', 'EUR'));
    expect(creditNote?.issued?.number).toBe('CN-00001');
    expect(await balanceOf(own)).toBe('7.5');
  });
});

describe('an account that fills itself up', () => {
  const topUp = { threshold: '100.00', to: '500.00' } as const;
  const budget = { id: 'budget', unit: 'money', currency: 'EUR', topUp } as const;
  const lows = ({ desk }: TestDesk): string[] => {
    const seen: string[] = [];
    desk.on('prepaid.low', ({ amount }) => void seen.push(amount.amount));
    return seen;
  };

  async function withBudget(): Promise<TestDesk> {
    const own = await prepaidDesk(budget);
    await own.desk.prepaid.buy({ accountId: 'budget', quantity: '170', price: null });
    const minutes = (amount: number): number => amount / 2;
    await own.desk.work.record([
      testEntry('te_1', { minutes: minutes(90) }),
      testEntry('te_2', { minutes: minutes(30) }),
    ]);
    return own;
  }

  test('R74: invoices one top-up over the whole gap right after a draw, and no second one before it is paid', async () => {
    const own = await withBudget();
    const seen = lows(own);
    await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] });
    expect(seen).toEqual(['420.00']);
    await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_2'] });
    await own.billing.tick();
    expect(seen).toEqual(['420.00']);
    expect(await own.desk.prepaid.balance('budget')).toMatchObject({ balance: '50.00', inFlight: '420.00' });
    const { invoices = [] } = await rowsOf(own.storage);
    await pay(own, invoices[0]?.id ?? '', '499.80');
    expect(await own.desk.prepaid.balance('budget')).toMatchObject({ balance: '470.00', inFlight: '0.00' });
  });

  test('R74: makes one when draws and ticks come at once', async () => {
    const own = await withBudget();
    const seen = lows(own);
    await Promise.all([
      own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] }),
      own.billing.tick(),
      own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_2'] }),
      own.billing.tick(),
    ]);
    expect(seen.length).toBe(1);
    const { invoices = [] } = await rowsOf(own.storage);
    expect(invoices.length).toBe(1);
  });

  test('R74: looks after a bill run, too', async () => {
    const own = await prepaidDesk(budget, 'automatic');
    await own.desk.prepaid.buy({ accountId: 'budget', quantity: '170', price: null });
    await own.desk.work.record([testEntry('te_1', { minutes: 45 })]);
    const seen = lows(own);
    await own.desk.batches.save({ through: '2026-03-31', key: 'march' });
    expect(seen).toEqual(['420.00']);
  });

  test('R74: waits after a failed payment whose invoice is voided, and then tries again', async () => {
    const own = await withBudget();
    const seen = lows(own);
    await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] });
    await own.desk.prepaid.paymentFailed({ accountId: 'budget', reason: 'the card has expired' });
    const { invoices = [] } = await rowsOf(own.storage);
    await own.seed((unit) => voidInvoice(unit, invoices[0]?.id ?? ''));
    await own.billing.tick();
    own.clock.set('2026-03-10T09:59:59.000Z');
    await own.billing.tick();
    expect(seen.length).toBe(1);
    own.clock.set('2026-03-10T10:00:00.000Z');
    await own.billing.tick();
    expect(seen).toEqual(['420.00', '420.00']);
  });
});

describe('time', () => {
  test('R77: posts what has expired on the day after, where the customer is, once', async () => {
    const own = await prepaidDesk();
    const expired: string[] = [];
    own.desk.on('prepaid.expired', ({ lotId }) => void expired.push(lotId));
    await own.desk.prepaid.buy({ ...gift('3'), expiresOn: '2026-03-15' });
    own.clock.set('2026-03-15T22:59:59.000Z');
    await own.billing.tick();
    expect(await balanceOf(own)).toBe('3');
    own.clock.set('2026-03-15T23:00:00.000Z');
    await own.billing.tick();
    await own.billing.tick();
    expect(await balanceOf(own)).toBe('0');
    expect(expired).toEqual(['lot_0001']);
    const before = await own.desk.prepaid.balance('hours', '2026-03-15T12:00:00.000Z');
    expect(before.written).toBe('3');
  });

  test('R77: is told by the statement of the customer', async () => {
    const own = await prepaidDesk();
    await own.desk.prepaid.buy(gift('3'));
    await own.desk.work.record([testEntry('te_1')]);
    await own.desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_1'] });
    const march = { from: '2026-03-01', to: '2026-04-01' };
    const all = await own.desk.prepaid.statement({ customerId: 'acme', ...march });
    expect(await own.desk.prepaid.statement({ accountId: 'hours', ...march })).toEqual(all);
    expect(all.accounts[0]).toMatchObject({ opening: '0', closing: '7200' });
    expect(all.accounts[0]?.entries).toEqual([
      { entryId: 'te_1', workDate: '2026-03-02', quantity: '-3600' },
    ]);
  });
});

test('I21: nothing of it is seen or changed by another tenant', async () => {
  const own = await prepaidDesk();
  await own.desk.prepaid.buy({ ...tenHours, lotId: 'lot' });
  const before = await rowsOf(own.storage);
  const { prepaid } = own.billing.forTenant('other');
  const missing = { code: 'NOT_FOUND' };
  expect(await prepaid.get('hours')).toBe(null);
  expect((await prepaid.list({ customerId: 'acme' })).items).toEqual([]);
  const march = { from: '2026-03-01', to: '2026-04-01' };
  for (const call of [
    prepaid.buy(tenHours),
    prepaid.draw({ accountId: 'hours', entryIds: [] }),
    prepaid.giveBack(['te_1']),
    prepaid.reverse({ accountId: 'hours', key: 'x', reason: 'x' }),
    prepaid.adjust({ lotId: 'lot', quantity: '1', reason: 'x' }),
    prepaid.transfer({ lotId: 'lot', toAccountId: 'hours', quantity: null }),
    prepaid.refund({ lotId: 'lot', quantity: null, reason: 'x' }),
    prepaid.paymentFailed({ accountId: 'hours', reason: 'x' }),
    prepaid.balance('hours'),
    prepaid.statement({ accountId: 'hours', ...march }),
    prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' }),
  ])
    await expect(call).rejects.toMatchObject(missing);
  expect(await rowsOf(own.storage)).toEqual(before);
});
