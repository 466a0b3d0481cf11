import { describe, expect, test } from 'vitest';
import type { BillingEvent } from '../../src/events/billing-events.ts';
import {
  type NoticeKind,
  noticeKinds,
  type NoticeSettingsInput,
} from '../../src/master-data/notice-settings.ts';
import { money } from '../../src/money/money.ts';
import type { Mail } from '../../src/ports/mailer.ts';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
import { type FakeMailer, fakeMailer } from '../../src/testing/fake-mailer.ts';
import { violationsOf } from './support/busy-desk.ts';
import { type TestDesk, testDesk, testEntry, type TestDeskOptions } from './support/desk.ts';

interface NoticeDesk extends TestDesk {
  readonly mailer: FakeMailer;
  readonly failed: BillingEvent<'mail.failed'>[];
}

const toAll = (...audiences: readonly ('customer' | 'seller')[]): NoticeSettingsInput =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, audiences]));

/** A desk in March whose notices go to "acme", unless something is said of them. */
async function noticeDesk(
  notices: NoticeSettingsInput = toAll('customer'),
  options: TestDeskOptions & { readonly faults?: (mail: Mail) => FakeFault | null } = {},
): Promise<NoticeDesk> {
  const { faults, ...given } = options;
  const mailer = fakeMailer(faults === undefined ? {} : { faults });
  const seller = { name: 'Billwright Services', email: 'desk@billwright.example' };
  const own = await testDesk({
    now: '2026-03-10T09:00:00.000Z',
    mailer,
    ...given,
    settings: { seller, notices, ...given.settings },
  });
  const party = { name: 'Acme GmbH', contact: 'Accounts', email: 'bills@acme.example' };
  await own.desk.customers.put({ id: 'acme', party, language: 'de' });
  const failed: BillingEvent<'mail.failed'>[] = [];
  own.desk.on('mail.failed', (event) => void failed.push(event));
  return { ...own, mailer, failed };
}

const contract = {
  id: 'c_1',
  customerId: 'acme',
  state: 'active',
  start: '2026-03-01',
  cycle: { frequency: 'monthly' },
} as const;
const tenHours = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' } as const;
const hours = (id: string, quantity: number) => testEntry(id, { minutes: quantity * 60 });

const tellings = ({ mailer }: NoticeDesk): readonly string[] =>
  mailer.sent().map(({ subject }) => subject.kind);

describe('a contract near its end', () => {
  const ending = { ...contract, end: '2026-06-01' } as const;

  test('R67: tells the customer 60, 30 and 7 days before, each once, and once what is nearest when nobody looked', async () => {
    const own = await noticeDesk();
    await own.desk.contracts.put(ending);
    for (const day of ['04-01', '04-02', '04-02', '04-30', '05-26', '05-27', '06-02']) {
      own.clock.set(`2026-${day}T06:00:00.000Z`);
      await own.billing.tick();
    }
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { kind: 'contract-expiring', contract: { id: 'c_1' }, lastDay: '2026-05-31', daysLeft: 60 },
      { kind: 'contract-expiring', daysLeft: 6 },
    ]);
    expect(own.mailer.sent()[0]).toMatchObject({
      tenantId: 'desk',
      to: [{ name: 'Accounts', address: 'bills@acme.example' }],
      language: 'de',
      subject: {
        seller: { name: 'Billwright Services' },
        customer: { id: 'acme', party: { name: 'Acme GmbH' } },
        audience: 'customer',
      },
      attachments: [],
    });
  });

  test('R67: that renews itself tells of its successor, once', async () => {
    const own = await noticeDesk({ 'contract-renewed': ['customer'] });
    await own.desk.contracts.put({ ...ending, renewal: { mode: 'automatic', months: 12, noticeDays: [] } });
    for (const day of ['05-30', '05-31', '06-01', '06-02']) {
      own.clock.set(`2026-${day}T06:00:00.000Z`);
      await own.billing.tick();
    }
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      {
        kind: 'contract-renewed',
        contract: { id: 'c_1', end: '2026-06-01' },
        successor: { start: '2026-06-01', end: '2027-06-01', predecessorId: 'c_1' },
      },
    ]);
  });
});

describe('an allowance of 10 hours', () => {
  test('R63: tells of 80, 95 and 100 percent with what was used and what is left', async () => {
    const own = await noticeDesk();
    await own.desk.contracts.put({ ...contract, components: [tenHours] });
    await own.desk.work.record([hours('te_1', 7.9)]);
    await own.billing.dispatch();
    expect(own.mailer.sent()).toEqual([]);
    for (const [id, more] of [
      ['te_2', 0.1],
      ['te_3', 1.75],
      ['te_4', 0.1],
      ['te_5', 1],
    ] as const) {
      await own.desk.work.record([hours(id, more)]);
      await own.billing.tick();
    }
    const frame = { kind: 'quota-warning', componentId: 'support', unit: 'hours', limit: '10' } as const;
    const period = { from: '2026-03-01', to: '2026-04-01' };
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { ...frame, period, threshold: '80', used: '8', left: '2' },
      { ...frame, period, threshold: '95', used: '9.75', left: '0.25' },
      { ...frame, period, threshold: '100', used: '10', left: '0' },
    ]);
  });

  test('tells of the highest threshold alone when several are reached at once; the events tell of each', async () => {
    const own = await noticeDesk();
    const crossed: string[] = [];
    own.desk.on('quota.crossed', ({ threshold, unit, used, limit }) => {
      crossed.push(`${threshold} ${unit} ${used} ${limit}`);
    });
    await own.desk.contracts.put({ ...contract, components: [tenHours] });
    await own.desk.work.record([hours('te_1', 9.6)]);
    await own.billing.dispatch();
    expect(crossed).toEqual(['80 hours 34560 36000', '95 hours 34560 36000']);
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([{ threshold: '95', used: '9.6' }]);
  });

  test('of money and of incidents is told in its own unit', async () => {
    const own = await noticeDesk();
    const components = [{ id: 'budget', kind: 'allowance', unit: 'money', quantity: '1000.00' }] as const;
    await own.desk.contracts.put({ ...contract, components });
    await own.desk.work.record([hours('te_1', 7)]);
    await own.billing.dispatch();
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { unit: 'money', threshold: '80', used: '840', limit: '1000', left: '160' },
    ]);
  });
});

describe('a prepaid account that fills itself up from 100.00 to 500.00', () => {
  const budget = {
    id: 'budget',
    customerId: 'acme',
    unit: 'money',
    currency: 'EUR',
    topUp: { threshold: '100.00', to: '500.00' },
  } as const;

  async function withBudget(
    notices?: NoticeSettingsInput,
    invoice: 'draft' | 'issue' = 'draft',
  ): Promise<NoticeDesk> {
    const own = await noticeDesk(notices);
    await own.desk.prepaid.open({ ...budget, topUp: { ...budget.topUp, invoice } });
    const components = [{ id: 'prepaid', kind: 'pool', accountId: 'budget', draws: 'chosen' }] as const;
    await own.desk.contracts.put({ ...contract, components });
    await own.desk.prepaid.buy({ accountId: 'budget', quantity: '170', price: null });
    await own.desk.work.record([testEntry('te_1', { minutes: 45 })]);
    return own;
  }

  test('R74: tells that it is low, with the top-up, and that it is filled when that is paid', async () => {
    const own = await withBudget(undefined, 'issue');
    await own.billing.dispatch();
    await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] });
    await own.billing.tick();
    const { items } = await own.desk.invoices.list();
    const invoiceId = items[0]?.id ?? '';
    const amount = money('499.80', 'EUR');
    await own.desk.payments.record({ customerId: 'acme', amount, on: '2026-03-11' });
    await own.billing.tick();
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { kind: 'prepaid-refilled', quantity: '170.00', balance: '170.00', expiresOn: null },
      {
        kind: 'prepaid-low',
        account: { id: 'budget' },
        balance: '80.00',
        threshold: '100.00',
        topUp: { invoiceId, invoiceNumber: 'INV-00001', price: money('420.00', 'EUR') },
      },
      { kind: 'prepaid-refilled', quantity: '420.00', balance: '500.00' },
    ]);
    expect(await violationsOf(own.desk)).toEqual([]);
  });

  test('tells the seller that a draft waits to be looked at', async () => {
    const own = await withBudget({ 'prepaid-low': ['seller'] });
    await own.desk.prepaid.draw({ accountId: 'budget', entryIds: ['te_1'] });
    await own.billing.tick();
    expect(own.mailer.sent()).toMatchObject([
      {
        to: [{ name: 'Billwright Services', address: 'desk@billwright.example' }],
        language: 'en',
        subject: { kind: 'prepaid-low', audience: 'seller', topUp: { invoiceNumber: null } },
      },
    ]);
  });

  test('in hours tells hours', async () => {
    const own = await noticeDesk();
    await own.desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
    await own.desk.prepaid.buy({ accountId: 'hours', quantity: '2.5', price: null, expiresOn: '2026-12-31' });
    await own.billing.dispatch();
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { quantity: '2.5', balance: '2.5', expiresOn: '2026-12-31' },
    ]);
  });

  test('R73: tells once of what was bought, also when its payment bounces and comes again', async () => {
    const own = await noticeDesk({ 'prepaid-refilled': ['customer'] });
    await own.desk.prepaid.open({ ...budget, topUp: null });
    const bought = { accountId: 'budget', quantity: '100', price: money('100.00', 'EUR') } as const;
    await own.desk.prepaid.buy({ ...bought, invoice: 'issue' });
    const paid = { customerId: 'acme', amount: money('119.00', 'EUR'), on: '2026-03-11' };
    const { id } = await own.desk.payments.record(paid);
    await own.desk.payments.reverse(id);
    await own.desk.payments.record(paid);
    await own.billing.dispatch();
    expect(own.mailer.sent().map(({ subject }) => subject)).toMatchObject([
      { kind: 'prepaid-refilled', quantity: '100.00', balance: '100.00' },
    ]);
  });
});

describe('notices', () => {
  /** Something that every notice desk tells at once: 8 of 10 hours are used. */
  async function eightHours(own: NoticeDesk): Promise<void> {
    await own.desk.contracts.put({ ...contract, components: [tenHours] });
    await own.desk.work.record([hours('te_1', 8)]);
  }

  test('go to nobody unless the settings say so, and to both when they say that', async () => {
    const silent = await noticeDesk({});
    await eightHours(silent);
    await silent.billing.tick();
    expect(silent.mailer.sent()).toEqual([]);
    expect((await silent.desk.settings.get())?.notices).toEqual(toAll());
    const loud = await noticeDesk(toAll('customer', 'seller'));
    await eightHours(loud);
    await loud.billing.tick();
    expect(loud.mailer.sent()).toMatchObject([
      { to: [{ address: 'bills@acme.example' }], language: 'de', subject: { audience: 'customer' } },
      { to: [{ address: 'desk@billwright.example' }], language: 'en', subject: { audience: 'seller' } },
    ]);
    expect(new Set(loud.mailer.sent().map(({ key }) => key)).size).toBe(2);
  });

  test('without a mailer are events alone', async () => {
    const own = await noticeDesk(toAll('customer'), { mailer: undefined });
    await eightHours(own);
    expect((await own.desk.mails.list()).items).toEqual([]);
    expect((await own.desk.outbox.list()).items).toEqual([]);
  });

  test('to somebody without an address have failed, and that is told', async () => {
    const own = await noticeDesk();
    await own.desk.customers.put({ id: 'acme', party: { name: 'Acme GmbH' } });
    await eightHours(own);
    expect((await own.desk.mails.list()).items).toMatchObject([
      { kind: 'quota-warning', status: 'failed', reason: 'there is no address', to: [] },
    ]);
    expect(own.failed).toMatchObject([{ recipient: null, reason: 'there is no address' }]);
    expect((await own.desk.outbox.list()).items).toEqual([]);
  });

  test('are kept with what became of them', async () => {
    const own = await noticeDesk();
    await eightHours(own);
    const about = { kind: 'contract', id: 'c_1' } as const;
    const queued = await own.desk.mails.list({ about });
    expect(queued.items).toMatchObject([
      { kind: 'quota-warning' satisfies NoticeKind, customerId: 'acme', status: 'queued', messageId: null },
    ]);
    await own.billing.dispatch();
    const [sent] = (await own.desk.mails.list({ about })).items;
    const key = own.mailer.sent()[0]?.key;
    expect(sent).toMatchObject({ status: 'sent', messageId: `<${key}@mail.example>`, refused: [] });
    expect(await own.desk.mails.get(sent?.id ?? '')).toEqual(sent);
    expect((await own.desk.mails.list({ about: { ...about, id: 'c_2' } })).items).toEqual([]);
  });

  test('that are refused have failed, and are tried again by a person', async () => {
    let isFull = true;
    const own = await noticeDesk(toAll('customer'), { faults: () => (isFull ? { kind: 'refused' } : null) });
    await eightHours(own);
    await own.billing.dispatch();
    const [mail] = (await own.desk.mails.list()).items;
    expect(mail).toMatchObject({ status: 'failed', reason: '550 no such user' });
    expect(own.failed).toMatchObject([
      { mailId: mail?.id, kind: 'quota-warning', about: { kind: 'contract', id: 'c_1' }, recipient: null },
    ]);
    isFull = false;
    await own.desk.outbox.retry(mail?.id ?? '');
    expect(await own.desk.mails.get(mail?.id ?? '')).toMatchObject({ status: 'queued', reason: null });
    await own.billing.dispatch();
    expect(await own.desk.mails.get(mail?.id ?? '')).toMatchObject({ status: 'sent' });
  });

  test('that a person drops are not sent', async () => {
    const own = await noticeDesk();
    await eightHours(own);
    const [mail] = (await own.desk.mails.list()).items;
    await own.desk.outbox.drop(mail?.id ?? '');
    await own.billing.dispatch();
    expect(own.mailer.sent()).toEqual([]);
    expect(await own.desk.mails.get(mail?.id ?? '')).toMatchObject({ status: 'dropped' });
  });

  test('that may have arrived are sent again once, with the same key, and then left to a person', async () => {
    const own = await noticeDesk(toAll('customer'), { faults: () => ({ kind: 'lost' }) });
    await eightHours(own);
    for (let hour = 0; hour < 4; hour += 1) {
      await own.billing.dispatch();
      own.clock.advance(3600);
    }
    expect(own.mailer.sent()).toHaveLength(2);
    expect(new Set(own.mailer.sent().map(({ key }) => key)).size).toBe(1);
    expect((await own.desk.mails.list()).items).toMatchObject([{ status: 'unknown' }]);
    expect(own.failed).toHaveLength(1);
  });

  test('say how things stood when they were told, whenever they are sent', async () => {
    const own = await noticeDesk();
    await eightHours(own);
    await own.desk.contracts.terminate('c_1', '2026-04-01');
    await own.billing.dispatch();
    const [mail] = own.mailer.sent();
    expect(mail?.subject).toMatchObject({ contract: { end: null, endedBy: null }, used: '8' });
  });

  test('I21: of one tenant are told by it alone, in its own name', async () => {
    const own = await noticeDesk();
    const other = await testDesk({ storage: own.storage, tenantId: 'other', mailer: own.mailer });
    await eightHours(own);
    await other.desk.contracts.put({ ...contract, components: [tenHours] });
    await other.desk.work.record([hours('te_1', 8)]);
    await own.billing.tick();
    expect(own.mailer.sent()).toMatchObject([{ tenantId: 'desk' }]);
    expect((await other.desk.mails.list()).items).toEqual([]);
  });

  test('are told once, also when their messages are gone and everything is looked at again', async () => {
    const own = await noticeDesk(toAll('customer'), { settings: { retentionDays: 7 } });
    await own.desk.contracts.put({ ...contract, end: '2026-06-01', components: [tenHours] });
    await own.desk.work.record([hours('te_1', 8)]);
    own.clock.set('2026-04-03T06:00:00.000Z');
    await own.billing.tick();
    const told = tellings(own);
    expect(told).toEqual(['quota-warning', 'contract-expiring']);
    own.clock.set('2026-04-20T06:00:00.000Z');
    await own.billing.tick();
    expect((await own.desk.outbox.list()).items).toEqual([]);
    await own.desk.work.edit(hours('te_1', 7));
    await own.desk.work.edit(hours('te_1', 9));
    await own.billing.tick();
    expect(tellings(own)).toEqual(told);
  });

  test('of kinds that there are not, or to somebody twice, are refused by the settings', async () => {
    for (const notices of [{ 'quota-warning': ['customer', 'customer'] }, { birthday: ['seller'] }])
      await expect(noticeDesk(notices as NoticeSettingsInput)).rejects.toMatchObject({
        code: 'SETTINGS_INVALID',
      });
  });
});
