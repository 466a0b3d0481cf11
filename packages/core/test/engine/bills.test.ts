import { describe, expect, test } from 'vitest';
import type { CustomerBill } from '../../src/bill/bill-customer.ts';
import { billsOfCustomer, readFactsOf } from '../../src/engine/bills/bills-of-customer.ts';
import { keepBill } from '../../src/engine/bills/keep-bill.ts';
import { lockPrepaidOf } from '../../src/engine/bills/prepaid-of.ts';
import { releaseBill } from '../../src/engine/bills/release-bill.ts';
import { restContract } from '../../src/engine/bills/rest-contract.ts';
import { loadTenantPolicy } from '../../src/engine/bills/tenant-policy.ts';
import { accountRecords, lotRecords, postingRecords } from '../../src/engine/records/billing.ts';
import { customerRecords } from '../../src/engine/records/master-data.ts';
import type { Unit } from '../../src/engine/unit.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { hoursAccount, paidLots } from '../../src/testing/prepaid-fixture.ts';
import { rowsOf, type TestDesk, testDesk, testEntry } from './support/desk.ts';

const through = '2026-03-31';

/** The bills of "acme" as a run makes them. */
async function billsOf(unit: Unit, day = through): Promise<readonly CustomerBill[]> {
  const customer = await unit.load(customerRecords, 'acme');
  const tenant = await loadTenantPolicy(unit, []);
  const facts = await readFactsOf(unit, 'acme');
  const prepaid = await lockPrepaidOf(unit, 'acme');
  return billsOfCustomer(tenant, { customer, through: day, early: false }, facts, prepaid, unit.at).bills;
}

const keepAll = (seed: TestDesk['seed'], id: string, day?: string): Promise<readonly string[]> =>
  seed(async (unit) => {
    const bills = await billsOf(unit, day);
    const belongs = { invoiceId: null, batchId: null };
    for (const [index, one] of bills.entries())
      await keepBill(unit, { ...one, ...belongs, id: `${id}${index}` });
    return bills.map(({ bill }) => `${bill.contractId} ${bill.period.from} ${bill.totals.net.amount}`);
  });

/** What decides money; bills that were released, the log of changes and counters stay. */
const factsOf = (storage: Storage) =>
  rowsOf(storage, 'desk', ['bills', 'audit', 'counters', 'notices', 'prepaid-postings']);

async function withHours({ seed }: TestDesk, quantity: string): Promise<void> {
  const account = hoursAccount();
  const { lots, ledger } = paidLots(account, {
    id: 'A',
    quantity,
    purchasedAt: '2026-01-01T09:00:00.000Z',
  });
  await seed(async (unit) => {
    await unit.save(accountRecords, account);
    for (const lot of lots) await unit.save(lotRecords, lot);
    for (const [index, posting] of ledger.entries())
      await unit.save(postingRecords, { posting, sequence: index + 1, owner: 'lot:A' });
  });
}

describe('a bill that is kept', () => {
  test('R91: claims everything that it takes, once', async () => {
    const { desk, seed } = await testDesk();
    await desk.work.record([testEntry('te_1')]);
    const [bill] = await seed((unit) => billsOf(unit));
    if (bill === undefined) throw new Error('there is a bill');
    const keep = (id: string) =>
      seed((unit) => keepBill(unit, { ...bill, id, invoiceId: null, batchId: null }));
    await keep('b_1');
    await expect(keep('b_2')).rejects.toMatchObject({
      code: 'ALREADY_BILLED',
      details: { kind: 'entry', id: 'te_1', billId: 'b_1' },
    });
  });

  test('leaves nothing behind when it is refused', async () => {
    const { desk, seed, storage } = await testDesk();
    await desk.work.record([testEntry('te_1')]);
    const [bill] = await seed((unit) => billsOf(unit));
    if (bill === undefined) throw new Error('there is a bill');
    const before = await rowsOf(storage);
    const failing = seed(async (unit) => {
      await keepBill(unit, { ...bill, id: 'b_1', invoiceId: null, batchId: null });
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else');
    expect(await rowsOf(storage)).toEqual(before);
  });

  test('counts the bills of a customer, those that were released too', async () => {
    const { desk, seed, storage } = await testDesk();
    await desk.work.record([testEntry('te_1')]);
    await keepAll(seed, 'a');
    await seed((unit) => releaseBill(unit, 'a0'));
    await keepAll(seed, 'b');
    const { bills = [] } = await rowsOf(storage);
    expect(
      bills.map(({ id, order, keys }) => `${id} ${Number(order)} ${keys['standing'] ?? 'released'}`),
    ).toEqual(['a0 1 released', 'b0 2 acme']);
  });

  test('I22: locks work of each kind, and what waits of an entry stays open', async () => {
    const { desk, seed, putContract } = await testDesk();
    await putContract({
      components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', exhausted: 'block' }],
    });
    await desk.work.record([testEntry('x', { minutes: 90 })]);
    // Kinds have ids of their own: this expense does not wait, although an entry of its name does.
    await desk.work.recordExpenses([
      {
        id: 'x',
        customerId: 'acme',
        date: '2026-03-03',
        description: 'Parts',
        amount: { amount: '30.00', currency: 'EUR' },
        kind: 'billable',
      },
    ]);
    await keepAll(seed, 'b');
    expect(await desk.work.get('entry', 'x')).toMatchObject({ billId: 'b0', isPartlyOpen: true });
    expect(await desk.work.get('expense', 'x')).toMatchObject({ billId: 'b0', isPartlyOpen: false });
    const open = await desk.work.list({ customerId: 'acme', isOpen: true });
    expect(open.items.map(({ kind }) => kind)).toEqual(['entry']);
  });
});

describe('a bill that is released', () => {
  test('I24: brings back exactly what it took: work, claims, allowance, what it left out', async () => {
    const { desk, seed, storage, putContract } = await testDesk();
    await putContract({ components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '0.5' }] });
    await desk.work.record([testEntry('te_1'), testEntry('te_2', { billable: false })]);
    await desk.work.recordExpenses([
      {
        id: 'ex_1',
        customerId: 'acme',
        date: '2026-03-03',
        description: 'Lunch',
        amount: { amount: '30.00', currency: 'EUR' },
        kind: 'internal',
      },
    ]);
    const before = await factsOf(storage);
    expect(await keepAll(seed, 'a')).toEqual(['c_1 2026-03-01 60.00']);
    expect(await desk.work.get('expense', 'ex_1')).toMatchObject({ leftOutBy: 'a0' });
    expect(await keepAll(seed, 'b')).toEqual([]);
    await seed((unit) => releaseBill(unit, 'a0'));
    expect(await factsOf(storage)).toEqual(before);
    await seed((unit) => releaseBill(unit, 'a0'));
    expect(await factsOf(storage)).toEqual(before);
    expect(await keepAll(seed, 'c')).toEqual(['c_1 2026-03-01 60.00']);
  });

  test('R76: gives prepaid hours back, which the next bill draws again', async () => {
    const given = await testDesk();
    const { desk, seed, putContract } = given;
    await withHours(given, '0.75');
    await putContract({ components: [{ id: 'hours', kind: 'pool', accountId: 'hours' }] });
    await desk.work.record([testEntry('te_1')]);
    const left = () =>
      seed(async (unit) => {
        const { postings } = await lockPrepaidOf(unit, 'acme');
        return postings.map(({ kind, quantity }) => `${kind} ${quantity}`);
      });
    expect(await keepAll(seed, 'a')).toEqual(['c_1 2026-03-01 30.00']);
    await seed((unit) => releaseBill(unit, 'a0'));
    expect(await keepAll(seed, 'b')).toEqual(['c_1 2026-03-01 30.00']);
    expect(await left()).toEqual(['top-up 2700', 'draw -2700', 'reversal 2700', 'draw -2700']);
  });

  test('leaves to other bills the parts of an entry that they have', async () => {
    const { desk, seed, putContract } = await testDesk({ now: '2026-05-01T06:00:00.000Z' });
    await putContract({
      components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '1', exhausted: 'block' }],
    });
    await desk.work.record([testEntry('te_1', { minutes: 120 })]);
    await keepAll(seed, 'a');
    await keepAll(seed, 'b', '2026-04-30');
    expect(await desk.work.get('entry', 'te_1')).toMatchObject({ billId: 'b0', isPartlyOpen: false });
    await seed((unit) => releaseBill(unit, 'b0'));
    expect(await desk.work.get('entry', 'te_1')).toMatchObject({ billId: 'a0', isPartlyOpen: true });
    await keepAll(seed, 'c', '2026-04-30');
    expect(await desk.work.get('entry', 'te_1')).toMatchObject({ billId: 'c0', isPartlyOpen: false });
    await seed((unit) => releaseBill(unit, 'a0'));
    expect(await desk.work.get('entry', 'te_1')).toMatchObject({ billId: 'c0', isPartlyOpen: true });
    await seed((unit) => releaseBill(unit, 'c0'));
    expect(await desk.work.get('entry', 'te_1')).toMatchObject({ billId: null, isPartlyOpen: false });
  });
});

describe('default terms', () => {
  test('R11: bill month by month what no contract takes, also of the day that is another in UTC', async () => {
    const { desk, seed } = await testDesk();
    await desk.customers.put({ id: 'acme', party: { name: 'Acme' }, zone: 'America/New_York' });
    const night = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
    await desk.work.record([
      { ...night, id: 'te_1', start: '2026-03-01T02:00:00Z', end: '2026-03-01T03:00:00Z' },
      testEntry('te_2', { date: '2026-03-01' }),
    ]);
    expect(await keepAll(seed, 'a')).toEqual([
      'terms:acme 2026-02-01 120.00',
      'terms:acme 2026-03-01 120.00',
    ]);
  });

  test('take what the customer says, and what the settings say where it is silent', async () => {
    const { desk } = await testDesk();
    const settings = await desk.settings.get();
    const customer = await desk.customers.get('acme');
    if (settings === null || customer === null) throw new Error('both are there');
    const own = restContract({ ...customer, currency: 'USD', taxCodes: [] }, settings, '2026-03-17');
    expect(own).toMatchObject({ start: '2026-03-01', currency: 'USD', zone: 'Europe/Berlin', taxCodes: [] });
    expect(restContract(customer, settings, '2026-03-01')).toMatchObject({
      currency: 'EUR',
      taxCodes: ['vat'],
    });
  });
});

describe('the policy of a tenant', () => {
  test('refuses settings that name what is not there', async () => {
    const { seed } = await testDesk({ settings: { rateCardId: 'gone' } });
    await expect(seed((unit) => loadTenantPolicy(unit, []))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { collection: 'rate-cards', id: 'gone' },
    });
  });

  test('leaves a customer that names what is not there to its own bills', async () => {
    const { desk, seed } = await testDesk();
    const acme = await desk.customers.put({ id: 'acme', party: { name: 'Acme' }, calendarId: 'gone' });
    const { billerOf } = await seed((unit) => loadTenantPolicy(unit, []));
    expect(() => billerOf(acme)).toThrow('NOT_FOUND');
    expect(billerOf({ ...acme, id: 'globex' })).toBe(billerOf({ ...acme, id: 'initech' }));
    expect(billerOf({ ...acme, id: 'globex', language: 'fr' })).not.toBe(billerOf({ ...acme, id: 'globex' }));
  });
});
